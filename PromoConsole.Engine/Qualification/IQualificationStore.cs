using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Qualification;

/// <summary>How qualification reads one kind of database: a few statements, however many offers there are. Written by hand for each.</summary>
internal interface IQualificationStore
{
    /// <summary>The customer, the order, and codes that may be offered.</summary>
    /// <returns>With the newest catalogue.</returns>
    ValueTask<(Catalogue Catalogue, CodeRows Rows)> ReadAsync(ValidateRedeemables request, CodesWanted wanted, DateTimeOffset now, CancellationToken ct);

    /// <summary>Codes by their key; those that do not exist are left out.</summary>
    ValueTask<IReadOnlyList<VoucherFacts>> CodesAsync(IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>Custom attributes of publications to a customer by voucher id; those without any are left out.</summary>
    ValueTask<IReadOnlyDictionary<string, MetadataBag>> PublicationsAsync(string customerId, IReadOnlyCollection<string> vouchers, CancellationToken ct);

    /// <summary>Counters by key, and by voucher id how many of its uses sessions hold. What is 0 is left out.</summary>
    ValueTask<(IReadOnlyDictionary<string, long> Counters, IReadOnlyDictionary<string, int> Held)> CountsAsync(
        IReadOnlyCollection<string> counters, IReadOnlyCollection<string> vouchers, DateTimeOffset now, CancellationToken ct);
}

/// <summary>Which codes qualification wants to see.</summary>
/// <param name="Held">Those published to the customer.</param>
/// <param name="ForEverybody">Those without campaign.</param>
/// <param name="CreatedUntil">Only those that exist since then at the latest; null for all.</param>
internal readonly record struct CodesWanted(bool Held, bool ForEverybody, DateTimeOffset? CreatedUntil)
{
    /// <summary>Older codes than this many of each sort are not looked at: what is asked at every cart must not cost more with the years.</summary>
    public const int Most = 500;

    /// <summary>Ids sort by time: only smaller ones are wanted.</summary>
    public string Before => CreatedUntil is { } until ? Ids.Floor("v_", until.AddMilliseconds(1)) : "v_~";
}

/// <param name="Rows">Its vouchers are those published to the customer, then those without campaign.</param>
/// <param name="HeldCount">How many of them are published to the customer.</param>
internal sealed record CodeRows(FactRows Rows, int HeldCount);
