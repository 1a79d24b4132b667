using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Storage.Sqlite;

/// <summary>Qualification on SQLite.</summary>
internal sealed class SqliteQualification(SqliteReaders readers, CatalogueStore catalogues) : IQualificationStore
{
    public ValueTask<(Catalogue Catalogue, CodeRows Rows)> ReadAsync(ValidateRedeemables request, CodesWanted wanted, DateTimeOffset now, CancellationToken ct) =>
        readers.ReadAsync<(Catalogue, CodeRows)>(async reader =>
        {
            var catalogue = await catalogues.AtLeastAsync(reader.Facts.CatalogueVersion(), ct);
            var rows = new FactRows { Vouchers = [] };
            reader.Facts.ReadCustomer(request, catalogue, rows);
            var held = wanted.Held && rows.Customer is { } customer ? reader.Offers.OfCustomer(customer.Id) : [];
            rows.Vouchers = wanted.ForEverybody ? [.. held, .. reader.Offers.OfNoCampaign(wanted.Before)] : [.. held];
            reader.Facts.ReadOrder(request, catalogue, rows);
            return (catalogue, new CodeRows(rows, held.Count));
        });

    public ValueTask<IReadOnlyList<VoucherFacts>> CodesAsync(IReadOnlyCollection<string> keys, CancellationToken ct) =>
        readers.ReadAsync<IReadOnlyList<VoucherFacts>>(reader => new(reader.Offers.ByKey(keys)));

    public ValueTask<IReadOnlyDictionary<string, MetadataBag>> PublicationsAsync(string customerId, IReadOnlyCollection<string> vouchers, CancellationToken ct) =>
        readers.ReadAsync<IReadOnlyDictionary<string, MetadataBag>>(reader => new(reader.Facts.Publications(customerId, vouchers)));

    public ValueTask<(IReadOnlyDictionary<string, long> Counters, IReadOnlyDictionary<string, int> Held)> CountsAsync(
        IReadOnlyCollection<string> counters, IReadOnlyCollection<string> vouchers, DateTimeOffset now, CancellationToken ct) =>
        readers.ReadAsync<(IReadOnlyDictionary<string, long>, IReadOnlyDictionary<string, int>)>(reader =>
            new((reader.Offers.Counters(counters), reader.Offers.Held(vouchers, now))));
}
