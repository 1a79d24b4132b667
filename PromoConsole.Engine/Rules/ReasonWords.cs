using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Rules;

/// <summary>The shortest way to say why a condition is to blame.</summary>
internal static class ReasonWords
{
    public static string Of(Verdict verdict, Wording wording)
    {
        if (verdict.MissingCustomer) return "no customer was given";
        var kind = RuleKinds.Of(verdict.Kind);
        var distance = verdict.Distance is { } off ? VerdictWords.Off(off, kind.Unit, wording) : null;
        switch (kind.Subject)
        {
            case RuleSubject.Segments: return $"customer is {(verdict.Test == Operator.Is ? "not " : "")}in {OperatorWords.Or(verdict.Names)}";
            case RuleSubject.InitialAmount or RuleSubject.AmountBefore or RuleSubject.TotalAmount:
                return verdict.Seen is null ? "the cart has no value"
                    : distance is null ? $"cart is {wording.Money(verdict.Seen.Value)}"
                    : kind.Subject == RuleSubject.TotalAmount ? $"cart is {distance} after the discount" : $"cart is {distance}";
            case RuleSubject.ItemsQuantity:
                return verdict.Distance is { } pieces
                    ? $"cart is {wording.Counted(Math.Abs(pieces), "piece", "pieces")} {(pieces > 0 ? "short" : "too many")}"
                    : $"cart has {wording.Counted(verdict.Seen ?? 0, "piece", "pieces")}";
            case RuleSubject.Budget when verdict is { Outcome: Outcome.Failed, Seen: not null, Test: Operator.AtMost or Operator.LessThan }:
                return UsedUp(kind.Budget!.Value, verdict, wording);
        }

        if (kind.Shape == ConditionShape.Items) return ItemsWords.Reason(verdict, kind, wording);
        var words = VerdictWords.Of(verdict, wording).Saw.TrimEnd('.');
        return words.Length == 0 ? kind.Label.ToLowerInvariant() : kind.Shape == ConditionShape.Metadata && words.Contains('’') ? words : char.ToLowerInvariant(words[0]) + words[1..];
    }

    private static string UsedUp(BudgetMeasure measure, Verdict verdict, Wording wording)
    {
        var most = verdict.Test == Operator.LessThan ? (verdict.Asked ?? 1) - 1 : verdict.Asked ?? 0;
        var period = measure.Period() switch { BudgetPeriod.Day => " today", BudgetPeriod.Week => " this week", BudgetPeriod.Month => " this month", _ => "" };
        var forPeriod = period.Length == 0 ? "" : $" for{period}".Replace("for this", "of this", StringComparison.Ordinal);
        var uses = wording.Counted(most, "redemption", "redemptions");
        return (measure.Sum(), measure.Scope()) switch
        {
            (BudgetSum.DiscountedAmount, _) => $"the budget of {wording.Money(most)} is used up",
            (BudgetSum.OrdersAmount, _) => $"the campaign’s orders have reached {wording.Money(most)}",
            (BudgetSum.GiftAmount, _) => $"the gift money of {wording.Money(most)} is used up",
            (_, BudgetScope.Campaign) => $"the campaign’s {uses}{forPeriod} {(most == 1 ? "is" : "are")} used up",
            (_, BudgetScope.Incentive) => $"the code’s {uses}{forPeriod} {(most == 1 ? "is" : "are")} used up",
            (_, BudgetScope.CampaignCustomer) => $"customer has used the campaign {OperatorWords.Times(most, wording)} already{period}",
            (_, BudgetScope.IncentiveUser) => $"the user has redeemed the code {OperatorWords.Times(most, wording)} already",
            (_, BudgetScope.IncentiveApiKey) => $"the API key has redeemed the code {OperatorWords.Times(most, wording)} already",
            _ => $"customer has used the code {OperatorWords.Times(most, wording)} already{period}",
        };
    }
}
