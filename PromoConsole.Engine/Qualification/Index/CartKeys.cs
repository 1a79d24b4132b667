using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Qualification.Index;

/// <summary>What the index needs to know of a request.</summary>
internal readonly record struct CartKeys
{
    public required long NowTicks { get; init; }

    public required bool HasCustomer { get; init; }

    public required IReadOnlyList<string> Segments { get; init; }

    public required HashSet<ItemKey> Items { get; init; }

    public required long? InitialAmount { get; init; }

    public required long? AmountBefore { get; init; }

    public required long Quantity { get; init; }

    public static CartKeys Of(Facts facts, DateTimeOffset now)
    {
        var items = new HashSet<ItemKey>();
        foreach (var line in facts.Order?.State.Content.Lines ?? []) ItemKey.Of(line, items);
        return new()
        {
            NowTicks = now.UtcTicks,
            HasCustomer = facts.Customer is not null,
            Segments = facts.Customer?.SegmentIds ?? [],
            Items = items,
            InitialAmount = facts.Order?.InitialAmount,
            AmountBefore = facts.Order?.AmountBefore,
            Quantity = facts.Order?.State.ItemsQuantity ?? 0,
        };
    }
}
