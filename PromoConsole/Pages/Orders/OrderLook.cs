using PromoConsole.Components;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Orders;

/// <summary>How the states of orders look and are said.</summary>
internal static class OrderLook
{
    public static IReadOnlyList<Choice<OrderStatus>> Choices { get; } = [.. Enum.GetValues<OrderStatus>().Select(status => new Choice<OrderStatus>(status, Word(status)))];

    public static string Word(OrderStatus status) => status switch
    {
        OrderStatus.Created => "Not paid",
        OrderStatus.Paid => "Paid",
        OrderStatus.Canceled => "Canceled",
        _ => "Fulfilled",
    };

    public static string Icon(OrderStatus status) => status switch { OrderStatus.Created => "clock", OrderStatus.Paid => "money", OrderStatus.Canceled => "stop", _ => "truck" };

    /// <summary>The verb of a button.</summary>
    public static string Verb(OrderStatus status) => status switch
    {
        OrderStatus.Created => "Mark as not paid",
        OrderStatus.Paid => "Mark as paid",
        OrderStatus.Canceled => "Cancel order",
        _ => "Mark as fulfilled",
    };

    public static string Href(string orderId) => $"/orders/{orderId}";

    /// <summary>What the shop calls it, else the platform's id.</summary>
    public static string Number(string id, string? sourceId) => sourceId ?? id;
}
