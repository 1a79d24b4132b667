using System.Globalization;
using PromoConsole.Engine.Filters;

namespace PromoConsole.Api;

/// <summary>The query string of a list, read parameter by parameter; what is wrong with it is noted in the documented words.</summary>
internal sealed class ListQuery
{
    private const int MostPages = 1000;
    private readonly IQueryCollection _query;
    private readonly List<string> _problems = [];
    private bool _takesFilters;

    private ListQuery(IQueryCollection query)
    {
        _query = query;
        Limit = (int)Whole("limit", 1, 100, 10);
        Page = (int)Whole("page", 1, MostPages, 1);
    }

    /// <summary>Found by minimal APIs: handlers take the query as a parameter.</summary>
    public static ValueTask<ListQuery?> BindAsync(HttpContext http) => ValueTask.FromResult<ListQuery?>(new ListQuery(http.Request.Query));

    public int Limit { get; }

    /// <summary>From 1.</summary>
    public int Page { get; }

    public int Skip => (Page - 1) * Limit;

    /// <summary>What is wrong, once every parameter was read; null when all is well.</summary>
    public ApiError? Refusal
    {
        get
        {
            // An unfiltered answer would be a wrong one.
            if (!_takesFilters && _query.Keys.Any(FilterQuery.IsOne)) _problems.Add("Property .filters is not offered by this list");
            return _problems.Count == 0 ? null : ApiError.Query(string.Join('\n', _problems.Distinct()));
        }
    }

    /// <summary>The filters of the list; null when there are none.</summary>
    /// <param name="names">What they may name.</param>
    public Filter? Filters(IFilterNames names)
    {
        _takesFilters = true;
        return FilterQuery.Read(_query, names, _problems);
    }

    /// <summary>One value of a parameter; null when absent or empty.</summary>
    public string? Text(string name)
    {
        var text = _query[name].LastOrDefault();
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length <= Bounds.Id && !JsonText.HasControl(text, lines: false)) return text;
        _problems.Add($"Property .{name} should be at most {Bounds.Id} characters without control characters");
        return null;
    }

    /// <summary>One of a few words, whatever their case; as spelled here.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text) return null;
        foreach (var word in words)
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase)) return word;
        _problems.Add($"Property .{name} should be equal to one of {string.Join(", ", words)}");
        return null;
    }

    public bool? Flag(string name) => Word(name, "true", "false") switch { null => null, var word => word == "true" };

    /// <summary>The values of a parameter that may stand several times, with or without numbers in brackets; null when absent.</summary>
    public IReadOnlyList<string>? Texts(string name, int most)
    {
        List<string> all = [.. _query.Where(one => one.Key == name || one.Key.StartsWith(name + "[", StringComparison.Ordinal)).SelectMany(one => one.Value).OfType<string>().Where(text => text.Length > 0)];
        if (all.Count <= most && !all.Exists(text => text.Length > Bounds.Id || JsonText.HasControl(text, lines: false))) return all.Count == 0 ? null : all;
        _problems.Add($"Property .{name} should have at most {most} values of at most {Bounds.Id} characters without control characters");
        return null;
    }

    /// <summary>An instant of a range, written <c>name[before]</c> or <c>name[after]</c>.</summary>
    public DateTimeOffset? Instant(string name, string end)
    {
        if (Text($"{name}[{end}]") is not { } text) return null;
        // In a query a plus sign is a space: a zone of +02:00 arrives as " 02:00".
        if (WireDates.Parse(text.Replace(' ', '+'), TimeZoneInfo.Utc, dayEnd: false) is { } instant) return instant;
        _problems.Add($"Property .{name}.{end} cannot be recognized as a ISO-8601 compliant date");
        return null;
    }

    /// <summary>An instant; a date alone is its beginning in UTC.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text) return null;
        if (WireDates.Parse(text.Replace(' ', '+'), TimeZoneInfo.Utc, dayEnd: false) is { } instant) return instant;
        _problems.Add($"Property .{name} cannot be recognized as a ISO-8601 compliant date");
        return null;
    }

    /// <summary>A date; of an instant its date as written.</summary>
    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        _problems.Add($"Property .{name} cannot be recognized as a ISO-8601 compliant date");
        return null;
    }

    /// <summary>Notes what is wrong with parameters that do not go together.</summary>
    /// <param name="says">After the name: "goes with order created_at only".</param>
    public void Problem(string name, string says) => _problems.Add($"Property .{name} {says}");

    /// <summary>Refuses filters that exist in the field but not here yet: an unfiltered answer would be a wrong one.</summary>
    public void NotOffered(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (_query.ContainsKey(name)) _problems.Add($"Property .{name} is not offered in this release");
    }

    private long Whole(string name, long least, long most, long otherwise)
    {
        if (_query[name].LastOrDefault() is not { Length: > 0 } text) return otherwise;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        _problems.Add($"Property .{name} should be an integer from {least} to {most}");
        return otherwise;
    }
}
