namespace PromoConsole.Components.Inputs;

/// <summary>An amount in the project's currency, typed the way the reader writes numbers; the value is in minor units.</summary>
public sealed partial class MoneyInput
{
    /// <inheritdoc />
    protected override string Wants => $"An amount such as {Format.Amount(Format.Decimals == 0 ? 1250 : 1250_00)}{Bounds}";

    private bool SignFirst => Format.SignFirst;

    private string Bounds => (Min, Max) switch
    {
        ({ } min, { } max) => $", from {Format.Money(min)} to {Format.Money(max)}",
        ({ } min, null) => $", {Format.Money(min)} or more",
        (null, { } max) => $", {Format.Money(max)} at most",
        _ => "",
    };

    /// <inheritdoc />
    protected override long? Read(string text) => Format.ParseAmount(text);

    /// <inheritdoc />
    protected override string Write(long number) => Format.Amount(number);
}
