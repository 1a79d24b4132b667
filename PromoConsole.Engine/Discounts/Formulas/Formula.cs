using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>A formula as a marketer wrote it. Two are equal when their texts are.</summary>
/// <remarks>Stored and sent as its text.</remarks>
[JsonConverter(typeof(FormulaConverter))]
public sealed class Formula : IEquatable<Formula>
{
    private Formula(string text) => Text = text;

    public string Text { get; }

    public static Formula Of(string text) => new(text);

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
