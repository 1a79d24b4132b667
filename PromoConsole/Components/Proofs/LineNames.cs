using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Components.Proofs;

/// <summary>What order lines are called.</summary>
internal static class LineNames
{
    /// <summary>Its name, else what tells it from others.</summary>
    public static string Of(OrderLine line) => line.Name ?? line.SourceId ?? line.SkuId ?? line.ProductId ?? "Line";

    /// <param name="order">As it stood before the step; null when it is not at hand.</param>
    public static string Of(LineChange change, OrderContent? order) =>
        change.Added is { } added ? Of(added) : order is not null && change.Index < order.Lines.Count ? Of(order.Lines[change.Index]) : "Line";
}
