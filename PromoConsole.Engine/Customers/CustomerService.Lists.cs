using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

public sealed partial class CustomerService
{
    /// <summary>One page of the customers that fit, with their orders summed up; counted up to <see cref="Counting.AtMost"/> + 1.</summary>
    public async Task<Page<CustomerRow>> ListAsync(CustomerQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (page, total) = await PageAsync(db, query, ct, totals: Totals.UpToMost);
        return new(await RowsAsync(db, page, ct), total);
    }

    /// <summary>All customers that fit, in the order asked for, newest first instead of by the shop's id, for a file: read a page at a time behind the last one, so memory is constant.</summary>
    public async IAsyncEnumerable<CustomerRow> AllAsync(CustomerQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        const int Many = 100;
        var asked = query with { Sort = query.Sort is CustomerSort.SourceId or CustomerSort.SourceIdDescending ? CustomerSort.Newest : query.Sort, Skip = 0, PageSize = Many };
        for (Customer? behind = null; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var (page, _) = await PageAsync(db, asked, ct, behind, Totals.None);
            foreach (var row in await RowsAsync(db, page, ct)) yield return row;
            if (page.Count < Many) yield break;
            behind = page[^1];
        }
    }

    private static async Task<List<CustomerRow>> RowsAsync(PromoDbContext db, List<Customer> page, CancellationToken ct)
    {
        var orders = await OrderTotals.OfManyAsync(db, [.. page.Select(c => c.Id)], ct);
        return page.ConvertAll(c =>
        {
            var sum = orders.GetValueOrDefault(c.Id, OrderTotals.None);
            return new CustomerRow(c.Id, c.SourceId, c.Name, c.Email, c.Phone, c.City, c.CreatedAt, sum.Count, sum.PaidAmount, sum.LastAt);
        });
    }

    /// <summary>One page of the customers that fit, whole, each with their figures.</summary>
    public async Task<Page<CustomerDetails>> ListDetailsAsync(CustomerQuery query, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (page, total) = await PageAsync(db, query, ct);
        return new(await CustomerDetails.OfManyAsync(db, page, ct), total);
    }

    /// <summary>
    /// The customers created before an instant, newest first, or with <see cref="CustomerSort.Oldest"/> after it, oldest first, for going through all of
    /// them. Instants are told to the millisecond, so a millisecond is never parted: a page may hold a few more than asked.
    /// </summary>
    /// <param name="from">Exclusive; when the last customer of the page before was created.</param>
    /// <returns>The page, how many fit in all, and whether more follow.</returns>
    public async Task<(Page<CustomerDetails> Page, bool HasMore)> ScrollAsync(CustomerQuery query, DateTimeOffset from, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var total = (await PageAsync(db, query with { Skip = 0, PageSize = 1 }, ct)).Total;
        var up = query.Sort == CustomerSort.Oldest;
        var asked = query with
        {
            Sort = up ? CustomerSort.Oldest : CustomerSort.Newest,
            CreatedAfter = up ? Later(query.CreatedAfter, Millisecond(from).AddMicroseconds(999)) : query.CreatedAfter,
            CreatedBefore = up ? query.CreatedBefore : Earlier(query.CreatedBefore, from),
            Skip = 0,
        };
        var (page, left) = await PageAsync(db, asked, ct);
        if (page.Count > 0)
        {
            var last = Millisecond(page[^1].CreatedAt);
            var rest = await PageAsync(
                db, asked with { CreatedAfter = Later(asked.CreatedAfter, last.AddMicroseconds(-1)), CreatedBefore = Earlier(asked.CreatedBefore, last.AddMilliseconds(1)), PageSize = 100 }, ct);
            var known = page.Select(c => c.Id).ToHashSet();
            page.AddRange(rest.Page.Where(c => !known.Contains(c.Id)));
        }

        return (new(await CustomerDetails.OfManyAsync(db, page, ct), total), left > page.Count);
    }

    /// <param name="id">Platform id or source id.</param>
    /// <returns>The customer with their figures, or <c>not_found</c>.</returns>
    public async Task<Result<CustomerDetails>> GetDetailsAsync(string id, CancellationToken ct = default)
    {
        var found = await GetAsync(id, ct);
        if (!found.IsOk) return found.Error;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await CustomerDetails.OfManyAsync(db, [found.Value], ct))[0];
    }

    /// <summary>The customers that pasted words mean: a platform id, the shop's own id, or an e-mail address in whatever case. Who shares an address comes with the others.</summary>
    /// <returns>By the word; what nobody answers to is not in it.</returns>
    public async Task<ILookup<string, FoundCustomer>> FindAsync(IReadOnlyCollection<string> words, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = new List<(string Word, FoundCustomer Customer)>();
        foreach (var chunk in words.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            var aliases = await CustomerIds.AliasesAsync(db, chunk, ct);
            var owners = aliases.Values.Distinct().ToList();
            var addresses = chunk.Where(word => word.Contains('@')).Select(word => word.ToLowerInvariant()).Distinct().ToList();
#pragma warning disable CA1304, CA1311 // the database lowers it, which knows no culture
            var rows = await db.Customers.AsNoTracking()
                .Where(c => chunk.Contains(c.Id) || owners.Contains(c.Id) || (c.SourceId != null && chunk.Contains(c.SourceId)) || (c.Email != null && addresses.Contains(c.Email.ToLower())))
                .OrderBy(c => c.Id).Select(c => new FoundCustomer(c.Id, c.SourceId, c.Name, c.Email)).ToListAsync(ct);
#pragma warning restore CA1304, CA1311
            var byWord = chunk.ToLookup(word => word, StringComparer.Ordinal);
            var byAlias = aliases.ToLookup(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
            var byAddress = chunk.ToLookup(word => word, StringComparer.OrdinalIgnoreCase);
            foreach (var row in rows)
            {
                var meant = byWord[row.Id].Concat(byAlias[row.Id]).Concat(row.SourceId is null ? [] : byWord[row.SourceId]).Concat(row.Email is null ? [] : byAddress[row.Email]);
                found.AddRange(meant.Distinct(StringComparer.Ordinal).Select(word => (word, row)));
            }
        }

        return found.ToLookup(pair => pair.Word, pair => pair.Customer, StringComparer.Ordinal);
    }

    private static DateTimeOffset Millisecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } given && given < other ? given : other;

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one is { } given && given > other ? given : other;

    /// <summary>How far a list counts what fits.</summary>
    private enum Totals { Exact, UpToMost, None }

    private static async Task<long> TotalAsync(IQueryable<Customer> customers, Totals totals, CancellationToken ct) => totals switch
    {
        Totals.Exact => await customers.LongCountAsync(ct),
        Totals.UpToMost => await customers.CountUpToAsync(ct),
        _ => 0,
    };

    // While it is not known yet who is in a segment, its filter is asked about every customer that fits otherwise, one by one: constant memory, but as slow
    // as there are customers.
    private async Task<(List<Customer> Page, long Total)> PageAsync(PromoDbContext db, CustomerQuery query, CancellationToken ct, Customer? behind = null, Totals totals = Totals.Exact)
    {
        var customers = Fitting(db, query, await CustomerIds.StartingAsync(db, query.Text, ct));
        if (behind is not null) customers = Behind(customers, query.Sort, behind);
        var (skip, take) = (Math.Max(0, query.Skip), Math.Clamp(query.PageSize, 1, 100));
        Filter? filter = null;
        if (query.SegmentId is { } segmentId)
        {
            var segment = await db.Segments.AsNoTracking().SingleOrDefaultAsync(s => s.Id == segmentId, ct);
            filter = segment?.Filter;
            if (filter is null) customers = customers.Where(c => db.SegmentMembers.Any(m => m.SegmentId == segmentId && m.CustomerId == c.Id));
            else if (segment!.Sync is SegmentSync.Done or SegmentSync.Daily)
            {
                await membership.CatchUpAsync(ct);
                filter = null;
                customers = customers.Where(c => db.KeptMembers.Any(m => m.SegmentId == segmentId && m.CustomerId == c.Id));
            }
        }

        var sorted = Sorted(customers, query.Sort);
        if (filter is null && query.Sort is CustomerSort.SourceId or CustomerSort.SourceIdDescending) return (await BySourceAsync(customers, query.Sort, skip, take, ct), await TotalAsync(customers, totals, ct));
        if (filter is null) return (await sorted.Skip(skip).Take(take).ToListAsync(ct), await TotalAsync(customers, totals, ct));

        var compiled = CompiledFilter<CustomerDetails>.Of(filter, CustomerFields.All);
        var clock = await SegmentService.ClockAsync(db, time, ct);
        var page = new List<Customer>();
        long total = 0;
        var asked = compiled.Asks(CustomerFields.Figures) ? CustomerDetails.Of(db, sorted) : sorted.Select(c => CustomerDetails.Of(c));
        var counts = compiled.Asks(CustomerFields.Events) ? await CustomerDetails.EventCountsAsync(db.CustomEvents.AsNoTracking(), ct) : null;
        await foreach (var one in asked.AsAsyncEnumerable().WithCancellation(ct))
            if (compiled.Holds(counts is null ? one : one with { EventCounts = counts.GetValueOrDefault(one.Customer.Id) }, clock) && total++ >= skip && page.Count < take)
            {
                page.Add(one.Customer);
                if (totals == Totals.None && page.Count == take) break;
            }

        return (page, total);
    }

    /// <param name="byAlias">Who is found by an earlier id.</param>
    private static IQueryable<Customer> Fitting(PromoDbContext db, CustomerQuery query, IReadOnlyList<string> byAlias)
    {
        var customers = db.Customers.AsNoTracking();
        if (query.Email is { } email) customers = customers.Where(c => c.Email == email);
        if (query.City is { } city) customers = customers.Where(c => c.City == city);
        if (query.Name is { } name) customers = customers.Where(c => c.Name == name);
        if (query.CreatedAfter is { } createdAfter) customers = customers.Where(c => c.CreatedAt > createdAfter);
        if (query.CreatedBefore is { } createdBefore) customers = customers.Where(c => c.CreatedAt < createdBefore);
        if (query.UpdatedAfter is { } updatedAfter) customers = customers.Where(c => c.UpdatedAt > updatedAfter);
        if (query.UpdatedBefore is { } updatedBefore) customers = customers.Where(c => c.UpdatedAt < updatedBefore);
        customers = Bought(db, customers, query);
        foreach (var term in SearchText.Terms(query.Text))
        {
            var pattern = Like.Containing(term);
            customers = byAlias.Count == 0
                ? customers.Where(c => EF.Functions.Like(c.Search, pattern, Like.Escape))
                : customers.Where(c => EF.Functions.Like(c.Search, pattern, Like.Escape) || byAlias.Contains(c.Id));
        }

        return customers;
    }

    // Orders are summed up once for everybody, not once a customer. Who bought nothing has no sum: where nothing is enough, whose sum is not is left out.
    private static IQueryable<Customer> Bought(PromoDbContext db, IQueryable<Customer> customers, CustomerQuery query)
    {
        var (least, most) = (query.SpentFromAmount ?? long.MinValue, query.SpentToAmount ?? long.MaxValue);
        var (asksAmount, asksDate) = (query.SpentFromAmount is not null || query.SpentToAmount is not null, query.OrderedFrom is not null || query.OrderedBefore is not null);
        if (!asksAmount && !asksDate) return customers;

        var buyers = db.Orders.Where(o => o.CustomerId != null && (o.Status == OrderStatus.Paid || o.Status == OrderStatus.Fulfilled)).GroupBy(o => o.CustomerId!);
        if (!asksDate && least <= 0 && most >= 0)
        {
            var others = buyers.Where(g => g.Sum(o => o.Amount - o.DiscountAmount) < least || g.Sum(o => o.Amount - o.DiscountAmount) > most).Select(g => g.Key);
            return customers.Where(c => !others.Contains(c.Id));
        }

        if (asksAmount) buyers = buyers.Where(g => g.Sum(o => o.Amount - o.DiscountAmount) >= least && g.Sum(o => o.Amount - o.DiscountAmount) <= most);
        if (query.OrderedFrom is { } from) buyers = buyers.Where(g => g.Max(o => o.CreatedAt) >= from);
        if (query.OrderedBefore is { } before) buyers = buyers.Where(g => g.Max(o => o.CreatedAt) < before);
        var fitting = buyers.Select(g => g.Key);
        return customers.Where(c => fitting.Contains(c.Id));
    }

    // The index of source ids has those that are there: they are read through it, and the others after them.
    private static async Task<List<Customer>> BySourceAsync(IQueryable<Customer> customers, CustomerSort sort, int skip, int take, CancellationToken ct)
    {
        var named = customers.Where(c => c.SourceId != null);
        var page = await (sort == CustomerSort.SourceId ? named.OrderBy(c => c.SourceId) : named.OrderByDescending(c => c.SourceId)).Skip(skip).Take(take).ToListAsync(ct);
        if (page.Count == take) return page;
        var before = page.Count > 0 ? skip + page.Count : await named.CountAsync(ct);
        page.AddRange(await customers.Where(c => c.SourceId == null).OrderBy(c => c.Id).Skip(Math.Max(0, skip - before)).Take(take - page.Count).ToListAsync(ct));
        return page;
    }

    private static IQueryable<Customer> Behind(IQueryable<Customer> customers, CustomerSort sort, Customer last) => sort switch
    {
        CustomerSort.Oldest => customers.Behind(c => c.Id, last.Id, last.Id, descending: false),
        CustomerSort.Name or CustomerSort.NameDescending => customers.Behind(c => c.Search, last.Search, last.Id, sort == CustomerSort.NameDescending),
        CustomerSort.LatestChange or CustomerSort.EarliestChange => customers.Behind(c => c.UpdatedAt, last.UpdatedAt, last.Id, sort == CustomerSort.LatestChange),
        _ => customers.Behind(c => c.Id, last.Id, last.Id, descending: true),
    };

    private static IQueryable<Customer> Sorted(IQueryable<Customer> customers, CustomerSort sort) => sort switch
    {
        CustomerSort.SourceId => customers.OrderBy(c => c.SourceId == null).ThenBy(c => c.SourceId).ThenBy(c => c.Id),
        CustomerSort.SourceIdDescending => customers.OrderBy(c => c.SourceId == null).ThenByDescending(c => c.SourceId).ThenBy(c => c.Id),
        CustomerSort.Oldest => customers.OrderBy(c => c.Id),
        CustomerSort.Name => customers.OrderBy(c => c.Search).ThenBy(c => c.Id),
        CustomerSort.LatestChange => customers.OrderByDescending(c => c.UpdatedAt).ThenByDescending(c => c.Id),
        CustomerSort.EarliestChange => customers.OrderBy(c => c.UpdatedAt).ThenBy(c => c.Id),
        CustomerSort.NameDescending => customers.OrderByDescending(c => c.Search).ThenByDescending(c => c.Id),
        _ => customers.OrderByDescending(c => c.Id),
    };
}
