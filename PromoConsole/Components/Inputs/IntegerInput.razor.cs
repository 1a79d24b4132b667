using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Inputs;

/// <summary>A whole number; grouping is understood and shown.</summary>
public sealed partial class IntegerInput
{
    /// <summary>What is counted, after the number: "points".</summary>
    [Parameter] public string? Unit { get; set; }

    /// <inheritdoc />
    protected override string Wants => (Min, Max) switch
    {
        ({ } min, { } max) => $"A whole number from {Format.Number(min)} to {Format.Number(max)}",
        ({ } min, null) => $"A whole number, {Format.Number(min)} or more",
        (null, { } max) => $"A whole number, {Format.Number(max)} at most",
        _ => "A whole number",
    };

    /// <inheritdoc />
    protected override long? Read(string text) =>
        Format.ParseDecimal(text) is { } number && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue
            ? (long)number
            : null;

    /// <inheritdoc />
    protected override string Write(long number) => Format.Number(number);
}
