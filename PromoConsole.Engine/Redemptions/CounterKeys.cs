using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Names of counters; also their fixed order when several are moved at once (ordinal).</summary>
public static class CounterKeys
{
    /// <summary>Uses of a code without a limit; sharded.</summary>
    public static string CodeRedemptions(string voucherId) => "vn:" + voucherId;

    /// <summary>What a limit reads.</summary>
    /// <returns>Null without the customer, user or API key it is about, or for a customer not stored yet: nothing is counted so far.</returns>
    public static string? Of(BudgetMeasure measure, CounterScope scope)
    {
        var owner = measure.Scope() switch
        {
            BudgetScope.Campaign => scope.CampaignId,
            BudgetScope.CampaignCustomer => scope.CustomerId is { } customer ? $"{scope.CampaignId}:{customer}" : null,
            BudgetScope.Incentive => scope.IncentiveId,
            BudgetScope.IncentiveCustomer => scope.CustomerId is { } customer ? $"{scope.IncentiveId}:{customer}" : null,
            BudgetScope.IncentiveUser => scope.User is { } user ? $"{scope.IncentiveId}:{user}" : null,
            _ => scope.ApiKeyId is { } key ? $"{scope.IncentiveId}:{key}" : null,
        };
        return owner is null ? null : Prefix(measure) + owner + scope.Periods.Suffix(measure.Period());
    }

    /// <summary>How the keys of a measure begin: <c>cc:</c>.</summary>
    public static string Prefix(BudgetMeasure measure) => (measure.Scope(), measure.Sum()) switch
    {
        (BudgetScope.Campaign, BudgetSum.OrdersAmount) => "co:",
        (BudgetScope.Campaign, BudgetSum.DiscountedAmount) => "cd:",
        (BudgetScope.Campaign, BudgetSum.GiftAmount) => "cg:",
        (BudgetScope.Campaign, _) => "cn:",
        (BudgetScope.CampaignCustomer, _) => "cc:",
        (BudgetScope.Incentive, _) => "vd:", // "vn:" are the uses of codes without a limit, spread over shards
        (BudgetScope.IncentiveCustomer, _) => "vc:",
        (BudgetScope.IncentiveUser, _) => "vu:",
        _ => "vk:",
    };
}

/// <summary>Whose counters one redemption reads and moves.</summary>
/// <param name="CampaignId">Of a code without campaign, its own id: it is treated as its campaign.</param>
/// <param name="IncentiveId">The voucher or promotion tier.</param>
/// <param name="CustomerId">Null when there is none, or one not stored yet.</param>
/// <param name="User">E-mail address of the dashboard's user; null for the shop's calls.</param>
/// <param name="ApiKeyId">Application id; null for people.</param>
public readonly record struct CounterScope(string CampaignId, string IncentiveId, string? CustomerId, string? User, string? ApiKeyId, PeriodKeys Periods)
{
    /// <summary>Of longer addresses only the beginning is counted by: keys have a most length.</summary>
    internal const int MaxUserLength = 100;

    public static CounterScope Of(string campaignId, string incentiveId, string? customerId, Caller caller, PeriodKeys periods) => new(
        campaignId, incentiveId, customerId, caller.Channel == Caller.Dashboard ? caller.Name[..Math.Min(caller.Name.Length, MaxUserLength)] : null, caller.Channel == Caller.Api ? caller.KeyId : null, periods);
}

/// <summary>The calendar day, week and month of an instant, as counters are named by them.</summary>
/// <param name="Day">First day of the period, project zone.</param>
public readonly record struct PeriodKeys(DateOnly Day, DateOnly Week, DateOnly Month)
{
    /// <summary>Days begin at midnight of the zone, weeks on the given weekday, months on the 1st.</summary>
    public static PeriodKeys Of(DateTimeOffset now, TimeZoneInfo zone, DayOfWeek firstDayOfWeek)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return new(day, day.AddDays(-(((int)day.DayOfWeek - (int)firstDayOfWeek + 7) % 7)), new DateOnly(day.Year, day.Month, 1));
    }

    public static PeriodKeys Of(DateTimeOffset now, CatalogueProject project) => Of(now, project.Zone, project.FirstDayOfWeek);

    /// <summary>What the key of a counter ends in: <c>:d20260302</c>; empty for what is counted for ever.</summary>
    public string Suffix(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Day => string.Create(System.Globalization.CultureInfo.InvariantCulture, $":d{Day:yyyyMMdd}"),
        BudgetPeriod.Week => string.Create(System.Globalization.CultureInfo.InvariantCulture, $":w{Week:yyyyMMdd}"),
        BudgetPeriod.Month => string.Create(System.Globalization.CultureInfo.InvariantCulture, $":m{Month:yyyyMM}"),
        _ => "",
    };

    /// <summary>The instant a period begins: midnight of its first day, or the first instant of that day where the clocks skip midnight.</summary>
    public DateTimeOffset Start(BudgetPeriod period, TimeZoneInfo zone)
    {
        var wall = (period switch { BudgetPeriod.Day => Day, BudgetPeriod.Week => Week, _ => Month }).ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(1);

        // Where midnight comes twice, the day begins with the first of the two.
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
