using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports.Targets;

/// <summary>A line of an order a row; the lines of one order stand one below the other.</summary>
internal sealed class OrderRows(OrderService orders) : RowTarget
{
    public override ImportKind Kind => ImportKind.Orders;

    public override bool JoinsRows => true;

    public override object Read(RowReader row)
    {
        var (product, sku) = (row.Text("product"), row.Text("sku"));
        if (product is null && sku is null && row.Complaints.Count == 0) row.Complain(null, "The row says neither product nor SKU.");
        var ownProduct = product?.StartsWith("prod_", StringComparison.Ordinal) == true;
        var ownSku = sku?.StartsWith("sku_", StringComparison.Ordinal) == true;
        return new Imported(
            row.Needed("source_id"),
            row.Word("status", "CREATED", "PAID", "CANCELED", "FULFILLED") is { } word ? Enum.Parse<OrderStatus>(word, ignoreCase: true) : null,
            row.Moment("created_at"),
            row.Text("customer"),
            row.Text("referrer"),
            [
                new OrderLine
                {
                    ProductId = ownProduct || sku is not null ? product : null,
                    SkuId = ownSku ? sku : null,
                    SourceId = sku is not null ? (ownSku ? null : sku) : ownProduct ? null : product,
                    SourceIsSku = sku is not null && !ownSku,
                    Quantity = (int)(row.Whole("quantity", 0, 1_000_000) ?? 1),
                    PriceAmount = row.Amount("price"),
                    ExplicitAmount = row.Amount("amount"),
                },
            ],
            row.Attributes());
    }

    public override object Join(IReadOnlyList<(object Input, RowReader Row)> rows)
    {
        var whole = (Imported)rows[0].Input;
        foreach (var (input, row) in rows.Skip(1))
        {
            var part = (Imported)input;
            Same(row, "status", whole.Status, part.Status);
            Same(row, "created_at", whole.CreatedAt, part.CreatedAt);
            if (whole.Customer is { } customer && part.Customer is { } other && customer != other) row.Complain("customer", $"A line above of the same order names the customer “{customer}”.");
            if (whole.Referrer is { } referrer && part.Referrer is { } another && referrer != another) row.Complain("referrer", $"A line above of the same order names the customer “{referrer}”.");
            whole = new Imported(
                whole.SourceId, whole.Status ?? part.Status, whole.CreatedAt ?? part.CreatedAt, whole.Customer ?? part.Customer, whole.Referrer ?? part.Referrer, [.. whole.Lines, .. part.Lines],
                whole.Metadata.MergedWith(part.Metadata));
        }

        return whole;

        static void Same<T>(RowReader row, string field, T? one, T? other) where T : struct
        {
            if (one is { } first && other is { } second && !first.Equals(second)) row.Complain(field, "A line above of the same order says something else.");
        }
    }

    public override string? Key(object input) => ((Imported)input).SourceId is { Length: > 0 } id ? id : null;

    public override async Task<IReadOnlyList<Refusal?>> StoreAsync(PromoDbContext db, IReadOnlyList<object> inputs, ImportWork work, CancellationToken ct)
    {
        var all = inputs.Cast<Imported>().ToList();
        var customers = await CustomersAsync(db, all, ct);
        var stock = await ItemStockReading.ReadAsync(db, all.Select(one => one.Content), ct);
        var sources = all.ConvertAll(one => one.SourceId);
        var known = await db.Orders.AsNoTracking().Where(o => o.SourceId != null && sources.Contains(o.SourceId)).ToDictionaryAsync(o => o.SourceId!, StringComparer.Ordinal, ct);
        var refusals = all.ConvertAll(one => Problem(one, customers, stock, known.GetValueOrDefault(one.SourceId)));

        var good = Enumerable.Range(0, all.Count).Where(i => refusals[i] is null).ToList();
        var stored = await orders.StoreEachAsync(db, good.ConvertAll(i => Save(all[i], customers, known.GetValueOrDefault(all[i].SourceId))), work.Caller, ct);
        for (var i = 0; i < good.Count; i++) refusals[good[i]] = Refusal.Of(stored[i].Error);
        return refusals;
    }

    private static SaveOrder Save(Imported order, IReadOnlyDictionary<string, string> customers, Order? known) => new()
    {
        Order = new OrderInput { SourceId = order.SourceId, Content = order.Content },
        CustomerId = order.Customer is { } customer ? customers[customer] : null,
        ReferrerId = order.Referrer is { } referrer ? customers[referrer] : null,
        Status = order.Status ?? known?.Status ?? OrderStatus.Created,
        CreatedAt = order.CreatedAt,
    };

    private static Refusal? Problem(Imported order, IReadOnlyDictionary<string, string> customers, ItemStock stock, Order? known)
    {
        if (order.Customer is { } customer && !customers.ContainsKey(customer)) return new("customer", $"There is no customer “{customer}”. Import the customers first.");
        if (order.Referrer is { } referrer && !customers.ContainsKey(referrer)) return new("referrer", $"There is no customer “{referrer}”. Import the customers first.");
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            if ((line.SkuId ?? (line.SourceIsSku ? line.SourceId : null)) is { } sku)
            {
                if (stock.Sku(sku) is not { } found) return new("sku", $"There is no SKU “{sku}”. Import the SKUs first.", i);
                if (line.ProductId is { } of && stock.Product(of)?.Id != found.ProductId) return new("product", $"The SKU “{sku}” belongs to another product.", i);
            }
            else if ((line.ProductId ?? line.SourceId) is { } product && stock.Product(product) is null)
            {
                return new("product", $"There is no product “{product}”. Import the products first.", i);
            }
        }

        return known is not null && !SaysTheSame(order, known, stock)
            ? new(null, "The order is stored already with other lines. An import changes only the status of a stored order.") : null;
    }

    private static bool SaysTheSame(Imported order, Order known, ItemStock stock)
    {
        if (order.Lines.Count != known.Content.Lines.Count) return false;
        var resolved = stock.Resolve(order.Content, [], default);
        return resolved.Lines.Zip(known.Content.Lines, order.Lines).All(pair =>
            pair.First.ProductId == pair.Second.ProductId && pair.First.SkuId == pair.Second.SkuId && pair.First.Quantity == pair.Second.Quantity
            && (pair.Third.PriceAmount is null || pair.Third.PriceAmount == pair.Second.PriceAmount)
            && (pair.Third.ExplicitAmount is null || pair.Third.ExplicitAmount == pair.Second.ExplicitAmount));
    }

    private static async Task<IReadOnlyDictionary<string, string>> CustomersAsync(PromoDbContext db, IReadOnlyList<Imported> all, CancellationToken ct)
    {
        var named = all.SelectMany(one => (string?[])[one.Customer, one.Referrer]).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var rows = await db.Customers.Where(c => named.Contains(c.Id) || (c.SourceId != null && named.Contains(c.SourceId))).Select(c => new EitherId(c.Id, c.SourceId)).ToListAsync(ct);
        var ids = Ids.ByEither(rows);
        foreach (var (alias, owner) in await CustomerIds.AliasesAsync(db, named, ct)) ids.TryAdd(alias, owner);
        return ids;
    }

    private sealed record Imported(
        string SourceId, OrderStatus? Status, DateTimeOffset? CreatedAt, string? Customer, string? Referrer, IReadOnlyList<OrderLine> Lines, MetadataBag Metadata)
    {
        public OrderContent Content => new() { Lines = Lines, Metadata = Metadata };
    }
}
