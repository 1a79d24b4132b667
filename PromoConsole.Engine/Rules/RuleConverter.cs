using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Rules;

/// <summary>Rules as JSON documents: each node has the permanent word of its kind, and the kind decides which operands follow.</summary>
public sealed class RuleConverter : JsonConverter<Rule>
{
    public override Rule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return ReadNode(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Rule value, JsonSerializerOptions options) => WriteNode(writer, value);

    private static Rule ReadNode(JsonElement node)
    {
        var word = node.GetProperty("type").GetString() ?? throw new JsonException("A rule needs a type.");
        Rule rule = word switch
        {
            "all" => new AllOf(List(node, "rules", ReadNode)),
            "any" => new AnyOf(List(node, "rules", ReadNode)),
            "not" => new Not(ReadNode(node.GetProperty("rule"))),
            _ => ReadCondition(RuleKinds.Find(word) ?? throw new JsonException($"No rule is called {word}."), node),
        };
        return rule with { Muted = node.TryGetProperty("muted", out var muted) && muted.GetBoolean(), Lock = Text(node, "lock") };
    }

    private static Condition ReadCondition(RuleKind kind, JsonElement node)
    {
        Condition condition = kind.Shape switch
        {
            ConditionShape.Number => new NumberCondition(kind, List(node, "tests", ReadTest)),
            ConditionShape.Membership => new MembershipCondition(kind, List(node, "tests", ReadTest)),
            ConditionShape.Metadata => new MetadataCondition(kind, Text(node, "property") ?? "", List(node, "tests", ReadTest)) { Where = Sub(node) },
            ConditionShape.Moment => new MomentCondition(kind, List(node, "tests", ReadTest)),
            ConditionShape.Items => new ItemsCondition(kind, List(node, "items", ReadItem))
            {
                Except = List(node, "except", ReadItem), From = List(node, "from", id => id.GetString()!), Where = Sub(node),
            },
            _ => new FlagCondition(kind, node.TryGetProperty("is", out var flag) && flag.GetBoolean()),
        };
        return condition with
        {
            Number = node.TryGetProperty("number", out var number) ? number.GetInt32() : 0,
            Message = Text(node, "message"),
            MessageId = Text(node, "messageId"),
            Translations = node.TryGetProperty("translations", out var texts) ? texts.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal) : null,
        };
    }

    private static RuleTest ReadTest(JsonElement test) => new(Enum.Parse<Operator>(test.GetProperty("is").GetString()!), List(test, "values", ReadOperand));

    private static Operand ReadOperand(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => new Operand(value.GetRawText(), OperandType.Number),
    };

    private static ItemReference ReadItem(JsonElement item) =>
        new(Enum.Parse<ItemKind>(item.GetProperty("kind").GetString()!), item.GetProperty("id").GetString()!) { SourceId = Text(item, "sourceId") };

    private static Rule? Sub(JsonElement node) => node.TryGetProperty("where", out var where) ? ReadNode(where) : null;

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static List<T> List<T>(JsonElement node, string name, Func<JsonElement, T> read) =>
        node.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(read)] : [];

    private static void WriteNode(Utf8JsonWriter writer, Rule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("type", RuleKinds.WordOf(rule));
        if (rule.Muted) writer.WriteBoolean("muted", true);
        if (rule.Lock is not null) writer.WriteString("lock", rule.Lock);
        switch (rule)
        {
            case AllOf all: WriteList(writer, "rules", all.Rules, WriteNode); break;
            case AnyOf any: WriteList(writer, "rules", any.Rules, WriteNode); break;
            case Not not:
                writer.WritePropertyName("rule");
                WriteNode(writer, not.Rule);
                break;
            case Condition condition: WriteCondition(writer, condition); break;
        }

        writer.WriteEndObject();
    }

    private static void WriteCondition(Utf8JsonWriter writer, Condition condition)
    {
        if (condition.Number != 0) writer.WriteNumber("number", condition.Number);
        if (condition.Message is not null) writer.WriteString("message", condition.Message);
        if (condition.MessageId is not null) writer.WriteString("messageId", condition.MessageId);
        if (condition.Translations is { Count: > 0 } translations)
        {
            writer.WriteStartObject("translations");
            foreach (var (tag, text) in translations.OrderBy(one => one.Key, StringComparer.Ordinal)) writer.WriteString(tag, text);
            writer.WriteEndObject();
        }

        if (condition is MetadataCondition { Property: var property }) writer.WriteString("property", property);
        if (condition is TestedCondition { Tests: var tests }) WriteList(writer, "tests", tests, WriteTest);
        if (condition is FlagCondition { Is: var flag }) writer.WriteBoolean("is", flag);
        if (condition is ItemsCondition items)
        {
            WriteList(writer, "items", items.Items, WriteItem);
            if (items.Except.Count > 0) WriteList(writer, "except", items.Except, WriteItem);
            if (items.From.Count > 0) WriteList(writer, "from", items.From, static (to, id) => to.WriteStringValue(id));
        }

        if (condition.SubRules() is not { } where) return;
        writer.WritePropertyName("where");
        WriteNode(writer, where);
    }

    private static void WriteTest(Utf8JsonWriter writer, RuleTest test)
    {
        writer.WriteStartObject();
        writer.WriteString("is", test.Is.ToString());
        if (test.Values.Count > 0) WriteList(writer, "values", test.Values, WriteOperand);
        writer.WriteEndObject();
    }

    private static void WriteOperand(Utf8JsonWriter writer, Operand value)
    {
        if (value.Type == OperandType.Text) writer.WriteStringValue(value.Text);
        else writer.WriteRawValue(value.Text);
    }

    private static void WriteItem(Utf8JsonWriter writer, ItemReference item)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", item.Kind.ToString());
        writer.WriteString("id", item.Id);
        if (item.SourceId is not null) writer.WriteString("sourceId", item.SourceId);
        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> list, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var one in list) write(writer, one);
        writer.WriteEndArray();
    }
}
