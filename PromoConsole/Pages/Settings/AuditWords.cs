using System.Text.Json;
using PromoConsole.Engine.Events;

namespace PromoConsole.Pages.Settings;

/// <param name="Before">Null where there was none.</param>
/// <param name="After">Null where there is none any more.</param>
internal sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>Audit entries for people to read.</summary>
internal static class AuditWords
{
    /// <summary>"API key revoked" for <c>api_key.revoked</c>.</summary>
    public static string Action(string action)
    {
        var at = action.IndexOf('.', StringComparison.Ordinal);
        return at < 0 ? Area(action) : $"{Area(action[..at])} {Spaced(action[(at + 1)..]).Replace("vouchers", "codes", StringComparison.Ordinal)}";
    }

    /// <summary>"API key" for <c>api_key</c>.</summary>
    public static string Area(string area) => area switch { "api_key" => "API key", "voucher" => "Code", "sku" => "SKU", _ => Capital(Spaced(area)) };

    /// <summary>The page of what was changed, by its id; null where it has none.</summary>
    public static string? Href(string subject) => subject[..(subject.IndexOf('_', StringComparison.Ordinal) + 1)] switch
    {
        "camp_" => $"/campaigns/{subject}",
        "val_" => $"/rules/{subject}",
        "v_" => $"/codes?open={subject}",
        "cat_" => $"/campaigns?view=all&category={subject}",
        "msg_" => "/rules/messages",
        "cust_" => $"/customers/{subject}",
        "ord_" => $"/orders/{subject}",
        "prod_" => $"/products/{subject}",
        "ms_" => "/settings/metadata",
        "r_" or "rf_" or "rr_" or "valid_" => $"/redemptions/{subject}",
        _ => null,
    };

    /// <summary>Field by field what was and what is, "Codes: one per customer" for a part of something; what did not change stands there too, so that the whole can be read.</summary>
    public static IReadOnlyList<AuditChange> Changes(AuditEntry entry) => Changes(Parts(entry.Before), Parts(entry.After));

    /// <summary>The same with what has parts as a whole.</summary>
    public static IReadOnlyList<AuditChange> Changes(string? beforeJson, string? afterJson) => Changes(Fields(beforeJson), Fields(afterJson));

    private static IReadOnlyList<AuditChange> Changes(Dictionary<string, string?> before, Dictionary<string, string?> after)
    {
        return [.. before.Keys.Union(after.Keys).Select(field =>
            new AuditChange(Capital(Spaced(field)), before.GetValueOrDefault(field), after.GetValueOrDefault(field)))];
    }

    // Custom attributes stay together: their names are the shop's own.
    private static Dictionary<string, string?> Parts(string? json)
    {
        var parts = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (json is null) return parts;
        using var document = JsonDocument.Parse(json);
        Add("", document.RootElement);
        return parts;

        void Add(string name, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object && !name.EndsWith("metadata", StringComparison.OrdinalIgnoreCase) && value.EnumerateObject().Any())
                foreach (var part in value.EnumerateObject()) Add(name.Length == 0 ? part.Name : $"{name}: {part.Name}", part.Value);
            else
                parts[name.Length == 0 ? "value" : name] = Text(value);
        }
    }

    private static Dictionary<string, string?> Fields(string? json)
    {
        if (json is null) return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => Text(field.Value))
            : new() { ["value"] = Text(document.RootElement) };
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    // "first_day_of_week" and "firstDayOfWeek" alike become "first day of week".
    private static string Spaced(string name) => string.Concat(name.Select((letter, i) =>
        letter == '_' ? " " : char.IsUpper(letter) && i > 0 ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
