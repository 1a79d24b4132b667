using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Components.Proofs;

/// <summary>How an amount came about, step by step: what was taken off and what was left.</summary>
public sealed partial class ProofSteps
{
    /// <summary>An accepted proof.</summary>
    [Parameter, EditorRequired] public required Proof Proof { get; set; }

    /// <summary>Says it.</summary>
    [Parameter, EditorRequired] public required ProofWords Words { get; set; }

    /// <summary>The order it was decided on; null when it is not at hand.</summary>
    [Parameter] public OrderContent? Order { get; set; }

    private AppliedDiscount Applied => Proof.Discount!;

    private long Initial => Order is { } order ? OrderArithmetic.InitialAmount(order) ?? Applied.Before : Applied.Before;

    private long Added => Applied.Lines.Sum(line => line.AddedAmount);

    private IReadOnlyList<string> Caps => AppliedDiscountWords.Caps(Applied, Words.Wording);

    private string AddedWords => string.Join(", ", Applied.Lines.Where(line => line.AddedQuantity > 0).Select(line => $"{Words.Wording.Number(line.AddedQuantity)} × {LineNames.Of(line, Order)}"));

    private string? Pieces => Order is { Lines.Count: > 0 } order
        ? $"{Words.Wording.Counted(OrderArithmetic.Quantity(order), "piece", "pieces")} in {Words.Wording.Counted(order.Lines.Count, "line", "lines")}"
        : null;

    // Of what was given: the line that was added knows its name.
    private string NameOf(string id) =>
        Applied.Lines.FirstOrDefault(line => line.Added is { } added && (added.ProductId == id || added.SkuId == id))?.Added?.Name
        ?? Order?.Lines.FirstOrDefault(line => line.ProductId == id || line.SkuId == id)?.Name ?? "a product";

    private string UseOfCode => Proof.Limits.FirstOrDefault(use => use.Kind == LimitUse.OfCode) is { } use
        ? $"Code, use {Words.Wording.Number(use.After)} of {Words.Wording.Number(use.Limit)}"
        : Proof.Kind == RedeemableKind.Voucher ? "Code, any number of uses" : "Promotion, without a code";
}
