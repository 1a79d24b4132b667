using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Fields;

/// <summary>How the values of a test are edited.</summary>
public enum FieldEditor { None, Money, Number, Date, Texts }

/// <summary>The edits of one test of an attribute as pure functions.</summary>
public static class FieldEdits
{
    private static readonly char[] s_between = ['\n', '\r', '\t', ';'];

    public static FieldEditor EditorOf(FieldTest test, FieldCondition condition)
    {
        if (FilterCheck.IsAlone(test.Is)) return FieldEditor.None;
        var counts = test.Is is FilterOperator.Count or FilterOperator.CountMore or FilterOperator.CountLess;
        if (test.Values.Count > 1) return FieldEditor.Texts; // all of them stay visible
        if (counts || FieldWords.AsksDays(test, condition.Type)) return FieldEditor.Number;
        return condition.Type switch
        {
            FieldType.Number => NumberOf(test) is null && test.Values.Count > 0 ? FieldEditor.Texts : condition.Kind.Operand == OperandKind.Amount ? FieldEditor.Money : FieldEditor.Number,
            FieldType.Time => FieldEditor.Date,
            _ => test.Is is FilterOperator.Before or FilterOperator.After ? FieldEditor.Date : FieldEditor.Texts,
        };
    }

    /// <summary>The same test by another operator; values stay where both are edited alike.</summary>
    public static FieldTest WithOperator(FieldTest test, FilterOperator op, FieldCondition condition)
    {
        var changed = test with { Is = op };
        return EditorOf(changed with { Values = [] }, condition) == EditorOf(test with { Values = [] }, condition) ? changed : changed with { Values = [] };
    }

    /// <summary>The whole number compared with; null for none, and for one with a fraction.</summary>
    public static long? NumberOf(FieldTest test) =>
        TextOf(test) is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue ? (long)number : null;

    public static FieldTest WithNumber(FieldTest test, long? number) => test with { Values = number is { } given ? [JsonSerializer.SerializeToElement(given)] : [] };

    /// <summary>The first value as text; null for none.</summary>
    public static string? TextOf(FieldTest test) => test.Values.Count == 0 ? null : Text(test.Values[0]);

    /// <summary>All values, one on each line.</summary>
    public static string LinesOf(FieldTest test) => string.Join('\n', test.Values.Select(Text));

    /// <summary>Values as they were typed or pasted: one on each line, or parted by tabs or semicolons as a spreadsheet does it.</summary>
    public static IReadOnlyList<string> Typed(string? typed) =>
        [.. (typed ?? "").Split(s_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    public static FieldTest WithTexts(FieldTest test, IReadOnlyList<string> texts, FieldType type) => test with
    {
        // A value that is there already keeps its JSON: 5 stays a number and "5" a text.
        Values = [.. texts.Select(text => test.Values.FirstOrDefault(value => Text(value) == text) is { ValueKind: not JsonValueKind.Undefined } known ? known : Json(text, type))],
    };

    public static bool Has(FieldTest test, string value) => test.Values.Any(one => Text(one) == value);

    public static FieldTest Toggled(FieldTest test, string value, FieldType type) =>
        Has(test, value) ? test with { Values = [.. test.Values.Where(one => Text(one) != value)] } : test with { Values = [.. test.Values, Json(value, type)] };

    private static JsonElement Json(string text, FieldType type) =>
        type == FieldType.Number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonSerializer.SerializeToElement(number) : JsonSerializer.SerializeToElement(text);

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
