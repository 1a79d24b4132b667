using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using PromoConsole.Components;
using PromoConsole.Engine.Customers;

namespace PromoConsole.Pages.Customers;

/// <summary>What the list of customers shows, as it stands in the address.</summary>
public sealed record CustomerListUrl
{
    /// <summary>The columns that can be hidden: by name, as in the address.</summary>
    public static IReadOnlyList<(string Key, string Title)> Columns { get; } =
        [("phone", "Phone"), ("source", "Source id"), ("city", "City"), ("orders", "Orders"), ("spent", "Spent"), ("last", "Last order"), ("since", "Known since")];

    public string? Text { get; init; }

    /// <summary>Id of a segment.</summary>
    public string? Segment { get; init; }

    /// <summary>Exactly this one.</summary>
    public string? City { get; init; }

    /// <summary>First day they may have become known.</summary>
    public DateOnly? KnownFrom { get; init; }

    /// <summary>Last such day, inclusive.</summary>
    public DateOnly? KnownTo { get; init; }

    /// <summary>The least they spent in all, minor units.</summary>
    public long? SpentFrom { get; init; }

    /// <summary>The most, inclusive.</summary>
    public long? SpentTo { get; init; }

    /// <summary>First day their last order may be of.</summary>
    public DateOnly? OrderedFrom { get; init; }

    /// <summary>Last such day, inclusive.</summary>
    public DateOnly? OrderedTo { get; init; }

    /// <summary>Columns that do not show, comma-separated and in the order of <see cref="Columns"/>; null when all do.</summary>
    public string? Hidden { get; init; }

    /// <summary>Whether anything but columns is chosen.</summary>
    public bool Filtered => this with { Hidden = null } != new CustomerListUrl();

    public bool Shows(string column) => Hidden?.Split(',').Contains(column) != true;

    /// <summary>The same with a column hidden, or shown again.</summary>
    public CustomerListUrl Toggled(string column)
    {
        var hidden = Columns.Select(one => one.Key).Where(key => key == column ? Shows(key) : !Shows(key)).ToList();
        return this with { Hidden = hidden.Count == 0 ? null : string.Join(',', hidden) };
    }

    /// <summary>Reads an address; what makes no sense is ignored.</summary>
    public static CustomerListUrl Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            Text = One("q"), Segment = One("segment"), City = One("city"), KnownFrom = Day("known-from"), KnownTo = Day("known-to"), SpentFrom = Amount("spent-from"),
            SpentTo = Amount("spent-to"), OrderedFrom = Day("ordered-from"), OrderedTo = Day("ordered-to"),
            Hidden = One("hide") is { } hide && string.Join(',', Columns.Select(c => c.Key).Where(hide.Split(',').Contains)) is { Length: > 0 } known ? known : null,
        };

        string? One(string key) => query.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.ToString().Trim() : null;
        DateOnly? Day(string key) => DateOnly.TryParseExact(One(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        long? Amount(string key) => long.TryParse(One(key), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    /// <summary>The values to put into an address; null takes a key away. The page goes back to the first one.</summary>
    public IReadOnlyDictionary<string, object?> Write() => new Dictionary<string, object?>
    {
        ["q"] = Blank(Text), ["segment"] = Segment, ["city"] = Blank(City), ["known-from"] = Wire(KnownFrom), ["known-to"] = Wire(KnownTo),
        ["spent-from"] = SpentFrom?.ToString(CultureInfo.InvariantCulture), ["spent-to"] = SpentTo?.ToString(CultureInfo.InvariantCulture),
        ["ordered-from"] = Wire(OrderedFrom), ["ordered-to"] = Wire(OrderedTo), ["hide"] = Hidden, ["page"] = null,
    };

    /// <summary>What is kept as a view: all of it with the sorting, without the page.</summary>
    public string ViewQuery(string uri)
    {
        var sort = QueryHelpers.ParseQuery(new Uri(uri).Query).TryGetValue("sort", out var sorted) ? Blank(sorted.ToString()) : null;
        var values = Write().Append(new("sort", sort)).Where(pair => pair.Value is not null).Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value!.ToString()));
        return QueryHelpers.AddQueryString("", values).TrimStart('?');
    }

    /// <summary>What the engine is asked for; days are the project's.</summary>
    public CustomerQuery Query(ProjectFormat format) => new()
    {
        Text = Text, SegmentId = Segment, City = City, SpentFromAmount = SpentFrom, SpentToAmount = SpentTo,
        CreatedAfter = Start(KnownFrom, format)?.AddMicroseconds(-1), CreatedBefore = Start(KnownTo?.AddDays(1), format),
        OrderedFrom = Start(OrderedFrom, format), OrderedBefore = Start(OrderedTo?.AddDays(1), format),
    };

    private static DateTimeOffset? Start(DateOnly? day, ProjectFormat format) =>
        day is { } given ? Components.Inputs.WallTimes.Read(given.ToDateTime(TimeOnly.MinValue), format.Zone, format.ZoneName).At : null;

    internal static string? Wire(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
