using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>Reads and names definitions of custom attributes in the words of the wire format.</summary>
internal static class MetadataSchemaBody
{
    private static readonly string[] s_types = ["string", "number", "boolean", "date", "datetime", "image_url", "object", "geopoint"];

    /// <summary>The word of a type.</summary>
    public static string WordOf(MetadataType type) => s_types[(int)type];

    /// <summary>The definitions in <c>properties</c>, by key.</summary>
    public static IReadOnlyList<MetadataDefinition> Definitions(Fields body, bool required)
    {
        if (body.Object("properties") is not { } properties)
        {
            if (required && !body.Has("properties")) body.Missing("properties");
            return [];
        }

        return [.. properties.Names.Select(name => properties.Object(name) is { } given ? Definition(name, given) : null).OfType<MetadataDefinition>()];
    }

    /// <summary>A schema with what a change says: definitions it does not name stay.</summary>
    public static SaveSchema On(MetadataSchema schema, IReadOnlyList<MetadataDefinition> named, bool definedOnly, Caller caller)
    {
        var keys = named.Select(definition => definition.Key).ToHashSet(StringComparer.Ordinal);
        return new SaveSchema
        {
            Kind = schema.Kind, Name = schema.Name, DefinedOnly = definedOnly, SeenRevision = schema.Revision, Caller = caller,
            Definitions = [.. schema.Definitions.Where(definition => !keys.Contains(definition.Key)), .. named],
        };
    }

    /// <summary>Why a schema was not saved, by the field of the body that is wrong.</summary>
    public static ApiError Refusal(PromoError refusal) =>
        refusal is InvalidError { Field: { } field } invalid ? ApiError.Payload($"Property .{field}: {invalid.Message}") : ApiError.Of(refusal);

    private static MetadataDefinition? Definition(string key, Fields given)
    {
        var word = given.Word("type", s_types);
        if (word is null && !given.Has("type")) given.Missing("type");
        var definition = new MetadataDefinition
        {
            Key = key,
            Type = word is null ? MetadataType.Text : (MetadataType)Array.IndexOf(s_types, word),
            Array = given.Flag("array") ?? false,
            Required = !(given.Flag("optional") ?? true),
            Deleted = given.Flag("deleted") ?? false,
            ObjectType = given.Text("object_type", MetadataSchema.MaxNameLength),
            MinLength = (int?)given.Whole("min_length", 0, SchemaCheck.LongestText),
            MaxLength = (int?)given.Whole("max_length", 0, SchemaCheck.LongestText),
            ExactLength = (int?)given.Whole("exact_length", 0, SchemaCheck.LongestText),
            LessThan = Number(given, "lt"), AtMost = Number(given, "lte"), MoreThan = Number(given, "gt"), AtLeast = Number(given, "gte"),
            Allowed = given.Has("eq") && given.Values("eq", SchemaCheck.MostValues) is { Count: > 0 } allowed ? allowed.ConvertAll(Text) : null,
            Forbidden = Numbers(given, "ne"),
            Default = given.Has("default") ? given.Raw("default").Clone() : null,
        };
        return word is null ? null : definition;
    }

    private static decimal? Number(Fields given, string name) => given.Decimal(name, decimal.MinValue, decimal.MaxValue);

    private static List<decimal>? Numbers(Fields given, string name)
    {
        if (!given.Has(name) || given.Values(name, SchemaCheck.MostValues) is not { Count: > 0 } values) return null;
        if (values.TrueForAll(value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _))) return values.ConvertAll(value => value.GetDecimal());
        given.Problem(name, "should be a list of numbers");
        return null;
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}

/// <summary>A metadata schema. Its definitions are spelled in camel case under <c>/v1</c>, and with underscores where they are managed.</summary>
internal sealed record MetadataSchemaView(
    string Id,
    [property: Description("The kind of object, or the name of the nested schema.")] string RelatedObject,
    [property: Description("Definitions by key.")] IReadOnlyDictionary<string, JsonElement> Properties,
    bool AllowDefinedOnly, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt)
{
    public string Object => "metadata_schema";

    public static MetadataSchemaView Of(MetadataSchema schema, bool camel) => new(
        schema.Id, schema.Name, schema.Definitions.ToDictionary(definition => definition.Key, definition => Definition(definition, camel), StringComparer.Ordinal),
        schema.DefinedOnly, schema.CreatedAt, schema.UpdatedAt);

    private static JsonElement Definition(MetadataDefinition definition, bool camel)
    {
        string Name(string word) => camel ? string.Concat(word.Split('_').Select((part, at) => at == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..])) : word;

        var numbers = definition.Type == MetadataType.Number;
        var told = new Dictionary<string, object?>
        {
            ["type"] = MetadataSchemaBody.WordOf(definition.Type), ["array"] = definition.Array, ["optional"] = !definition.Required, ["deleted"] = definition.Deleted,
            [Name("object_type")] = definition.ObjectType,
        };
        void Tell(string name, object? value)
        {
            if (value is not null) told[Name(name)] = value;
        }

        Tell("min_length", definition.MinLength);
        Tell("max_length", definition.MaxLength);
        Tell("exact_length", definition.ExactLength);
        Tell("lt", definition.LessThan);
        Tell("lte", definition.AtMost);
        Tell("gt", definition.MoreThan);
        Tell("gte", definition.AtLeast);
        Tell("eq", numbers ? definition.Allowed?.Select(value => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)).ToList() : definition.Allowed);
        Tell("ne", definition.Forbidden);
        Tell("default", definition.Default);
        return JsonSerializer.SerializeToElement(told);
    }
}

internal sealed record MetadataSchemaListView(IReadOnlyList<MetadataSchemaView> Schemas, long Total)
{
    public string Object => "list";

    public string DataRef => "schemas";
}

internal sealed record ManagedSchemaListView(IReadOnlyList<MetadataSchemaView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}

[Description("Which custom attributes objects of one kind have.")]
internal sealed record MetadataSchemaExample(
    [property: Description("campaign, voucher, customer, product, order, order_item, redemption, publication, promotion_tier, loyalty_tier, earning_rule, reward, or a name for a nested object.")] string RelatedObject,
    [property: Description("Refuses keys without a definition. Default false.")] bool? AllowDefinedOnly,
    [property: Description("Definitions by key: type, array, optional, deleted, object_type, min_length, max_length, exact_length, lt, lte, gt, gte, eq, ne, default.")] JsonElement Properties);
