using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Reports;

/// <summary>How a bar of the time chart is cut.</summary>
public enum ReportStep { Hour, Day, Week }

/// <summary>A report's filter as a person shares it: in the address. What cannot be read there is left out, never an error.</summary>
/// <param name="Step">Cut of the time chart.</param>
public sealed record ReportAddress(ReportFilter Filter, ReportStep Step)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Longest period one report covers.</summary>
    public const int MaxDays = 366 * 3;

    /// <param name="query">The part of the address from the question mark on.</param>
    /// <param name="today">Where the default period, the month so far, ends.</param>
    public static ReportAddress Parse(string query, DateOnly today)
    {
        var values = QueryHelpers.ParseQuery(query);
        var to = Day(values, "to") ?? today;
        var from = Day(values, "from") ?? new DateOnly(to.Year, to.Month, 1);
        if (from > to) (from, to) = (to, from);
        if (to.DayNumber - from.DayNumber >= MaxDays) from = to.AddDays(1 - MaxDays);
        var filter = new ReportFilter
        {
            From = from,
            To = to,
            Campaigns = List(values, "campaign") is { Length: > 0 } campaigns ? campaigns : List(values, "not_campaign"),
            ExcludeCampaigns = List(values, "campaign").Length == 0 && List(values, "not_campaign").Length > 0,
            Reasons = List(values, "reason") is { Length: > 0 } reasons ? reasons : List(values, "not_reason"),
            ExcludeReasons = List(values, "reason").Length == 0 && List(values, "not_reason").Length > 0,
            Result = Enum.TryParse<ReportResult>(Text(values, "result"), ignoreCase: true, out var result) ? result : null,
            CodePrefix = Text(values, "code"),
            CustomerId = Text(values, "customer"),
            Channel = Text(values, "channel"),
            MinAmount = Amount(values, "min"),
            MaxAmount = Amount(values, "max"),
        };
        var step = Enum.TryParse<ReportStep>(Text(values, "step"), ignoreCase: true, out var cut) ? cut : ReportStep.Day;
        return new ReportAddress(filter, step);
    }

    /// <summary>The address of this report under a path.</summary>
    public string On(string path)
    {
        var values = new List<KeyValuePair<string, string?>>
        {
            new("from", Filter.From.ToString(DayFormat, CultureInfo.InvariantCulture)),
            new("to", Filter.To.ToString(DayFormat, CultureInfo.InvariantCulture)),
        };
        values.AddRange(Filter.Campaigns.Select(c => KeyValuePair.Create(Filter.ExcludeCampaigns ? "not_campaign" : "campaign", (string?)c)));
        values.AddRange(Filter.Reasons.Select(r => KeyValuePair.Create(Filter.ExcludeReasons ? "not_reason" : "reason", (string?)r)));
        Add("result", Filter.Result?.ToString().ToLowerInvariant());
        Add("code", Filter.CodePrefix);
        Add("customer", Filter.CustomerId);
        Add("channel", Filter.Channel);
        Add("min", Filter.MinAmount?.ToString(CultureInfo.InvariantCulture));
        Add("max", Filter.MaxAmount?.ToString(CultureInfo.InvariantCulture));
        if (Step != ReportStep.Day) Add("step", Step.ToString().ToLowerInvariant());
        return QueryHelpers.AddQueryString(path, values);

        void Add(string key, string? value)
        {
            if (value is not null) values.Add(new(key, value));
        }
    }

    private static string? Text(Dictionary<string, StringValues> values, string key) =>
        values.TryGetValue(key, out var found) && found.ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    private static string[] List(Dictionary<string, StringValues> values, string key) =>
        values.TryGetValue(key, out var found) ? [.. found.OfType<string>().Where(v => v.Length is > 0 and <= 64).Distinct().Take(50)] : [];

    private static DateOnly? Day(Dictionary<string, StringValues> values, string key) =>
        DateOnly.TryParseExact(Text(values, key), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1990 and < 2200 ? day : null;

    private static long? Amount(Dictionary<string, StringValues> values, string key) =>
        long.TryParse(Text(values, key), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
