using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>What the campaign list shows, as it stands in the address: a view, filters, and what is open beside the list.</summary>
public sealed record CampaignListUrl
{
    public const string Next = "next";
    public const string Drafts = "drafts";
    public const string All = "all";
    public const string Archive = "archive";
    public const string Bin = "bin";

    public string View { get; init; } = Next;

    public string? Text { get; init; }

    /// <summary>Any of these; empty leaves it to the view.</summary>
    public IReadOnlyList<CampaignStatus> Statuses { get; init; } = [];

    public CampaignKind? Kind { get; init; }

    public string? Tag { get; init; }

    /// <summary>Id of a category.</summary>
    public string? Category { get; init; }

    public string? Owner { get; init; }

    public DateOnly? From { get; init; }

    /// <summary>Inclusive.</summary>
    public DateOnly? To { get; init; }

    public BudgetLeft? Budget { get; init; }

    /// <summary>Id of a segment or collection the rule names.</summary>
    public string? Uses { get; init; }

    /// <summary>The campaign whose drawer is open.</summary>
    public string? Open { get; init; }

    /// <summary>Columns that differ from the start: shown or hidden, by name.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Rows of one line.</summary>
    public bool Dense { get; init; }

    /// <summary>Reads an address; what makes no sense is ignored.</summary>
    public static CampaignListUrl Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new CampaignListUrl
        {
            View = One("view") is Next or Drafts or All or Archive or Bin ? One("view")! : Next,
            Text = One("q"),
            Statuses = [.. Many("status").Select(word => Enum.TryParse<CampaignStatus>(word, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : (CampaignStatus?)null).OfType<CampaignStatus>().Distinct()],
            Kind = Enum.TryParse<CampaignKind>(One("kind"), ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null,
            Tag = One("tag"),
            Category = One("category"),
            Owner = One("owner"),
            From = Day("from"),
            To = Day("to"),
            Budget = Enum.TryParse<BudgetLeft>(One("budget"), ignoreCase: true, out var budget) && Enum.IsDefined(budget) ? budget : null,
            Uses = One("uses"),
            Open = One("open"),
            Hidden = [.. Many("hide")],
            Dense = One("dense") == "1",
        };

        string? One(string key) => query.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString() : null;
        IEnumerable<string> Many(string key) => One(key)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        DateOnly? Day(string key) => DateOnly.TryParseExact(One(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>The values to put into an address; null takes a key away. The page goes back to the first one.</summary>
    public Dictionary<string, object?> Write() => new()
    {
        ["view"] = View == Next ? null : View,
        ["q"] = Blank(Text),
        ["status"] = Statuses.Count == 0 ? null : string.Join(',', Statuses).ToLowerInvariant(),
        ["kind"] = Kind?.ToString().ToLowerInvariant(),
        ["tag"] = Blank(Tag),
        ["category"] = Blank(Category),
        ["owner"] = Blank(Owner),
        ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["budget"] = Budget?.ToString().ToLowerInvariant(),
        ["uses"] = Blank(Uses),
        ["open"] = Open,
        ["hide"] = Hidden.Count == 0 ? null : string.Join(',', Hidden),
        ["dense"] = Dense ? "1" : null,
    };

    /// <summary>What the engine is asked for.</summary>
    /// <param name="me">Whose drafts "My drafts" are.</param>
    public CampaignFilter Filter(string me, ProjectFormat format, TableQuery table) => new()
    {
        Text = Text,
        Statuses = Statuses.Count > 0 ? Statuses : View switch
        {
            Next => [CampaignStatus.Live, CampaignStatus.Scheduled, CampaignStatus.Paused, CampaignStatus.Draft],
            Drafts => [CampaignStatus.Draft],
            _ => [],
        },
        Kind = Kind,
        Tag = Tag,
        CategoryId = Category,
        Owner = View == Drafts ? me : Owner,
        From = From is { } from ? Midnight(from, format) : null,
        To = To is { } to ? Midnight(to.AddDays(1), format) : null,
        Budget = Budget,
        Uses = Uses,
        Shelf = View switch { Bin => CampaignShelf.Bin, Archive => CampaignShelf.Archive, _ => CampaignShelf.Kept },
        Order = Enum.TryParse<CampaignOrder>(table.SortBy, ignoreCase: true, out var order) ? order : CampaignOrder.Created,
        Ascending = table.SortBy is not null && !table.Descending,
        Page = table.Take == 0 ? 0 : table.Skip / table.Take,
        PageSize = table.Take,
    };

    /// <summary>What a view of this list is kept as: filters, columns and order, not the page and not what is open beside it.</summary>
    /// <param name="uri">The list's whole address, for the order.</param>
    public string ViewQuery(string uri)
    {
        var sort = QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue("sort", out var sorted) ? sorted.ToString() : null;
        var values = (this with { Open = null }).Write().Append(new("sort", Blank(sort)))
            .Where(pair => pair.Value is not null).Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value!.ToString()));
        return QueryHelpers.AddQueryString("", values).TrimStart('?');
    }

    /// <summary>The part that decides which rows there are: equal values need no other rows.</summary>
    public CampaignListUrl Asked => this with { Open = null, Hidden = [], Dense = false };

    /// <inheritdoc />
    public bool Equals(CampaignListUrl? other) => other is not null && Key == other.Key;

    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    // Lists compare by reference in records; the address says it all.
    private string Key => string.Join('&', Write().Select(pair => $"{pair.Key}={pair.Value}"));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateTimeOffset Midnight(DateOnly day, ProjectFormat format)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue);
        while (format.Zone.IsInvalidTime(wall)) wall = wall.AddMinutes(15);
        return new DateTimeOffset(wall, format.Zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}
