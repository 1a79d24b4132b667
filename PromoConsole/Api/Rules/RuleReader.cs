using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Wire;

namespace PromoConsole.Api.Rules;

/// <summary>
/// Reads numbered rules with their <c>logic</c>. Names may be written with dots or underscores, values alone or in lists, older names are understood.
/// The first thing that is wrong is answered as <c>invalid_validation_rules</c> with the way to it: <c>rules.2.rules.1.conditions.$more_than</c>.
/// </summary>
internal static class RuleReader
{
    private const int MaxRules = 1_000;

    /// <param name="path">Where the rules stand in the body.</param>
    /// <returns>The tree; null when there are no rules.</returns>
    public static Result<Rule?> Read(JsonElement rules, string path = "rules") => Read(rules, path, null);

    private static Result<Rule?> Read(JsonElement rules, string path, RuleKind? owner)
    {
        if (rules.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return (Rule?)null!;
        if (rules.ValueKind != JsonValueKind.Object) return Wrong(path, "should be an object of numbered rules");
        var conditions = new SortedDictionary<int, Condition>();
        string? logic = null;
        foreach (var one in rules.EnumerateObject())
        {
            var at = $"{path}.{one.Name}";
            if (one.Name == "logic")
            {
                if (one.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)) return Wrong(at, "should be a text such as 1 and 2");
                logic = one.Value.GetString();
                continue;
            }

            if (!int.TryParse(one.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 999_999)
            {
                if (one.Name is "limit" or "effect") continue; // of bundles, which are read elsewhere
                return Wrong(at, "is no rule: rules are named by numbers from 1");
            }

            if (conditions.Count == MaxRules) return Wrong(path, $"has more than {MaxRules} rules");
            var condition = ReadCondition(one.Value, at, owner);
            if (!condition.IsOk) return condition.Error;
            conditions[number] = condition.Value with { Number = number };
        }

        var all = string.Join(" and ", conditions.Keys);
        var read = new NumberedRules(conditions, logic ?? all).ToRule();
        return read.IsOk ? read : Wrong($"{path}.logic", read.Error.Details ?? read.Error.Message);
    }

    private static Result<Condition> ReadCondition(JsonElement rule, string path, RuleKind? owner)
    {
        if (rule.ValueKind != JsonValueKind.Object) return Wrong(path, "should be an object with a name and conditions");
        if (Text(rule, "name") is not { Length: > 0 } name) return Wrong($"{path}.name", "is missing");
        var kind = owner is null ? RuleNames.Find(name) : RuleNames.Find(name) is { } sub && owner.SubRules.Contains(sub) ? sub : null;
        if (kind is null || (owner is null && kind.IsSubRule)) return Wrong($"{path}.name", owner is null ? $"names no rule: {name}" : $"names no sub-rule of {owner.Word}: {name}");

        var property = Text(rule, "property");
        if (kind.Shape == ConditionShape.Metadata && string.IsNullOrWhiteSpace(property)) return Wrong($"{path}.property", $"is missing: Rule '{name}' must have a 'property'");
        var tests = rule.TryGetProperty("conditions", out var given) ? given : default;
        if (tests.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null)) return Wrong($"{path}.conditions", "should be an object of operators");

        var condition = ConditionReader.Read(kind, property ?? "", tests, $"{path}.conditions");
        if (!condition.IsOk) return condition.Error;
        var where = rule.TryGetProperty("rules", out var sub1) ? Read(sub1, $"{path}.rules", kind) : (Result<Rule?>)(Rule?)null!;
        if (!where.IsOk) return where.Error;
        var whole = condition.Value switch
        {
            ItemsCondition items => items with { Where = where.Value },
            MetadataCondition { Kind.SubRules.Count: > 0 } metadata => metadata with { Where = where.Value },
            var other => other,
        } with
        { Message = Message(rule), MessageId = ErrorText(rule, "message_id"), Translations = Translations(rule) };
        if (whole.SubRules() is null && where.Value is not null) return Wrong($"{path}.rules", $"cannot be given: {kind.Word} has no sub-rules");
        return RuleCheck.ProblemOf(whole) is { } problem ? Wrong(PathOf(path, whole, problem.Path), problem.Sentence) : whole;
    }

    // The way to a field in the engine's words, as the way to it in the body.
    private static string PathOf(string path, Condition condition, string field)
    {
        if (field == "message") return $"{path}.error.message";
        if (field == "property") return $"{path}.property";
        if (field == "from") return $"{path}.conditions.$from";
        if (field == "items" || condition is not TestedCondition tested) return $"{path}.conditions";
        var open = field.IndexOf('[', StringComparison.Ordinal);
        var close = field.IndexOf(']', StringComparison.Ordinal);
        return open > 0 && int.TryParse(field.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture, out var at) && at < tested.Tests.Count
            ? $"{path}.conditions.{OperatorNames.Of(tested.Tests[at].Is)}" : $"{path}.conditions";
    }

    private static string? Message(JsonElement rule) => ErrorText(rule, "message");

    private static string? ErrorText(JsonElement rule, string name) =>
        rule.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && Text(error, name) is { Length: > 0 } text ? text : null;

    // Ours, beyond the field: what is no text is left out.
    private static Dictionary<string, string>? Translations(JsonElement rule)
    {
        if (!rule.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object || !error.TryGetProperty("translations", out var given) || given.ValueKind != JsonValueKind.Object) return null;
        var texts = given.EnumerateObject().Where(text => text.Value.ValueKind == JsonValueKind.String).ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal);
        return texts.Count == 0 ? null : texts;
    }

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static InvalidError Wrong(string path, string what) => new("invalid_validation_rules", "Invalid validation rules", $"Property .{path} {what}") { Field = path };
}
