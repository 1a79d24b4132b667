using System.Globalization;

namespace PromoConsole.Api;

/// <summary>The query string of a list, read parameter by parameter; what is wrong with it is noted in the documented words.</summary>
internal sealed class ListQuery
{
    private const int MostPages = 1000;
    private readonly IQueryCollection _query;
    private readonly List<string> _problems = [];

    private ListQuery(IQueryCollection query)
    {
        _query = query;
        Limit = (int)Whole("limit", 1, 100, 10);
        Page = (int)Whole("page", 1, MostPages, 1);
        foreach (var name in query.Keys)
            if (name.StartsWith("filters", StringComparison.Ordinal)) _problems.Add("Property .filters is not offered in this release: use the named filters");
    }

    /// <summary>Found by minimal APIs: handlers take the query as a parameter.</summary>
    public static ValueTask<ListQuery?> BindAsync(HttpContext http) => ValueTask.FromResult<ListQuery?>(new ListQuery(http.Request.Query));

    public int Limit { get; }

    /// <summary>From 1.</summary>
    public int Page { get; }

    public int Skip => (Page - 1) * Limit;

    /// <summary>What is wrong, once every parameter was read; null when all is well.</summary>
    public ApiError? Refusal => _problems.Count == 0 ? null : ApiError.Query(string.Join('\n', _problems.Distinct()));

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
