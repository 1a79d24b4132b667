using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromoConsole.Engine.Metadata;

/// <summary>Whether custom attributes are what their definitions ask. Pure; the texts are the field's.</summary>
/// <remarks>
/// A problem tells all that a definition asks, not only what failed. <c>null</c> is legal everywhere and counts as given.
/// Of a nested object everything required must be there whenever the object is.
/// </remarks>
public static partial class MetadataCheck
{
    private const int LongestActual = 200;
    private const string Missing = "undefined";

    /// <param name="made">The object is made with these attributes, so what is required must be there; else only given keys are looked at.</param>
    /// <returns>In the order of the definitions, then of the keys nobody defined.</returns>
    public static IReadOnlyList<MetadataProblem> Problems(MetadataSchema schema, MetadataBag given, MetadataSchemas schemas, bool made)
    {
        var found = new List<MetadataProblem>();
        Check(schema, key => given.Values.TryGetValue(key, out var value) ? value : null, given.Values, "", schemas, made, found);
        return found;
    }

    /// <summary>All that a definition asks, as problems tell it.</summary>
    public static string Asked(MetadataDefinition definition)
    {
        var parts = new List<string> { TypeText(definition.Type) };
        if (definition.Required && !definition.Array) parts.Add("property is required");
        if (definition.MinLength is { } least) parts.Add(string.Create(CultureInfo.InvariantCulture, $"must have at least {least} characters"));
        if (definition.MaxLength is { } most) parts.Add(string.Create(CultureInfo.InvariantCulture, $"must have at most {most} characters"));
        if (definition.ExactLength is { } exact) parts.Add(string.Create(CultureInfo.InvariantCulture, $"must have exactly {exact} characters"));
        if (definition.LessThan is { } below) parts.Add($"must be less than {Number(below)}");
        if (definition.AtMost is { } atMost) parts.Add($"must be less than or equal to {Number(atMost)}");
        if (definition.MoreThan is { } above) parts.Add($"must be greater than {Number(above)}");
        if (definition.AtLeast is { } atLeast) parts.Add($"must be greater than or equal to {Number(atLeast)}");
        if (definition.Allowed is { Count: > 0 } allowed) parts.Add($"must be equal to one of {string.Join(',', allowed)}");
        if (definition.Forbidden is { Count: > 0 } forbidden) parts.Add($"must not be equal to any of {string.Join(',', forbidden.Select(Number))}");
        var asked = string.Join(", ", parts);
        if (!definition.Array) return asked;
        return $"{(definition.Required ? "property is required, " : "")}must be an array, and every element: {asked}";
    }

    /// <summary>Whether a single value, no list, satisfies everything but being there. Inside objects is not looked.</summary>
    public static bool Fits(MetadataDefinition definition, JsonElement value) => definition.Type switch
    {
        MetadataType.Text => value.ValueKind == JsonValueKind.String && TextFits(definition, value.GetString()!),
        MetadataType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && NumberFits(definition, number),
        MetadataType.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        MetadataType.Date => value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        MetadataType.DateTime => value.ValueKind == JsonValueKind.String && IsInstant(value.GetString()!),
        MetadataType.ImageUrl => value.ValueKind == JsonValueKind.String && IsPicture(value.GetString()!),
        MetadataType.Object => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind == JsonValueKind.String && IsPlace(value.GetString()!),
    };

    /// <summary>Whether it is the address of a JPG or PNG picture.</summary>
    public static bool IsPicture(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && Picture().IsMatch(address.AbsolutePath);

    private static void Check(
        MetadataSchema schema, Func<string, JsonElement?> find, IEnumerable<KeyValuePair<string, JsonElement>> given, string path, MetadataSchemas schemas, bool made,
        List<MetadataProblem> found)
    {
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in schema.InForce)
        {
            defined.Add(definition.Key);
            var value = find(definition.Key);
            if (value is null && made && definition.Required) found.Add(new(path + definition.Key, Asked(definition), Missing));
            else if (value is { ValueKind: not JsonValueKind.Null } some) Check(definition, some, path + definition.Key, schemas, found);
        }

        if (!schema.DefinedOnly) return;
        foreach (var (key, value) in given)
            if (!defined.Contains(key)) found.Add(new(path + key, "property is not allowed", Actual(value)));
    }

    private static void Check(MetadataDefinition definition, JsonElement value, string path, MetadataSchemas schemas, List<MetadataProblem> found)
    {
        if (definition.Array)
        {
            if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(element => !Fits(definition, element))) found.Add(new(path, Asked(definition), Actual(value)));
            else if (definition.Type == MetadataType.Object) foreach (var (index, element) in value.EnumerateArray().Index()) Inside(definition, element, $"{path}[{index}].", schemas, found);
        }
        else if (!Fits(definition, value))
        {
            found.Add(new(path, Asked(definition), Actual(value)));
        }
        else if (definition.Type == MetadataType.Object)
        {
            Inside(definition, value, path + ".", schemas, found);
        }
    }

    private static void Inside(MetadataDefinition definition, JsonElement value, string path, MetadataSchemas schemas, List<MetadataProblem> found)
    {
        if (definition.ObjectType is not { } name || schemas.Find(SchemaKind.Nested, name) is not { } nested) return;
        Check(
            nested, key => value.TryGetProperty(key, out var inner) ? inner : null, value.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value)), path,
            schemas, made: true, found);
    }

    private static bool TextFits(MetadataDefinition definition, string text)
    {
        var length = new StringInfo(text).LengthInTextElements;
        return !(length < definition.MinLength) && !(length > definition.MaxLength) && (definition.ExactLength is not { } exact || length == exact)
            && (definition.Allowed is not { Count: > 0 } allowed || allowed.Contains(text, StringComparer.Ordinal));
    }

    private static bool NumberFits(MetadataDefinition definition, decimal number) =>
        !(number >= definition.LessThan) && !(number > definition.AtMost) && !(number <= definition.MoreThan) && !(number < definition.AtLeast)
        && (definition.Allowed is not { Count: > 0 } allowed || allowed.Any(one => decimal.Parse(one, NumberStyles.Float, CultureInfo.InvariantCulture) == number))
        && definition.Forbidden?.Contains(number) != true;

    private static bool IsInstant(string text) =>
        Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static bool IsPlace(string text)
    {
        var parts = text.Split(',');
        return parts.Length == 2 && Degrees(parts[0]) is >= -90 and <= 90 && Degrees(parts[1]) is >= -180 and <= 180;
    }

    private static decimal? Degrees(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees)
            ? degrees : null;

    private static string TypeText(MetadataType type) => type switch
    {
        MetadataType.Text => "must be a string",
        MetadataType.Number => "must be a number",
        MetadataType.Flag => "must be a boolean",
        MetadataType.Date => "must be a date in the format YYYY-MM-DD",
        MetadataType.DateTime => "must be a date and time in the ISO 8601 format",
        MetadataType.ImageUrl => "must be a URL pointing to JPG/JPEG or PNG resource",
        MetadataType.Object => "must be an object",
        _ => "must be a geopoint in the format latitude, longitude",
    };

    private static string Actual(JsonElement value)
    {
        var text = (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).ReplaceLineEndings(" ");
        return text.Length <= LongestActual ? text : text[..LongestActual] + "…";
    }

    private static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\.(jpg|jpeg|png)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();
}
