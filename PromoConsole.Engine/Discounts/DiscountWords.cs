using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Discounts;

/// <summary>Discounts as a person says them.</summary>
public static class DiscountWords
{
    /// <summary>"15% off, at most €40.00", "€10.00 off", "the order for €50.00"; "no discount yet" for a draft without one.</summary>
    public static string Of(Discount? discount, Wording wording) => discount switch
    {
        AmountOff off => $"{wording.Money(off.Amount)} off",
        PercentOff { MaxAmount: { } cap } off => $"{wording.Percent(off.Percent)} off, at most {wording.Money(cap)}",
        PercentOff { Percent: 100 } => "free order",
        PercentOff off => $"{wording.Percent(off.Percent)} off",
        FixedTotal { Amount: 0 } => "free order",
        FixedTotal total => $"the order for {wording.Money(total.Amount)}",
        _ => "no discount yet",
    };

    /// <summary>How it came out: "15% of 289.00 is 43.35; the cap is 40.00".</summary>
    public static string Calculation(AppliedDiscount applied, Wording wording)
    {
        switch (applied.Discount)
        {
            case PercentOff off:
                var text = $"{wording.Percent(off.Percent)} of {wording.Amount(applied.BaseAmount)} is {wording.Exact(applied.ExactAmount)}";
                if (Rounded(applied) != 0) text += $", rounded to {wording.Amount(applied.Amount + applied.CapCutAmount)}";
                return applied.CapCutAmount > 0 ? $"{text}; the cap is {wording.Amount(off.MaxAmount!.Value)}" : text;
            case AmountOff off when off.Amount > applied.BaseAmount:
                return $"{wording.Amount(off.Amount)} is more than the {wording.Amount(applied.BaseAmount)} left, so all of it comes off";
            case FixedTotal total when total.Amount >= applied.BaseAmount:
                return $"The order costs {wording.Amount(applied.BaseAmount)}, not more than {wording.Amount(total.Amount)}, so it keeps its price";
            case FixedTotal total:
                return $"From {wording.Amount(applied.BaseAmount)} down to {wording.Amount(total.Amount)}";
            default:
                return $"{wording.Amount(applied.Amount)} off the order";
        }
    }

    /// <summary>What rounding added (positive) or took away, in minor units with decimals; 0 when it was exact.</summary>
    public static decimal Rounded(AppliedDiscount applied) =>
        applied.Discount is PercentOff ? applied.Amount + applied.CapCutAmount - applied.ExactAmount : 0;
}
