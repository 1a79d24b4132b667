using PromoConsole.Components;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Reports;

/// <summary>The filters of a report as chips that can be taken away.</summary>
public static class FilterChips
{
    /// <param name="names">Names of campaigns and customers by id.</param>
    public static IReadOnlyList<ActiveFilter> Of(ReportFilter filter, IReadOnlyDictionary<string, string> names, ProjectFormat format)
    {
        var chips = new List<ActiveFilter>();
        if (filter.Result is { } result)
            chips.Add(new("result", "Result", "is " + (result == ReportResult.RolledBack ? "rolled back" : result.ToString().ToLowerInvariant())));
        if (filter.Campaigns.Count > 0)
            chips.Add(new("campaign", "Campaign", Is(filter.ExcludeCampaigns) + string.Join(" or ", filter.Campaigns.Select(c => names.GetValueOrDefault(c, c)))));
        if (filter.Reasons.Count > 0)
            chips.Add(new("reason", "Reason", Is(filter.ExcludeReasons) + string.Join(" or ", filter.Reasons.Select(RefusalKeys.LabelOf))));
        if (filter.CodePrefix is { } code) chips.Add(new("code", "Code", "starts with " + code));
        if (filter.CustomerId is { } customer) chips.Add(new("customer", "Customer", "is " + format.Person(names.GetValueOrDefault(customer, customer))));
        if (filter.Channel is { } channel) chips.Add(new("channel", "Channel", "is " + channel));
        if (filter.MinAmount is { } min) chips.Add(new("min", "Cart", "from " + format.Money(min)));
        if (filter.MaxAmount is { } max) chips.Add(new("max", "Cart", "up to " + format.Money(max)));
        return chips;
    }

    public static ReportFilter Without(ReportFilter filter, string key) => key switch
    {
        "result" => filter with { Result = null },
        "campaign" => filter with { Campaigns = [], ExcludeCampaigns = false },
        "reason" => filter with { Reasons = [], ExcludeReasons = false },
        "code" => filter with { CodePrefix = null },
        "customer" => filter with { CustomerId = null },
        "channel" => filter with { Channel = null },
        "min" => filter with { MinAmount = null },
        "max" => filter with { MaxAmount = null },
        _ => filter,
    };

    private static string Is(bool exclude) => exclude ? "is not " : "is ";
}
