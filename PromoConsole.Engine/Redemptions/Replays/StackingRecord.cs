using System.Text.Json;
using System.Text.Json.Nodes;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>Stacking rules as attempts keep them: only the settings that are not the defaults.</summary>
internal static class StackingRecord
{
    /// <returns>Null when all are the defaults.</returns>
    public static JsonElement? Of(StackingRules rules)
    {
        if (ReferenceEquals(rules, StackingRules.Default)) return null;
        var kept = Document(rules with { CreatedAt = null, UpdatedAt = null });
        foreach (var (name, usual) in Document(StackingRules.Default))
            if (JsonNode.DeepEquals(kept[name], usual)) kept.Remove(name);
        return kept.Count == 0 ? null : JsonSerializer.SerializeToElement(kept, PromoJson.Options);
    }

    public static StackingRules Rules(JsonElement? kept)
    {
        if (kept is not { } given) return StackingRules.Default;
        var rules = Document(StackingRules.Default);
        foreach (var setting in given.EnumerateObject()) rules[setting.Name] = JsonSerializer.SerializeToNode(setting.Value, PromoJson.Options);
        return rules.Deserialize<StackingRules>(PromoJson.Options)!;
    }

    private static JsonObject Document(StackingRules rules) => JsonSerializer.SerializeToNode(rules, PromoJson.Options)!.AsObject();
}
