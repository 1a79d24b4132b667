namespace PromoConsole.Components.Inputs;

/// <summary>A percentage from 0 to 100 with at most four decimals; 100 is the default maximum.</summary>
public sealed partial class PercentInput
{
    /// <inheritdoc />
    protected override string Wants => "A percentage from 0 to 100, with at most four decimals";

    /// <inheritdoc />
    protected override decimal? Read(string text) =>
        Format.ParseDecimal(text.TrimEnd('%')) is { } percent and >= 0 and <= 100 && decimal.Round(percent, 4) == percent
            ? percent
            : null;

    /// <inheritdoc />
    protected override string Write(decimal number) => number.ToString("0.####", Format.Culture);
}
