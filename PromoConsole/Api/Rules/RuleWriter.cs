using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Wire;

namespace PromoConsole.Api.Rules;

/// <summary>Writes rules as numbered rules with their logic; see <see cref="RuleReader"/>.</summary>
internal static class RuleWriter
{
    /// <param name="logic">As somebody wrote it; null writes it with no more brackets than needed.</param>
    public static JsonElement Of(Rule? rule, string? logic = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Write(writer, rule, logic);
        return JsonElement.Parse(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, Rule? rule, string? logic = null)
    {
        var numbered = NumberedRules.Of(rule);
        writer.WriteStartObject();
        foreach (var (number, condition) in numbered.Conditions)
        {
            writer.WritePropertyName(number.ToString(CultureInfo.InvariantCulture));
            Write(writer, condition);
        }

        if (numbered.Conditions.Count > 0) writer.WriteString("logic", logic ?? numbered.Logic);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Condition condition)
    {
        writer.WriteStartObject();
        writer.WriteString("name", condition.Kind.Word);
        if (condition is MetadataCondition metadata) writer.WriteString("property", metadata.Property);
        writer.WriteStartObject("conditions");
        switch (condition)
        {
            case TestedCondition tested:
                foreach (var test in tested.Tests) WriteList(writer, OperatorNames.Of(test.Is), test.Values, WriteValue);
                break;
            case FlagCondition flag:
                WriteList(writer, "$is", [flag.Is], static (to, value) => to.WriteBooleanValue(value));
                break;
            case ItemsCondition items:
                if (items.Items.Count > 0) WriteList(writer, "$is", items.Items, WriteItem);
                if (items.Except.Count > 0) WriteList(writer, "$is_not", items.Except, WriteItem);
                if (items.From.Count > 0) WriteList(writer, "$from", [.. items.From.Select(id => new ItemReference(ItemKind.Collection, id))], WriteItem);
                break;
        }

        writer.WriteEndObject();
        writer.WritePropertyName("rules");
        Write(writer, condition.SubRules());
        if (condition is not { Message: null, MessageId: null, Translations: null })
        {
            writer.WriteStartObject("error");
            if (condition.Message is { } message) writer.WriteString("message", message);
            if (condition.MessageId is { } id) writer.WriteString("message_id", id);
            if (condition.Translations is { Count: > 0 } translations)
            {
                writer.WriteStartObject("translations");
                foreach (var (tag, text) in translations.OrderBy(one => one.Key, StringComparer.Ordinal)) writer.WriteString(tag, text);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, Operand value)
    {
        if (value.Type == OperandType.Text) writer.WriteStringValue(value.Text);
        else writer.WriteRawValue(value.Text);
    }

    private static void WriteItem(Utf8JsonWriter writer, ItemReference item)
    {
        writer.WriteStartObject();
        writer.WriteString("id", item.Id);
        if (item.SourceId is { } source) writer.WriteString("source_id", source);
        writer.WriteString("object", item.Kind switch { ItemKind.Product => "product", ItemKind.Sku => "sku", _ => "products_collection" });
        writer.WriteString("type", item.Kind == ItemKind.Collection ? "products_collection" : "product_or_sku");
        writer.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> list, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var one in list) write(writer, one);
        writer.WriteEndArray();
    }
}
