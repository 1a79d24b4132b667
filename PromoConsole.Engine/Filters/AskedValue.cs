using System.Globalization;
using System.Text.Json;

namespace PromoConsole.Engine.Filters;

/// <summary>A value a filter compares with, read once in every way it may be meant.</summary>
internal readonly record struct AskedValue(string Text, decimal? Number, DateTimeOffset? Instant, DateOnly? Day)
{
    private const NumberStyles Numeric = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly string[] s_instants = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public bool IsTime => Instant is not null || Day is not null;

    public static AskedValue Of(JsonElement value) => Of(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());

    public static AskedValue Of(string text) => new(text, NumberOf(text), InstantOf(text), DayOf(text));

    /// <summary>The value in capitals, for words that may be spelled either way.</summary>
    public static JsonElement Upper(JsonElement value) => JsonSerializer.SerializeToElement(Of(value).Text.ToUpperInvariant());

    public static decimal? NumberOf(string text) =>
        text.Length is > 0 and <= 29 && (text[0] == '-' || char.IsAsciiDigit(text[0]))
        && decimal.TryParse(text, Numeric, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateOnly? DayOf(string text) =>
        text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static DateTimeOffset? InstantOf(string text) =>
        text.Length > 10 && DateTimeOffset.TryParseExact(
            text, s_instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
}
