using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>One cart before and after the discount, worked out by the engine's own calculator, with the rounding said.</summary>
public sealed partial class LiveExample(ProductService products)
{
    private List<(string Name, long Amount)> _lines = [("First item", 119_00), ("Second item", 29_00)];
    private bool _editing;
    private bool _own;

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    /// <summary>A code as customers will see it.</summary>
    [Parameter] public string? Code { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private long Before => _lines.Sum(line => line.Amount);

    private AppliedDiscount? Applied => Setup.Discount is null
        ? null
        : DiscountCalculator.Apply(new DiscountRequest
        {
            Discount = Setup.Discount,
            Order = OrderState.Of(new OrderContent { Lines = [.. _lines.Select(line => new OrderLine { Name = line.Name, PriceAmount = line.Amount })] }),
            Items = LineIds.Only,
        });

    private string Note => _own ? "Products of your shop" : "An example cart";

    private string Says
    {
        get
        {
            if (Applied is not { } applied) return "Choose a discount to see what it takes off.";
            var parts = new List<string>();
            if (applied.Shares.Count > 0) parts.Add(string.Join(", ", _lines.Select((line, at) => $"{line.Name} {Format.Money(-applied.Shares[at])}")) + ".");
            if (applied.CapCutAmount > 0) parts.Add($"The cap keeps {Format.Money(applied.CapCutAmount)} back.");
            if (applied.ExactAmount != decimal.Truncate(applied.ExactAmount) && applied.CapCutAmount == 0) parts.Add("Rounded to the cent, half away from zero; the shares add up to it.");
            if (applied.Amount == Before && Before > 0) parts.Add("Nothing is left to pay.");
            if (Setup.Discount is FixedTotal && applied.Amount == 0) parts.Add("The cart is cheaper already, so it keeps its price.");
            return string.Join(' ', parts);
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var some = (await products.SearchAsync(null, 0, 40)).Items.Where(product => product.PriceAmount > 0).ToList();
        if (some.Count < 2) return;
        // Two prices that differ show how a share is spread better than two alike.
        var dear = some.MaxBy(product => product.PriceAmount)!;
        var cheap = some.OrderBy(product => product.PriceAmount).ElementAt(some.Count / 3);
        _lines = [(dear.Name, dear.PriceAmount!.Value), (cheap.Name, cheap.PriceAmount!.Value)];
        _own = true;
    }

    private void Price(int at, long? typed) => _lines[at] = _lines[at] with { Amount = typed ?? _lines[at].Amount };
}
