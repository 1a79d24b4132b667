using System.Text.Json;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Api;

/// <summary>Takes custom attributes out of a request, within bounds: they are stored and read again for years.</summary>
internal static class MetadataReader
{
    /// <summary>What is wrong with it, and where; null when it is fine.</summary>
    public static (string Path, string What)? Problem(JsonElement metadata)
    {
        var budget = Bounds.Metadata;
        return InObject(metadata, "", ref budget);
    }

    /// <summary>A copy that outlives the request.</summary>
    public static MetadataBag Read(JsonElement metadata)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in metadata.Clone().EnumerateObject()) values[property.Name] = property.Value;
        return values.Count == 0 ? MetadataBag.Empty : new MetadataBag(values);
    }

    private static (string, string)? InObject(JsonElement value, string path, ref int budget)
    {
        if (value.GetPropertyCount() > Bounds.MetadataKeys) return (path, $"should not have more than {Bounds.MetadataKeys} keys");
        foreach (var property in value.EnumerateObject())
        {
            if (property.Name is not { Length: > 0 and <= 100 } name || JsonText.HasControl(name, lines: false))
                return (path, "should have keys of 1 to 100 characters without control characters");
            budget -= name.Length;
            if (InValue(property.Value, $"{path}.{name}", ref budget) is { } wrong) return wrong;
        }

        return null;
    }

    private static (string, string)? InValue(JsonElement value, string path, ref int budget)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: return InObject(value, path, ref budget);
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                    if (InValue(element, path, ref budget) is { } wrong) return wrong;
                return null;
            case JsonValueKind.String:
                var text = value.GetString()!;
                if (text.Length > Bounds.MetadataText) return (path, $"should not be longer than {Bounds.MetadataText} characters");
                if (JsonText.HasControl(text, lines: true)) return (path, "should not contain control characters");
                budget -= text.Length;
                break;
            case JsonValueKind.Number:
                if (!value.TryGetDecimal(out _)) return (path, "should be a number of at most 28 digits");
                break;
        }

        budget -= 8;
        return budget < 0 ? ("", $"should not be larger than {Bounds.Metadata} characters in all") : null;
    }
}
