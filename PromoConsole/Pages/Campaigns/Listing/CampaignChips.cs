using System.Globalization;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>The filters that are on, in words, and the address without one of them.</summary>
public static class CampaignChips
{
    public static IReadOnlyList<ActiveFilter> Of(CampaignListUrl url, ProjectFormat format, CampaignWords? words = null, string? usesName = null)
    {
        var chips = new List<ActiveFilter>();
        if (url.Text is { } text) chips.Add(new("q", "Search", $"“{text}”"));
        if (url.Statuses.Count > 0) chips.Add(new("status", "Status", "is " + string.Join(" or ", url.Statuses).ToLowerInvariant()));
        else if (url.View == CampaignListUrl.Next) chips.Add(new("view", "Status", "is not ended"));
        if (url.Kind is { } kind) chips.Add(new("kind", "Kind", "is " + CampaignKinds.Choices.First(choice => choice.Value == kind).Title.ToLowerInvariant()));
        if (url.Tag is { } tag) chips.Add(new("tag", "Tag", $"is {tag}"));
        if (url.Category is { } category) chips.Add(new("category", "Category", "is " + (words?.Categories.FirstOrDefault(c => c.Id == category)?.Name ?? category)));
        if (url.Owner is { } owner) chips.Add(new("owner", "Owner", "is " + owner));
        if (url.From is not null || url.To is not null) chips.Add(new("dates", "Running", Dates(url, format)));
        if (url.Budget is { } budget) chips.Add(new("budget", "Budget", BudgetSays(budget)));
        if (url.Uses is { } uses) chips.Add(new("uses", "Rule", "names " + (usesName ?? uses)));
        return chips;
    }

    public static CampaignListUrl Without(CampaignListUrl url, string key) => key switch
    {
        "q" => url with { Text = null },
        "status" => url with { Statuses = [] },
        "view" => url with { View = CampaignListUrl.All },
        "kind" => url with { Kind = null },
        "tag" => url with { Tag = null },
        "category" => url with { Category = null },
        "owner" => url with { Owner = null },
        "uses" => url with { Uses = null },
        "dates" => url with { From = null, To = null },
        _ => url with { Budget = null },
    };

    public static string BudgetSays(BudgetLeft budget) => budget switch
    {
        BudgetLeft.NotLimited => "has no limit",
        BudgetLeft.Plenty => "has more than a fifth left",
        BudgetLeft.NearlyGone => "has a fifth or less left",
        _ => "is used up",
    };

    private static string Dates(CampaignListUrl url, ProjectFormat format)
    {
        string Day(DateOnly day) => day.ToString("d MMM yyyy", format.Culture ?? CultureInfo.InvariantCulture);
        return (url.From, url.To) switch
        {
            ({ } from, { } to) => $"between {Day(from)} and {Day(to)}",
            ({ } from, null) => $"on {Day(from)} or later",
            var (_, to) => $"on {Day(to!.Value)} or earlier",
        };
    }
}
