using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Metadata;

/// <summary>What values of a custom attribute are. Stored as the word.</summary>
public enum MetadataType
{
    Text, Number, Flag,

    /// <summary>A calendar day, <c>2026-03-31</c>.</summary>
    Date,

    /// <summary>An instant, ISO 8601.</summary>
    DateTime,

    /// <summary>The address of a JPG or PNG picture.</summary>
    ImageUrl,

    /// <summary>An object with attributes of its own, defined by the nested schema <see cref="MetadataDefinition.ObjectType"/> names.</summary>
    Object,

    /// <summary>A place, <c>"latitude, longitude"</c>; of customers and products only, and not for rules.</summary>
    Geopoint,
}

/// <summary>What a custom attribute may hold. Concept: metadata definition. Stored as JSON.</summary>
public sealed record MetadataDefinition
{
    public const int MaxKeyLength = 100;

    /// <summary>1 to <see cref="MaxKeyLength"/> characters; compares ordinally.</summary>
    public required string Key { get; init; }

    public MetadataType Type { get; init; }

    /// <summary>The value is a list, and everything else here is asked of each element.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Array { get; init; }

    /// <summary>Must be given when the object is made; what is stored already need not have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Required { get; init; }

    /// <summary>Taken out: nothing is asked of the key any more, but it counts to the limit until it is purged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Deleted { get; init; }

    /// <summary>Name of a nested schema; only of <see cref="MetadataType.Object"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ObjectType { get; init; }

    /// <summary>Characters of a text, inclusive; null for no bound. The same for the next two.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MinLength { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MaxLength { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ExactLength { get; init; }

    /// <summary>A number must be less; null for no bound. The same for the next three.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? LessThan { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? AtMost { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? MoreThan { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? AtLeast { get; init; }

    /// <summary>The only values allowed, of a text or number; numbers as their text. Null for any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>Numbers not allowed; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<decimal>? Forbidden { get; init; }

    /// <summary>Put in when an object is made without the key; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Default { get; init; }
}
