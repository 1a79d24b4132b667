using System.Globalization;
using System.Text.Json;

namespace PromoConsole.Engine.Metadata;

/// <summary>What is wrong with a definition.</summary>
/// <param name="Key">Of the definition; empty for the schema as a whole.</param>
/// <param name="Field">In the wire's spelling: <c>max_length</c>.</param>
public sealed record SchemaProblem(string Key, string Field, string Sentence);

/// <summary>Whether a schema can be kept: definitions that contradict nothing, themselves, or what they were. Pure.</summary>
public static class SchemaCheck
{
    public const int MostValues = 200;
    public const int MaxValueLength = 300;
    public const int LongestText = 10_000;

    /// <param name="before">As it stands; null for a new one.</param>
    /// <param name="schemas">All of them, to find nested ones.</param>
    public static IReadOnlyList<SchemaProblem> Problems(MetadataSchema schema, MetadataSchema? before, MetadataSchemas schemas)
    {
        var found = new List<SchemaProblem>();
        if (schema.Definitions.Count > MetadataSchema.MostDefinitions)
            found.Add(new("", "properties", $"A schema has at most {MetadataSchema.MostDefinitions} definitions; those taken out count until they are purged."));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in schema.Definitions)
        {
            void Problem(string field, string sentence) => found.Add(new(definition.Key, field, sentence));

            if (definition.Key.Length is 0 or > MetadataDefinition.MaxKeyLength || string.IsNullOrWhiteSpace(definition.Key) || definition.Key.Any(c => char.IsControl(c) || c is '.' or '[' or ']'))
                Problem("key", $"A key has 1 to {MetadataDefinition.MaxKeyLength} characters, without dots, square brackets and control characters.");
            else if (!seen.Add(definition.Key)) Problem("key", "The key is defined twice.");
            if (before?.Definitions.FirstOrDefault(old => old.Key == definition.Key) is { } old && (old.Type != definition.Type || old.ObjectType != definition.ObjectType))
                Problem("type", "The type of a definition cannot change. Take it out, purge it, and define it anew.");
            if (!definition.Deleted) Definition(schema, definition, schemas, Problem);
        }

        if (found.Count == 0 && Ring(schema, schemas) is { } ring) found.Add(ring);
        return found;
    }

    private static void Definition(MetadataSchema schema, MetadataDefinition definition, MetadataSchemas schemas, Action<string, string> problem)
    {
        if (definition.Type == MetadataType.Geopoint && !MetadataResources.HasGeopoints(schema.Kind, schema.Name)) problem("type", "Only customers and products have places.");
        if (definition.Type == MetadataType.Object)
        {
            if (string.IsNullOrWhiteSpace(definition.ObjectType)) problem("object_type", "Say which nested schema describes the object.");
            else if (definition.ObjectType != schema.Name && schemas.Find(SchemaKind.Nested, definition.ObjectType) is null) problem("object_type", $"There is no nested schema “{definition.ObjectType}”.");
        }
        else if (definition.ObjectType is not null)
        {
            problem("object_type", "Only an object has a nested schema.");
        }

        Lengths(definition, problem);
        Bounds(definition, problem);
        Values(definition, problem);
        if (definition.Default is { } value && !DefaultFits(definition, value, schemas)) problem("default", $"The default value itself {MetadataCheck.Asked(definition with { Required = false })}.");
    }

    private static void Lengths(MetadataDefinition definition, Action<string, string> problem)
    {
        foreach (var (field, length) in (ReadOnlySpan<(string, int?)>)[("min_length", definition.MinLength), ("max_length", definition.MaxLength), ("exact_length", definition.ExactLength)])
        {
            if (length is null) continue;
            if (definition.Type != MetadataType.Text) problem(field, "Only a text has a length.");
            else if (length is < 0 or > LongestText) problem(field, $"A length is a whole number from 0 to {LongestText}.");
        }

        if (definition is { ExactLength: not null } and ({ MinLength: not null } or { MaxLength: not null })) problem("exact_length", "An exact length leaves no room for others.");
        if (definition.MinLength > definition.MaxLength) problem("max_length", "Nothing can be so short and so long.");
    }

    private static void Bounds(MetadataDefinition definition, Action<string, string> problem)
    {
        foreach (var (field, bound) in (ReadOnlySpan<(string, decimal?)>)[("lt", definition.LessThan), ("lte", definition.AtMost), ("gt", definition.MoreThan), ("gte", definition.AtLeast)])
            if (bound is not null && definition.Type != MetadataType.Number) problem(field, "Only a number has bounds.");
        if (definition is { LessThan: not null, AtMost: not null }) problem("lte", "Choose less than, or less than or equal to.");
        if (definition is { MoreThan: not null, AtLeast: not null }) problem("gte", "Choose greater than, or greater than or equal to.");
        if (definition.MoreThan >= definition.LessThan || definition.MoreThan >= definition.AtMost || definition.AtLeast >= definition.LessThan || definition.AtLeast > definition.AtMost)
            problem(definition.LessThan is null ? "lte" : "lt", "No number lies between these bounds.");
    }

    private static void Values(MetadataDefinition definition, Action<string, string> problem)
    {
        if (definition.Allowed is { } allowed)
        {
            if (definition.Type is not (MetadataType.Text or MetadataType.Number)) problem("eq", "Only a text or a number has allowed values.");
            else if (allowed.Count is 0 or > MostValues || allowed.Any(value => value.Length is 0 or > MaxValueLength)) problem("eq", $"There are 1 to {MostValues} allowed values of 1 to {MaxValueLength} characters.");
            else if (allowed.Distinct(StringComparer.Ordinal).Count() < allowed.Count) problem("eq", "A value is allowed twice.");
            else if (definition.Type == MetadataType.Number && allowed.FirstOrDefault(value => !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) is { } word)
                problem("eq", $"“{word}” is no number.");
            else if (allowed.FirstOrDefault(value => !MetadataCheck.Fits(definition with { Allowed = null }, Element(definition, value))) is { } beyond)
                problem("eq", $"“{beyond}” does not keep to the other bounds.");
        }

        if (definition.Forbidden is not { } forbidden) return;
        if (definition.Type != MetadataType.Number) problem("ne", "Only a number has values that are not allowed.");
        else if (forbidden.Count is 0 or > MostValues) problem("ne", $"There are 1 to {MostValues} values that are not allowed.");
    }

    private static JsonElement Element(MetadataDefinition definition, string value) => definition.Type == MetadataType.Number
        ? JsonSerializer.SerializeToElement(decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)) : JsonSerializer.SerializeToElement(value);

    private static bool DefaultFits(MetadataDefinition definition, JsonElement value, MetadataSchemas schemas)
    {
        var alone = new MetadataSchema { Id = "", Kind = SchemaKind.Nested, Name = "", Definitions = [definition] };
        var bag = new MetadataBag(new Dictionary<string, JsonElement> { [definition.Key] = value });
        return value.ValueKind != JsonValueKind.Undefined && MetadataCheck.Problems(alone, bag, schemas, made: false).Count == 0;
    }

    // An object that holds itself, however far down, would never end.
    private static SchemaProblem? Ring(MetadataSchema schema, MetadataSchemas schemas)
    {
        if (schema.Kind != SchemaKind.Nested) return null;
        foreach (var definition in schema.InForce)
        {
            if (definition.ObjectType is not { } first) continue;
            var (waiting, seen) = (new Stack<string>([first]), new HashSet<string>(StringComparer.Ordinal));
            while (waiting.TryPop(out var name))
            {
                if (name == schema.Name) return new(definition.Key, "object_type", $"“{schema.Name}” would contain itself.");
                if (!seen.Add(name) || schemas.Find(SchemaKind.Nested, name) is not { } nested) continue;
                foreach (var inner in nested.InForce)
                    if (inner.ObjectType is { } next) waiting.Push(next);
            }
        }

        return null;
    }
}
