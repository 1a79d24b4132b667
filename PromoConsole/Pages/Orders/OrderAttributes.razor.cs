using Microsoft.AspNetCore.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Orders;

/// <summary>Changes the custom attributes of an order as they were opened.</summary>
public sealed partial class OrderAttributes(OrderService orders, CurrentMember member)
{
    private MetadataBag _metadata = MetadataBag.Empty;
    private PromoError? _refusal;
    private bool _busy;

    [Parameter, EditorRequired] public required Order Order { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnSaved { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _metadata = Order.Content.Metadata;

    private async Task SaveAsync(bool over)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var saved = await orders.SaveAsync(new ChangeOrder { OrderId = Order.Id, Metadata = _metadata, ReplaceMetadata = true, SeenAt = over ? null : Order.UpdatedAt, Caller = await member.CallerAsync() });
            _refusal = saved.Error;
            if (saved.IsOk) await OnSaved.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
