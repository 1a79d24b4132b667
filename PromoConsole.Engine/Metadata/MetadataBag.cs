using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Metadata;

/// <summary>Custom attributes of an object: keys with JSON values, compared ordinally. Immutable.</summary>
[JsonConverter(typeof(MetadataBagConverter))]
public sealed class MetadataBag(IReadOnlyDictionary<string, JsonElement> values)
{
    public static MetadataBag Empty { get; } = new(new Dictionary<string, JsonElement>());

    public IReadOnlyDictionary<string, JsonElement> Values { get; } = values;

    public bool IsEmpty => Values.Count == 0;

    /// <summary>The value of a key; dots go into nested objects. Null when missing or JSON null.</summary>
    public JsonElement? Find(string property)
    {
        if (Values.TryGetValue(property, out var direct)) return direct.ValueKind == JsonValueKind.Null ? null : direct;
        var dot = property.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !Values.TryGetValue(property[..dot], out var nested)) return null;
        foreach (var part in property[(dot + 1)..].Split('.'))
            if (nested.ValueKind != JsonValueKind.Object || !nested.TryGetProperty(part, out nested)) return null;
        return nested.ValueKind == JsonValueKind.Null ? null : nested;
    }

    /// <summary>These values with the other's laid over them, key by key.</summary>
    public MetadataBag MergedWith(MetadataBag? over)
    {
        if (over is null || over.IsEmpty) return this;
        if (IsEmpty) return over;
        if (over.Beyond(this).IsEmpty) return this;
        var merged = new Dictionary<string, JsonElement>(Values, StringComparer.Ordinal);
        foreach (var (key, value) in over.Values) merged[key] = value;
        return new MetadataBag(merged);
    }

    /// <summary>What of it is new or differs from what stood there.</summary>
    public MetadataBag Beyond(MetadataBag before) =>
        new(Values.Where(pair => !before.Values.TryGetValue(pair.Key, out var old) || !JsonElement.DeepEquals(old, pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    /// <summary>Writes the values as one object. Public, so that writers generated at build time can use it.</summary>
    public sealed class MetadataBagConverter : JsonConverter<MetadataBag>
    {
        public override MetadataBag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            var document = JsonElement.ParseValue(ref reader);
            if (document.ValueKind != JsonValueKind.Object) throw new JsonException("Metadata must be an object.");
            foreach (var property in document.EnumerateObject()) values[property.Name] = property.Value;
            return values.Count == 0 ? Empty : new MetadataBag(values);
        }

        public override void Write(Utf8JsonWriter writer, MetadataBag value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, element) in value.Values)
            {
                writer.WritePropertyName(key);
                element.WriteTo(writer);
            }

            writer.WriteEndObject();
        }
    }
}
