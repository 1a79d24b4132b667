using System.Globalization;
using System.Text.Json;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>What a part of a formula is, as far as it is known before it is evaluated.</summary>
public enum FormulaKind
{
    /// <summary>Decided by the data: a custom attribute.</summary>
    Any,
    Number,
    Text,
    Truth,
    Date,
    List,
    Missing,
}

/// <summary>A value while a formula is evaluated.</summary>
internal readonly record struct FormulaValue
{
    private readonly decimal _number;
    private readonly object? _other;

    private FormulaValue(FormulaKind kind, decimal number, object? other) => (Kind, _number, _other) = (kind, number, other);

    public static FormulaValue Missing { get; } = new(FormulaKind.Missing, 0, null);

    public FormulaKind Kind { get; }

    public bool IsMissing => Kind == FormulaKind.Missing;

    /// <summary>A number, or text that spells one; null otherwise.</summary>
    public decimal? Number => Kind switch
    {
        FormulaKind.Number => _number,
        FormulaKind.Text when decimal.TryParse((string)_other!, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public bool? Truth => Kind == FormulaKind.Truth ? _number != 0 : null;

    /// <summary>The instant of a date, or of text that spells one; null otherwise.</summary>
    public DateTimeOffset? At(TimeZoneInfo zone) => Kind switch
    {
        FormulaKind.Date => (DateTimeOffset)_other!,
        FormulaKind.Text => FormulaDates.Parse((string)_other!, zone),
        _ => null,
    };

    public string? Text => Kind switch
    {
        FormulaKind.Text => (string)_other!,
        FormulaKind.Number => _number.ToString("0.############################", CultureInfo.InvariantCulture),
        FormulaKind.Truth => _number != 0 ? "true" : "false",
        _ => null,
    };

    public IReadOnlyList<FormulaValue> Elements => Kind == FormulaKind.List ? (IReadOnlyList<FormulaValue>)_other! : [];

    public static FormulaValue Of(decimal number) => new(FormulaKind.Number, number, null);

    public static FormulaValue Of(decimal? number) => number is { } some ? Of(some) : Missing;

    public static FormulaValue Of(string text) => new(FormulaKind.Text, 0, text);

    public static FormulaValue Of(bool truth) => new(FormulaKind.Truth, truth ? 1 : 0, null);

    public static FormulaValue Of(DateTimeOffset? at) => at is { } some ? new(FormulaKind.Date, 0, some) : Missing;

    /// <summary>A custom attribute; objects and null are missing.</summary>
    public static FormulaValue Of(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => number.TryGetDecimal(out var exact) ? Of(exact) : Missing,
        { ValueKind: JsonValueKind.String } text => Of(text.GetString()!),
        { ValueKind: JsonValueKind.True } => Of(true),
        { ValueKind: JsonValueKind.False } => Of(false),
        { ValueKind: JsonValueKind.Array } list => new(FormulaKind.List, 0, list.EnumerateArray().Select(element => Of((JsonElement?)element)).ToList()),
        _ => Missing,
    };

    /// <summary>Numbers and numeric text as numbers, dates as instants, other text ordinally; null when the two have no order.</summary>
    public int? CompareTo(FormulaValue other, TimeZoneInfo zone)
    {
        if (Number is { } a && other.Number is { } b) return a.CompareTo(b);
        if (Kind == FormulaKind.Date || other.Kind == FormulaKind.Date) return At(zone) is { } from && other.At(zone) is { } to ? from.CompareTo(to) : null;
        if (Text is { } left && other.Text is { } right) return string.CompareOrdinal(left, right);
        return null;
    }
}
