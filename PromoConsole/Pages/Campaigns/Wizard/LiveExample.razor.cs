using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>One cart before and after the discount, line by line, worked out by the engine's own calculator, with caps, formulas and rounding said.</summary>
public sealed partial class LiveExample(ItemChoices choices, TimeProvider time)
{
    private ExampleCart _cart = new ExampleCart().OrMadeUp();
    private IReadOnlyList<ItemReference>? _shown;
    private bool _editing;

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    /// <summary>A code as customers will see it.</summary>
    [Parameter] public string? Code { get; set; }

    /// <summary>Names of products and collections by id.</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private OrderState Order => OrderState.Of(new OrderContent { Lines = _cart.Lines });

    private long Before => Order.TotalAmount ?? 0;

    private AppliedDiscount? Applied => ExampleDiscount.Of(Setup, Order, _cart, time.GetUtcNow(), Format);

    private string Note => _cart.Own ? "Products of your shop" : "An example cart";

    private IEnumerable<Row> Rows
    {
        get
        {
            var applied = Applied;
            var after = applied is null ? Order : Order.With(applied);
            for (var i = 0; i < after.Lines.Count; i++)
            {
                var line = after.Lines[i];
                var note = line switch { { Added: true } => "added", { AddedQuantity: < 0 } => "exchanged", { AddedQuantity: > 0 and var more } => $"{Format.Number(more)} added", { DiscountQuantity: > 0 and var free } => $"{Format.Number(free)} free", _ => null };
                yield return new(line.Line.Name ?? line.Line.ProductId ?? "Line", line.Quantity, line.Amount, line.DiscountAmount, note);
            }
        }
    }

    private string Says
    {
        get
        {
            if (Setup.Discount is null) return "Choose a discount to see what it takes off.";
            if (Applied is not { } applied) return "Finish the discount to see what it takes off.";
            if (applied.Bundle is { Quantity: 0 }) return AppliedDiscountWords.Of(applied, Format.Words()) + ".";
            var parts = new List<string>();
            if (applied.Shares.Count > 0) parts.Add(string.Join(", ", _cart.Lines.Select((line, at) => $"{line.Name} {Format.Money(-applied.Shares[at])}")) + ".");
            if (applied.Lines.Count > 0 || applied.Discount.Effect != DiscountEffect.ApplyToOrder) parts.Add(AppliedDiscountWords.Of(applied, Format.Words()) + ".");
            if (FormulaSays(applied) is { } formula) parts.Add(formula);
            if (applied.CapCutAmount > 0) parts.Add($"The cap keeps {Format.Money(applied.CapCutAmount)} back.");
            if (AppliedDiscountWords.Rounded(applied) != 0 && applied.CapCutAmount == 0) parts.Add("Rounded to the cent, half away from zero; the shares add up to it.");
            if (applied.After == 0 && Before > 0) parts.Add("Nothing is left to pay.");
            if (Setup.Discount is FixedTotal { Effect: DiscountEffect.ApplyToOrder } && applied.Amount == 0) parts.Add("The cart is cheaper already, so it keeps its price.");
            return string.Join(' ', parts);
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var named = ItemChoices.Named(Setup);
        if (_shown is not null && _shown.SequenceEqual(named)) return;
        _shown = named; // before waiting, so that a change meanwhile is looked up again
        _cart = await choices.ExampleAsync(Setup);
    }

    private static long Added(AppliedDiscount applied) => applied.Lines.Sum(line => line.AddedAmount);

    // The value on this cart, or that there is none.
    private string? FormulaSays(AppliedDiscount applied)
    {
        var formulas = ((Formula?[])[applied.Discount.Formula, .. (applied.Discount as FreeItems)?.Items.Select(item => item.Formula) ?? [], .. Setup.Coverage?.Included.Select(entry => entry.PriceFormula) ?? []])
            .OfType<Formula>().ToList();
        if (formulas.Count == 0) return null;
        if (formulas.Exists(formula => formula.Error is not null)) return "The formula is not finished, so the value beside it is used.";
        if (!applied.IsDynamic) return applied.HasNoEffect && applied.Lines.Count == 0 ? null : "The formula needs what this cart lacks, so the value beside it is used.";
        return applied.ComputedValue is not { } value ? "The formula gives each line a value of its own."
            : applied.Discount switch
            {
                PercentOff => $"The formula gives {Format.Percent(value)}.",
                FreeItems => $"The formula gives {Format.Number((long)value)}.",
                _ => $"The formula gives {Format.Money((long)value)}.",
            };
    }

    /// <param name="Off">What came off it, minor units.</param>
    private sealed record Row(string Name, int Quantity, long? Amount, long Off, string? Note);
}
