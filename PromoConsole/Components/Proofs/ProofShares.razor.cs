using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Components.Proofs;

/// <summary>What each order line pays; every column adds up to the step it belongs to.</summary>
public sealed partial class ProofShares
{
    /// <summary>The order.</summary>
    [Parameter, EditorRequired] public required OrderContent Order { get; set; }

    /// <summary>How the discount came out on it.</summary>
    [Parameter, EditorRequired] public required AppliedDiscount Applied { get; set; }

    /// <summary>Writes the amounts.</summary>
    [Parameter, EditorRequired] public required ProofWords Words { get; set; }

    // With what the step put into the cart, so that each row's price is of the pieces it shows.
    private long Before => Applied.Before + Applied.Lines.Sum(line => line.AddedAmount);

    // An explicit order value may differ from its lines, and earlier discounts belong to no line of this step.
    private long Rest => Before - Rows.Sum(row => row.Amount ?? 0);

    private long RestShare => Before - Applied.After - Rows.Sum(row => row.Off);

    private List<Row> Rows
    {
        get
        {
            var rows = Order.Lines.Select((line, i) =>
            {
                var change = Applied.Lines.FirstOrDefault(one => one.Index == i && one.Added is null);
                var share = i < Applied.Shares.Count ? Applied.Shares[i] : 0;
                return new Row(LineNames.Of(line), line.Quantity + (change?.AddedQuantity ?? 0), line.Amount + (change?.AddedAmount ?? 0), share + (change?.DiscountAmount ?? 0), NoteOf(change));
            }).ToList();
            rows.AddRange(Applied.Lines.Where(line => line.Added is not null).Select(line =>
                new Row(LineNames.Of(line.Added!), line.AddedQuantity, line.Added!.PriceAmount is null ? null : line.AddedAmount, line.DiscountAmount, "added")));
            return rows;
        }
    }

    private string? NoteOf(LineChange? change) => change switch
    {
        { AddedQuantity: < 0 and var gone } => $"{Words.Wording.Number(-gone)} exchanged",
        { AddedQuantity: > 0 and var more } => $"{Words.Wording.Number(more)} added",
        { DiscountQuantity: > 0 and var free } => $"{Words.Wording.Number(free)} free",
        _ => null,
    };

    private sealed record Row(string Name, long Quantity, long? Amount, long Off, string? Note);
}
