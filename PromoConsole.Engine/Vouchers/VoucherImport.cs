using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;

namespace PromoConsole.Engine.Vouchers;

/// <summary>A code that comes from elsewhere.</summary>
public sealed record ImportedVoucher
{
    public required string Code { get; init; }

    /// <summary>What a code of its own gives; of a known code its new value. Ignored for codes of a campaign, which give the campaign's.</summary>
    public Discount? Discount { get; init; }

    /// <summary>Name of a category, for a code of its own.</summary>
    public string? Category { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Inclusive maximum of redemptions. Null: the campaign's, or unlimited.</summary>
    public int? RedemptionLimit { get; init; }

    /// <summary>Redemptions done elsewhere, which count against the limit.</summary>
    public int RedeemedQuantity { get; init; }

    /// <summary>Null: switched on, or as a known code is.</summary>
    public bool? Active { get; init; }

    public string? AdditionalInfo { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;
}

/// <summary>Stores many codes with the texts they have; a known code of its own is changed.</summary>
internal sealed class VoucherImport(TimeProvider time)
{
    private const int KeysAtOnce = 500;

    /// <param name="campaignId">The campaign they belong to; null for codes of their own.</param>
    /// <param name="trial">Write nothing past the context.</param>
    /// <returns>For each code null, or why it was left out: <c>duplicate_found</c>, <c>invalid_voucher</c>, <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public async Task<IReadOnlyList<PromoError?>> StoreEachAsync(
        PromoDbContext db, IReadOnlyList<ImportedVoucher> codes, string? campaignId, string actor, bool trial, CancellationToken ct)
    {
        CampaignSetup? setup = null;
        if (campaignId is not null)
        {
            var launched = await VoucherService.LaunchedAsync(db, campaignId, ct);
            if (launched.Error is { } refusal) return [.. codes.Select(_ => refusal)];
            setup = launched.Value.Setup;
        }

        var now = time.GetUtcNow();
        var ignoresCase = await VoucherService.IgnoresCaseAsync(db, ct);
        var known = await KnownAsync(db, codes.Select(code => code.Code), ignoresCase, ct);
        var reserved = await db.ReservedAsync(codes.Select(code => CodeKeys.Key(code.Code, ignoresCase)), ct);
        var categories = await CategoriesAsync(db, codes, ct);
        var schemas = await MetadataSchemas.ReadAsync(db, ct);
        var answers = new PromoError?[codes.Count];
        var made = new SortedDictionary<string, (Voucher Voucher, int At)>(StringComparer.Ordinal); // in key order: neighbours land on the same index page
        for (var i = 0; i < codes.Count; i++)
        {
            var code = codes[i];
            var key = CodeKeys.Key(code.Code, ignoresCase);
            answers[i] = Problem(code, setup, categories)
                ?? (known.GetValueOrDefault(key) is not { } stored ? null
                    : campaignId is not null || stored.CampaignId is not null ? VoucherErrors.Duplicate(code.Code)
                    : schemas.Problem(MetadataResources.Voucher, code.Metadata) ?? Change(stored, code, categories, now));
            if (reserved.Contains(key)) answers[i] ??= VoucherErrors.InBin(code.Code);
            if (answers[i] is not null || known.ContainsKey(key)) continue;
            var attributes = Attributes(code, setup, schemas);
            if (setup is null && code.Discount is null) answers[i] = VoucherErrors.NoDiscount;
            else if (!attributes.IsOk) answers[i] = attributes.Error;
            else if (!made.TryAdd(key, (New(code, key, campaignId, setup, attributes.Value, categories, now), i))) answers[i] = VoucherErrors.Duplicate(code.Code);
        }

        if (trial || made.Count == 0) return answers;
        foreach (var taken in await BulkVouchers.InsertAsync(db, [.. made.Values.Select(one => one.Voucher)], ct))
        {
            answers[made[taken].At] = VoucherErrors.Duplicate(made[taken].Voucher.Code);
            made.Remove(taken);
        }

        if (campaignId is not null) await VoucherService.CountAsync(db, campaignId, made.Count, ct);
        return answers;
    }

    /// <summary>Lays custom attributes over those of codes that exist.</summary>
    /// <returns>For each null, or why not: <c>not_found</c>, <c>metadata_validation_failed</c>.</returns>
    public async Task<IEnumerable<PromoError?>> LayEachAsync(PromoDbContext db, IReadOnlyList<CodeAttributes> codes, ImportWork work, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var ignoresCase = await VoucherService.IgnoresCaseAsync(db, ct);
        var known = await KnownAsync(db, codes.Select(code => code.Code), ignoresCase, ct);
        var schemas = await MetadataSchemas.ReadAsync(db, ct);
        var answers = new List<PromoError?>(codes.Count);
        foreach (var (code, metadata) in codes)
        {
            var voucher = known.GetValueOrDefault(CodeKeys.Key(code, ignoresCase));
            PromoError? problem = voucher is null ? VoucherErrors.NotFound(code) : schemas.Problem(MetadataResources.Voucher, metadata);
            answers.Add(problem);
            if (problem is not null) continue;
            voucher!.Metadata = (voucher.Metadata ?? MetadataBag.Empty).MergedWith(metadata);
            voucher.UpdatedAt = now;
        }

        return answers;
    }

    private static PromoError? Problem(ImportedVoucher code, CampaignSetup? setup, Dictionary<string, string> categories)
    {
        if (CodePolicy.Chosen(code.Code) is { } wrong) return wrong;
        if (code.StartsAt >= code.EndsAt) return VoucherErrors.BadDates;
        if (code.AdditionalInfo is { Length: > 2000 }) return new InvalidError("invalid_voucher", "The additional info is longer than 2,000 characters.") { Field = "additional_info" };
        if (code.RedeemedQuantity > 0)
        {
            if ((code.RedemptionLimit ?? setup?.Codes.RedemptionLimit) is not { } limit)
                return new InvalidError("invalid_voucher", "Uses from before can only be taken over for a code with a redemption limit.") { Field = "redeemed_quantity" };
            if (code.RedeemedQuantity > limit)
                return new InvalidError("invalid_voucher", "The code was used more often than its redemption limit allows.") { Field = "redeemed_quantity" };
        }

        if (setup is not null) return null;
        if (code.Category is { } category && !categories.ContainsKey(category)) return new InvalidError("invalid_voucher", $"There is no category “{category}”.") { Field = "category" };
        return code.Discount is { } discount && SetupCheck.Problems(new CampaignSetup { Discount = discount }) is [var incomplete, ..] ? incomplete.ToError() : null;
    }

    // A code takes over what its campaign has, which was checked as the campaign's.
    private static Result<MetadataBag> Attributes(ImportedVoucher code, CampaignSetup? setup, MetadataSchemas schemas)
    {
        if (setup is null) return schemas.Made(MetadataResources.Voucher, code.Metadata);
        return schemas.Problem(MetadataResources.Voucher, code.Metadata) is { } wrong ? wrong
            : MetadataSchemas.WithDefaults(schemas.Find(SchemaKind.Resource, MetadataResources.Voucher), setup.Metadata.MergedWith(code.Metadata));
    }

    private static Voucher New(
        ImportedVoucher code, string key, string? campaignId, CampaignSetup? setup, MetadataBag attributes, Dictionary<string, string> categories, DateTimeOffset now) => new()
        {
            Id = Ids.New("v_", now),
            Code = code.Code,
            CodeKey = key,
            CodeSearch = CodeKeys.Search(code.Code),
            CampaignId = campaignId,
            Terms = campaignId is null ? new CampaignSetup { Discount = code.Discount } : null,
            CategoryId = campaignId is null && code.Category is { } category ? categories[category] : null,
            Active = code.Active ?? true,
            StartsAt = code.StartsAt,
            EndsAt = code.EndsAt,
            RedemptionLimit = code.RedemptionLimit ?? setup?.Codes.RedemptionLimit,
            RedeemedQuantity = code.RedeemedQuantity,
            Metadata = attributes.IsEmpty ? null : attributes,
            AdditionalInfo = code.AdditionalInfo,
            CreatedAt = now,
        };

    // What a known code was used for stays counted: a file from elsewhere cannot know it.
    private static PromoError? Change(Voucher voucher, ImportedVoucher code, Dictionary<string, string> categories, DateTimeOffset now)
    {
        if (code.Discount is { } discount && voucher.Terms?.Discount is { } given && given.GetType() != discount.GetType())
            return new InvalidError("invalid_voucher", "The code exists already with another discount type, which stays.") { Field = "discount_type" };
        if (code.RedemptionLimit < voucher.RedeemedQuantity)
            return new InvalidError("invalid_voucher", "The code has been redeemed more often than this limit allows.") { Field = "redemption_limit" };
        var (startsAt, endsAt) = (code.StartsAt ?? voucher.StartsAt, code.EndsAt ?? voucher.EndsAt);
        if (startsAt >= endsAt) return VoucherErrors.BadDates;
        (voucher.StartsAt, voucher.EndsAt) = (startsAt, endsAt);
        if (code.Discount is { } value) voucher.Terms = (voucher.Terms ?? new()) with { Discount = Laid(voucher.Terms?.Discount, value) };
        if (code.Category is { } category) voucher.CategoryId = categories[category];
        voucher.RedemptionLimit = code.RedemptionLimit ?? voucher.RedemptionLimit;
        voucher.Active = code.Active ?? voucher.Active;
        voucher.AdditionalInfo = code.AdditionalInfo ?? voucher.AdditionalInfo;
        if (!code.Metadata.IsEmpty) voucher.Metadata = (voucher.Metadata ?? MetadataBag.Empty).MergedWith(code.Metadata);
        voucher.UpdatedAt = now;
        return null;
    }

    // Only the value comes from the file: what it applies to and how it is capped stays.
    private static Discount Laid(Discount? given, Discount value) => (given, value) switch
    {
        (AmountOff old, AmountOff off) => old with { Amount = off.Amount },
        (PercentOff old, PercentOff off) => old with { Percent = off.Percent },
        (FixedTotal old, FixedTotal total) => old with { Amount = total.Amount },
        _ => value,
    };

    private static async Task<Dictionary<string, Voucher>> KnownAsync(PromoDbContext db, IEnumerable<string> codes, bool ignoresCase, CancellationToken ct)
    {
        var known = new Dictionary<string, Voucher>(StringComparer.Ordinal);
        foreach (var keys in codes.Select(code => CodeKeys.Key(code, ignoresCase)).Distinct(StringComparer.Ordinal).Chunk(KeysAtOnce))
            foreach (var voucher in await db.Vouchers.AsTracking().Where(v => keys.Contains(v.CodeKey)).ToListAsync(ct)) known[voucher.CodeKey] = voucher;
        return known;
    }

    private static async Task<Dictionary<string, string>> CategoriesAsync(PromoDbContext db, IReadOnlyList<ImportedVoucher> codes, CancellationToken ct)
    {
        var names = codes.Select(code => code.Category).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? [] : await db.Categories.Where(c => names.Contains(c.Name)).ToDictionaryAsync(c => c.Name, c => c.Id, StringComparer.Ordinal, ct);
    }
}
