namespace PromoConsole.Engine.Rules;

/// <summary>What is counted for limits and budgets. Each includes the redemption being decided.</summary>
public enum BudgetMeasure
{
    CampaignRedemptions, CampaignRedemptionsDaily, CampaignRedemptionsWeekly, CampaignRedemptionsMonthly,
    CampaignPerCustomer, CampaignPerCustomerDaily, CampaignPerCustomerWeekly, CampaignPerCustomerMonthly,
    IncentiveDaily, IncentiveWeekly, IncentiveMonthly,
    IncentivePerCustomer, IncentivePerCustomerDaily, IncentivePerCustomerWeekly, IncentivePerCustomerMonthly,
    CampaignOrdersAmount, CampaignDiscountedAmount, CampaignGiftAmount,
    IncentivePerUser, IncentivePerApiKey,
}

/// <summary>Whose use is counted. The incentive is the voucher or promotion tier.</summary>
public enum BudgetScope { Campaign, CampaignCustomer, Incentive, IncentiveCustomer, IncentiveUser, IncentiveApiKey }

/// <summary>Over which time: always, or the calendar day, week or month in the project's zone.</summary>
public enum BudgetPeriod { Ever, Day, Week, Month }

/// <summary>What a redemption adds: one, or an amount in minor units.</summary>
public enum BudgetSum { Redemptions, OrdersAmount, DiscountedAmount, GiftAmount }

public static class Budgets
{
    public static readonly IReadOnlyList<BudgetMeasure> All = Enum.GetValues<BudgetMeasure>();

    public static BudgetScope Scope(this BudgetMeasure measure) => measure switch
    {
        BudgetMeasure.CampaignPerCustomer or BudgetMeasure.CampaignPerCustomerDaily or BudgetMeasure.CampaignPerCustomerWeekly
            or BudgetMeasure.CampaignPerCustomerMonthly => BudgetScope.CampaignCustomer,
        BudgetMeasure.IncentiveDaily or BudgetMeasure.IncentiveWeekly or BudgetMeasure.IncentiveMonthly => BudgetScope.Incentive,
        BudgetMeasure.IncentivePerCustomer or BudgetMeasure.IncentivePerCustomerDaily or BudgetMeasure.IncentivePerCustomerWeekly
            or BudgetMeasure.IncentivePerCustomerMonthly => BudgetScope.IncentiveCustomer,
        BudgetMeasure.IncentivePerUser => BudgetScope.IncentiveUser,
        BudgetMeasure.IncentivePerApiKey => BudgetScope.IncentiveApiKey,
        _ => BudgetScope.Campaign,
    };

    public static BudgetPeriod Period(this BudgetMeasure measure) => measure switch
    {
        BudgetMeasure.CampaignRedemptionsDaily or BudgetMeasure.CampaignPerCustomerDaily or BudgetMeasure.IncentiveDaily
            or BudgetMeasure.IncentivePerCustomerDaily => BudgetPeriod.Day,
        BudgetMeasure.CampaignRedemptionsWeekly or BudgetMeasure.CampaignPerCustomerWeekly or BudgetMeasure.IncentiveWeekly
            or BudgetMeasure.IncentivePerCustomerWeekly => BudgetPeriod.Week,
        BudgetMeasure.CampaignRedemptionsMonthly or BudgetMeasure.CampaignPerCustomerMonthly or BudgetMeasure.IncentiveMonthly
            or BudgetMeasure.IncentivePerCustomerMonthly => BudgetPeriod.Month,
        _ => BudgetPeriod.Ever,
    };

    public static BudgetSum Sum(this BudgetMeasure measure) => measure switch
    {
        BudgetMeasure.CampaignOrdersAmount => BudgetSum.OrdersAmount,
        BudgetMeasure.CampaignDiscountedAmount => BudgetSum.DiscountedAmount,
        BudgetMeasure.CampaignGiftAmount => BudgetSum.GiftAmount,
        _ => BudgetSum.Redemptions,
    };
}

/// <summary>The numbers limits are compared with, this redemption included; null where one cannot be known.</summary>
public sealed class BudgetUse
{
    private readonly long[] _values = new long[Budgets.All.Count];
    private int _known;

    /// <summary>Nothing is known: for rules that count nothing.</summary>
    public static BudgetUse None { get; } = new();

    /// <summary>Redemptions, or minor units; null without the customer, user or amount it needs, or when the rule does not read it.</summary>
    public long? this[BudgetMeasure measure]
    {
        get => (_known & (1 << (int)measure)) != 0 ? _values[(int)measure] : null;
        init
        {
            _values[(int)measure] = value ?? 0;
            _known = value is null ? _known & ~(1 << (int)measure) : _known | (1 << (int)measure);
        }
    }

    /// <summary>Of what is given for each measure.</summary>
    public static BudgetUse Of(IEnumerable<KeyValuePair<BudgetMeasure, long?>> values)
    {
        var use = new BudgetUse();
        foreach (var (measure, value) in values)
        {
            if (value is not { } known) continue;
            use._values[(int)measure] = known;
            use._known |= 1 << (int)measure;
        }

        return use;
    }
}
