using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Orders;

/// <summary>An order line by line, with every redemption, rollback and refused attempt on it.</summary>
public sealed partial class OrderPage(OrderService orders, CurrentMember member, Toasts toasts)
{
    private OrderDetails? _shown;
    private OrderStatus? _to;
    private string? _problem;
    private bool _missing;
    private bool _editing;
    private bool _mayWrite;
    private bool _maySeeCustomers;
    private bool _maySeeProducts;
    private bool _maySeeRedemptions;

    /// <summary>Platform id or source id.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _mayWrite = await member.MayAsync(Permissions.OrdersWrite);
        _maySeeCustomers = await member.MayAsync(Permissions.CustomersRead);
        _maySeeProducts = await member.MayAsync(Permissions.ProductsRead);
        _maySeeRedemptions = await member.MayAsync(Permissions.RedemptionsRead);
        await ReloadAsync();
    }

    private static IEnumerable<OrderStatus> Next(OrderStatus status) => status switch
    {
        OrderStatus.Created => [OrderStatus.Paid, OrderStatus.Canceled],
        OrderStatus.Paid => [OrderStatus.Fulfilled, OrderStatus.Canceled],
        OrderStatus.Fulfilled => [OrderStatus.Canceled],
        _ => [OrderStatus.Created, OrderStatus.Paid],
    };

    private static string Consequence(Order order, OrderStatus to)
    {
        var counts = to is OrderStatus.Paid or OrderStatus.Fulfilled;
        var counted = order.Status is OrderStatus.Paid or OrderStatus.Fulfilled;
        var whose = order.CustomerId is null ? "" : counts == counted ? " What the customer has spent stays as it is." : counts
            ? " It counts from now on to what the customer has spent, and segments that ask for that follow." : " It no longer counts to what the customer has spent, and segments that ask for that follow.";
        var standing = order.Redemptions?.Count(one => one.RollbackId is null) ?? 0;
        var codes = to == OrderStatus.Canceled && standing > 0
            ? $" {(standing == 1 ? "What was redeemed on it stays" : $"All {standing} redemptions on it stay")}: roll back to give the uses back." : "";
        return $"The shop's webhooks are told that the order is {OrderLook.Word(to).ToLowerInvariant()}.{whose}{codes}";
    }

    // What stands for several together says nothing its parts do not.
    private static IReadOnlyList<Redemption> Told(OrderDetails shown) => [.. shown.History.Where(row => !row.Kind.IsCombined())];

    private static VerdictLight LightOf(Redemption row) => row.Kind switch
    {
        RedemptionKind.Redeemed => VerdictLight.Pass,
        RedemptionKind.RefusedRedemption or RedemptionKind.RefusedValidation => VerdictLight.Fail,
        _ => VerdictLight.None,
    };

    private static string Says(Redemption row) => row.Kind switch
    {
        RedemptionKind.Redeemed when row.RolledBackById is not null => $"{row.Code} was redeemed, and taken back since",
        RedemptionKind.Redeemed => $"{row.Code} was redeemed",
        RedemptionKind.RefusedRedemption => $"{row.Code} was refused",
        RedemptionKind.RefusedValidation => $"{row.Code} was checked and would not work",
        _ => $"{row.Code} was taken back",
    };

    private string Because(Redemption row) => row.RefusalKey is { } key ? (row.Detail.Proof is { } proof ? new ProofWords(proof, Format.Words()).Detail : null) ?? RefusalKeys.LabelOf(key)
        : row.Reason is { } reason ? $"Reason: {reason}. By {row.Actor}"
        : row.Detail.CampaignName is { } campaign ? $"{campaign} · {row.Channel}, {row.Actor}" : $"{row.Channel}, {row.Actor}";

    private string Money(long? amount) => amount is { } given ? Format.Money(given) : "unknown";

    private async Task ReloadAsync()
    {
        _editing = false;
        var found = await orders.GetDetailsAsync(Id);
        (_shown, _missing) = (found.Value, !found.IsOk);
    }

    private async Task SavedAsync()
    {
        toasts.Show("Saved");
        await ReloadAsync();
    }

    private async Task ChangeAsync()
    {
        var order = _shown!.Order;
        var changed = await orders.SaveAsync(new ChangeOrder { OrderId = order.Id, Status = _to, SeenAt = order.UpdatedAt, Caller = await member.CallerAsync() });
        (_to, _problem) = (null, changed.IsOk ? null : changed.Error!.Message + (changed.Error.Key == "edited_meanwhile" ? " This is how it stands now; decide again." : ""));
        await ReloadAsync();
        if (changed.IsOk) toasts.Show($"Order {OrderLook.Number(order.Id, order.SourceId)} is {OrderLook.Word(changed.Value.Status).ToLowerInvariant()}");
    }
}
