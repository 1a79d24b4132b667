using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Campaigns.Tiers;

/// <summary>What each tier takes off one example cart, and each stack, worked out by the engine's own calculator.</summary>
public sealed partial class TiersExample(ItemChoices choices, TimeProvider time)
{
    private ExampleCart _cart = new ExampleCart().OrMadeUp();
    private IReadOnlyList<ItemReference>? _shown;
    private bool _editing;

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private DateTimeOffset Now => time.GetUtcNow();

    private OrderState Order => OrderState.Of(new OrderContent { Lines = _cart.Lines });

    private long Before => Order.TotalAmount ?? 0;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var named = ItemChoices.Named(Setup);
        if (_shown is not null && _shown.SequenceEqual(named)) return;
        _shown = named; // before waiting, so that a change meanwhile is looked up again
        _cart = await choices.ExampleAsync(Setup);
    }

    private static string NameOf(TierSetup tier) => tier.Name.Length > 0 ? tier.Name : "Unnamed tier";

    private (long Off, long Left) Together(StackSetup stack)
    {
        var order = Order;
        long off = 0;
        foreach (var tier in stack.TierIds.Select(id => Setup.Tiers.FirstOrDefault(one => one.Id == id)).OfType<TierSetup>())
        {
            if (!tier.Active || TierParts.Applied(tier, order, _cart, Now, Format) is not { } applied) continue;
            off += applied.Amount;
            order = order.With(applied);
        }

        return (off, order.TotalAmount ?? 0);
    }
}
