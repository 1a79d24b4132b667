using Microsoft.AspNetCore.Components;
using PromoConsole.Api;
using PromoConsole.Components.Carts;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Components.RuleBuilder.Trial;

/// <summary>Fills the cart from a stored order or from pasted JSON. What cannot be used stays there to be corrected.</summary>
public sealed partial class TrialSources(OrderService orders, CustomerService customers)
{
    private Way _by;
    private string? _number;
    private string? _pasted;
    private string? _error;

    /// <summary>What is tried.</summary>
    [Parameter, EditorRequired] public required TrialInput Input { get; set; }

    /// <summary>The cart, and the customer it names.</summary>
    [Parameter] public EventCallback<TrialInput> InputChanged { get; set; }

    private void Toggle(Way way) => (_by, _error) = (_by == way ? Way.None : way, null);

    private async Task TakeOrderAsync(string? number)
    {
        _number = number;
        _error = null;
        if (string.IsNullOrWhiteSpace(number)) return;
        if ((await orders.GetAsync(number.Trim())).Value is not { } order)
        {
            _error = $"No order is called “{number.Trim()}”.";
            return;
        }

        _by = Way.None;
        var input = Input.With(order.Content, whole: true);
        await InputChanged.InvokeAsync(order.CustomerId is { } buyer ? input with { CustomerId = buyer, CustomerAttributes = [] } : input);
    }

    private async Task TakePastedAsync()
    {
        var read = PastedOrder.Read(_pasted ?? "");
        _error = read.Error is { } problem ? problem.Details ?? problem.Message : null;
        if (!read.IsOk) return;
        var pasted = read.Value;
        var stored = pasted.OrderId is { } id && pasted.Order.Lines.Count == 0 ? (await orders.GetAsync(id)).Value : null;
        var input = Input.With(stored?.Content ?? pasted.Order, whole: true) with { RedemptionAttributes = [.. CartAttribute.Of(pasted.RedemptionMetadata)] };
        if (pasted.Customer is { } named)
        {
            var asked = CustomerMerge.PlatformId(named) ?? CustomerMerge.SourceId(named);
            var known = asked is null ? null : (await customers.GetAsync(asked)).Value;
            if (CustomerMerge.PlatformId(named) is { } unknown && known is null)
            {
                _error = $"No customer has the id {unknown}.";
                return;
            }

            input = input with { CustomerId = known?.Id, CustomerAttributes = [.. CartAttribute.Of(named.Metadata)] };
        }

        _by = Way.None;
        await InputChanged.InvokeAsync(input);
    }

    private enum Way { None, Number, Paste }
}
