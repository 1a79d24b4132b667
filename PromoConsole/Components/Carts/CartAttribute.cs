using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Components.Carts;

/// <summary>An attribute as typed. What reads exactly as a number, as true, false or null, or as JSON, is one; everything else is text.</summary>
public sealed record CartAttribute(string Key, string Value)
{
    /// <summary>With their types; those without a key are left out.</summary>
    public static MetadataBag Bag(IReadOnlyList<CartAttribute> attributes)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, value) in attributes)
            if (key.Trim() is { Length: > 0 } name) values[name] = Typed(value.Trim());
        return values.Count == 0 ? MetadataBag.Empty : new MetadataBag(values);
    }

    /// <summary>So that <see cref="Bag"/> makes the same again: text that would read as something else stands in quotes.</summary>
    public static IEnumerable<CartAttribute> Of(MetadataBag? bag) => (bag ?? MetadataBag.Empty).Values.Select(pair => new CartAttribute(pair.Key, TextOf(pair.Value)));

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text == text.Trim() && Typed(text).ValueKind == JsonValueKind.String && !IsQuoted(text)
            ? text : value.GetRawText();

    private static JsonElement Typed(string value)
    {
        if (value is "true" or "false" or "null" || value.StartsWith('{') || value.StartsWith('[') || IsQuoted(value)) return Read(value) ?? JsonSerializer.SerializeToElement(value);
        return decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == value // "007" and "5." stay text
                ? JsonSerializer.SerializeToElement(number)
                : JsonSerializer.SerializeToElement(value);
    }

    private static bool IsQuoted(string value) => value.Length > 1 && value.StartsWith('"') && value.EndsWith('"');

    private static JsonElement? Read(string json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
