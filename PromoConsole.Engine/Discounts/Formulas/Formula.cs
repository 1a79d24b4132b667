using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>A value that is computed when a discount is applied. Parsed once, when it is read; two are equal when their texts are.</summary>
/// <remarks>Stored and sent as its text. Money is in major units, arguments are separated by <c>;</c>. It can do nothing but what <see cref="FormulaNames"/> offers.</remarks>
[JsonConverter(typeof(FormulaConverter))]
public sealed class Formula : IEquatable<Formula>
{
    public const int MostLength = 2_000;

    private readonly FormulaNode? _root;
    private readonly IReadOnlyList<Call> _calls;

    private Formula(string text)
    {
        Text = text;
        (_root, _calls, Error) = FormulaParser.Parse(text);
    }

    public string Text { get; }

    /// <summary>What is wrong with it; null when it can be evaluated.</summary>
    public FormulaError? Error { get; }

    /// <summary>What it names, with where.</summary>
    public IEnumerable<(FormulaName Name, int Position)> Names => _calls.Select(call => (call.Name, call.Position));

    /// <summary>The custom attributes it names by a plain text, each with the function that reads it.</summary>
    internal IEnumerable<(string Function, string Key)> Attributes =>
        _calls.Where(call => call.Arguments is [Literal { Value.Text: not null }]).Select(call => (call.Name.Name, ((Literal)call.Arguments[0]).Value.Text!));

    /// <summary>Whether the publication has to be known to evaluate it.</summary>
    internal bool ReadsPublication => _calls.Any(call => call.Name.Name == FormulaNames.PublicationMetadata);

    public static Formula Of(string text) => new(text);

    /// <summary>The number it gives; null when something it needs is missing, when it is malformed, or when that is no number of 0 or more.</summary>
    public decimal? Evaluate(FormulaContext context)
    {
        try
        {
            return _root?.Evaluate(context).Number is >= 0 and var number ? number : null;
        }
        catch (OverflowException) // decimal has no other way of saying that a number is too large
        {
            return null;
        }
    }

    public bool Equals(Formula? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Formula);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <summary>Public, so that writers generated at build time can use it.</summary>
    public sealed class FormulaConverter : JsonConverter<Formula>
    {
        public override Formula Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Formula value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
