using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>Finds customers by whatever id they have or had: the platform's, the shop's own, an alias.</summary>
internal static class CustomerIds
{
    private const int MostByAlias = 50;

    /// <summary>The customer meant; null when nobody is. Who has an id goes before who had it.</summary>
    /// <param name="customers">Where to look, tracked or not.</param>
    public static async Task<Customer?> ByIdAsync(this IQueryable<Customer> customers, PromoDbContext db, string id, CancellationToken ct)
    {
        if (await customers.SingleOrDefaultAsync(c => c.Id == id, ct) is { } own) return own;
        if (await customers.SingleOrDefaultAsync(c => c.SourceId == id, ct) is { } named) return named;
        return await customers.SingleOrDefaultAsync(c => c.Id == db.CustomerAliases.Where(a => a.Alias == id).Select(a => a.CustomerId).FirstOrDefault(), ct);
    }

    /// <summary>The platform id of the customer meant; null when nobody is.</summary>
    public static async Task<string?> PlatformIdAsync(PromoDbContext db, string id, CancellationToken ct) => (await db.Customers.AsNoTracking().ByIdAsync(db, id, ct))?.Id;

    /// <summary>The platform ids under which something may be written about a customer: their own, and those of duplicates that were merged into them.</summary>
    public static async Task<IReadOnlyList<string>> AllAsync(PromoDbContext db, string customerId, CancellationToken ct) =>
        [customerId, .. await db.CustomerAliases.AsNoTracking().Where(a => a.CustomerId == customerId && a.Alias.StartsWith(CustomerMerge.IdPrefix)).Select(a => a.Alias).ToListAsync(ct)];

    /// <summary>Which of the words are aliases, and whose.</summary>
    public static Task<Dictionary<string, string>> AliasesAsync(PromoDbContext db, IReadOnlyCollection<string> words, CancellationToken ct) =>
        db.CustomerAliases.AsNoTracking().Where(a => words.Contains(a.Alias)).ToDictionaryAsync(a => a.Alias, a => a.CustomerId, StringComparer.Ordinal, ct);

    /// <summary>The customers an earlier id of whom begins with the text, however it is spelled; none for less than two letters.</summary>
    public static async Task<IReadOnlyList<string>> StartingAsync(PromoDbContext db, string? text, CancellationToken ct)
    {
        var from = SearchText.Fold(text);
        if (from.Length < 2) return [];
        var aliases = db.CustomerAliases.AsNoTracking().Where(a => string.Compare(a.Search, from) >= 0);
        if (SearchText.AfterPrefix(from) is { } to) aliases = aliases.Where(a => string.Compare(a.Search, to) < 0);
        return await aliases.OrderBy(a => a.Search).Select(a => a.CustomerId).Take(MostByAlias).ToListAsync(ct);
    }
}
