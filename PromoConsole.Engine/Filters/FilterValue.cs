using System.Text.Json;

namespace PromoConsole.Engine.Filters;

/// <summary>What an attribute holds.</summary>
public enum FieldType
{
    Text,
    Number,

    /// <summary>An instant or a date.</summary>
    Time,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>A custom attribute: any JSON. Numbers and numeric text compare as numbers.</summary>
    Anything,
}

/// <summary>The value a subject has for one attribute.</summary>
public readonly struct FilterValue
{
    private FilterValue(Kinds kind) => Kind = kind;

    internal enum Kinds { Missing, Text, Number, Instant, Day, Texts, Json }

    internal Kinds Kind { get; }

    internal string? Text { get; private init; }

    internal decimal Number { get; private init; }

    internal DateTimeOffset Instant { get; private init; }

    internal DateOnly Day { get; private init; }

    internal IReadOnlyList<string>? Texts { get; private init; }

    internal JsonElement Json { get; private init; }

    public static FilterValue Missing => default;

    /// <summary>Empty text counts as missing.</summary>
    public static FilterValue Of(string? text) => string.IsNullOrEmpty(text) ? default : new(Kinds.Text) { Text = text };

    /// <summary>Text that is there even when it is empty.</summary>
    internal static FilterValue Given(string text) => new(Kinds.Text) { Text = text };

    public static FilterValue Of(long? number) => number is { } given ? new(Kinds.Number) { Number = given } : default;

    public static FilterValue Of(DateTimeOffset? instant) => instant is { } given ? new(Kinds.Instant) { Instant = given } : default;

    public static FilterValue Of(DateOnly? day) => day is { } given ? new(Kinds.Day) { Day = given } : default;

    /// <summary>An empty list counts as missing.</summary>
    public static FilterValue Of(IReadOnlyList<string>? texts) => texts is { Count: > 0 } ? new(Kinds.Texts) { Texts = texts } : default;

    public static FilterValue Of(JsonElement? json) =>
        json is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given ? new(Kinds.Json) { Json = given } : default;
}

/// <summary>The instant and calendar a filter is evaluated in.</summary>
public readonly struct FilterClock(DateTimeOffset now, TimeZoneInfo zone)
{
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The day it is in the project's zone.</summary>
    public DateOnly Today { get; } = DayOf(now, zone);

    internal DateOnly DayOf(DateTimeOffset instant) => DayOf(instant, Zone);

    /// <summary>When the day begins; where the clocks go forward at midnight, the first instant after that.</summary>
    internal DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }

    /// <summary>The first day that does not begin before an instant, as text that sorts; behind all days when there is none.</summary>
    internal string FirstDayFrom(DateTimeOffset instant)
    {
        var day = DayOf(instant);
        if (StartOf(day) >= instant) return day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return day == DateOnly.MaxValue ? "~" : day.AddDays(1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
