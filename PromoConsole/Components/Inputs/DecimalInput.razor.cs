namespace PromoConsole.Components.Inputs;

/// <summary>A number with decimals, written the way the reader writes numbers.</summary>
public sealed partial class DecimalInput
{
    /// <inheritdoc />
    protected override string Wants => "A number";

    /// <inheritdoc />
    protected override decimal? Read(string text) => Format.ParseDecimal(text);

    /// <inheritdoc />
    protected override string Write(decimal number) => number.ToString("0.############################", Format.Culture);
}
