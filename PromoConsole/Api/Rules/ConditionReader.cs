using System.Text.Json;
using PromoConsole.Engine;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api.Rules;

/// <summary>Reads the operators of one rule with their values.</summary>
internal static class ConditionReader
{
    private const int MaxValues = 10_000;

    public static Result<Condition> Read(RuleKind kind, string property, JsonElement conditions, string path) => kind.Shape switch
    {
        ConditionShape.Items => Items(kind, conditions, path),
        ConditionShape.Flag => Flag(kind, conditions, path),
        _ => Tested(kind, property, conditions, path),
    };

    private static Result<Condition> Tested(RuleKind kind, string property, JsonElement conditions, string path)
    {
        var tests = new List<RuleTest>();
        foreach (var one in Properties(conditions))
        {
            var at = $"{path}.{one.Name}";
            if (OperatorNames.Find(one.Name) is not { } op) return RuleReader.Wrong(at, "is no operator");
            if (!kind.Operators.Contains(op)) return RuleReader.Wrong(at, $"cannot be asked of {kind.Word}");
            if (tests.Exists(test => test.Is == op)) return RuleReader.Wrong(at, "says the same operator a second time");
            var values = Values(one.Value);
            if (values is null) return RuleReader.Wrong(at, "should be a value or a list of values");
            if (values.Count > MaxValues) return RuleReader.Wrong(at, $"has more than {MaxValues} values");
            if (!RuleTest.NeedsValues(op))
            {
                // "Has no value" is "is unknown".
                if (values is [{ Type: OperandType.Flag, Text: "false" }]) op = op == Operator.HasValue ? Operator.IsUnknown : Operator.HasValue;
                values = [];
            }

            tests.Add(new(op, values));
        }

        return kind.Shape switch
        {
            ConditionShape.Number => new NumberCondition(kind, tests),
            ConditionShape.Membership => new MembershipCondition(kind, tests),
            ConditionShape.Moment => new MomentCondition(kind, tests),
            _ => new MetadataCondition(kind, property, tests),
        };
    }

    private static Result<Condition> Items(RuleKind kind, JsonElement conditions, string path)
    {
        List<ItemReference> items = [], except = [];
        List<string> from = [];
        foreach (var one in Properties(conditions))
        {
            var at = $"{path}.{one.Name}";
            var list = one.Value.ValueKind == JsonValueKind.Array ? [.. one.Value.EnumerateArray()] : one.Value.ValueKind == JsonValueKind.Null ? [] : new List<JsonElement> { one.Value };
            for (var i = 0; i < list.Count; i++)
            {
                if (Item(list[i], kind, one.Name == "$from") is not { } item) return RuleReader.Wrong($"{at}[{i}]", "should be an id, or an object with an id and what it is");
                switch (one.Name)
                {
                    case "$is" or "$in": items.Add(item); break;
                    case "$is_not" or "$not_in": except.Add(item); break;
                    case "$from": from.Add(item.Id); break;
                    default: return RuleReader.Wrong(at, $"cannot be asked of {kind.Word}");
                }
            }

            if (one.Name is not ("$is" or "$in" or "$is_not" or "$not_in" or "$from")) return RuleReader.Wrong(at, $"cannot be asked of {kind.Word}");
        }

        return new ItemsCondition(kind, items) { Except = except, From = from };
    }

    private static Result<Condition> Flag(RuleKind kind, JsonElement conditions, string path)
    {
        bool? so = null;
        foreach (var one in Properties(conditions))
        {
            var at = $"{path}.{one.Name}";
            if (OperatorNames.Find(one.Name) is not (Operator.Is or Operator.IsNot)) return RuleReader.Wrong(at, $"cannot be asked of {kind.Word}");
            if (Values(one.Value) is not [{ Text: "true" or "false" } value]) return RuleReader.Wrong(at, "should be true or false");
            so = value.Text == "true" == one.Name is "$is" or "$in";
        }

        return so is { } given ? new FlagCondition(kind, given) : RuleReader.Wrong(path, "should say {\"$is\": [true]}");
    }

    // A plain id tells what it is by how it begins; one of the shop's own means a product, or a SKU in rules about SKUs.
    private static ItemReference? Item(JsonElement entry, RuleKind kind, bool collection)
    {
        var isObject = entry.ValueKind == JsonValueKind.Object;
        var id = isObject ? Text(entry, "id") ?? Text(entry, "source_id") : entry.ValueKind == JsonValueKind.String ? entry.GetString() : null;
        if (string.IsNullOrWhiteSpace(id)) return null;
        var said = isObject ? Text(entry, "object") ?? Text(entry, "type") : null;
        var what = said switch
        {
            "sku" => ItemKind.Sku,
            "product" => ItemKind.Product,
            "products_collection" => ItemKind.Collection,
            _ when collection || id.StartsWith("pc_", StringComparison.Ordinal) => ItemKind.Collection,
            _ when id.StartsWith("sku_", StringComparison.Ordinal) || kind.Word == "sku.id" => ItemKind.Sku,
            _ => ItemKind.Product,
        };
        return new ItemReference(what, id) { SourceId = isObject ? Text(entry, "source_id") : null };
    }

    private static List<Operand>? Values(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return [];
        var values = new List<Operand>();
        foreach (var one in value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new List<JsonElement> { value })
        {
            switch (one.ValueKind)
            {
                case JsonValueKind.String: values.Add(one.GetString()!); break;
                case JsonValueKind.Number: values.Add(new Operand(one.GetRawText(), OperandType.Number)); break;
                case JsonValueKind.True or JsonValueKind.False: values.Add(one.GetBoolean()); break;
                case JsonValueKind.Object when Text(one, "id") is { } id: values.Add(id); break;
                default: return null;
            }
        }

        return values;
    }

    private static JsonElement.ObjectEnumerator Properties(JsonElement conditions) =>
        conditions.ValueKind == JsonValueKind.Object ? conditions.EnumerateObject() : default;

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
