using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api;

/// <summary>Reads a campaign to be made and launched.</summary>
internal static class CampaignBody
{
    /// <param name="named">Collects what the discount names, to be looked up afterwards.</param>
    public static Result<CreateDraft> Read(Fields fields, TimeZoneInfo zone, Caller caller, NamedItems named)
    {
        var name = fields.Text("name", Bounds.Name, required: true) ?? "";
        var kind = fields.Word("campaign_type", "DISCOUNT_COUPONS", "GIFT_VOUCHERS", "LOYALTY_PROGRAM", "PROMOTION", "REFERRAL_PROGRAM");
        var type = fields.Word("type", "STATIC", "AUTO_UPDATE", "STANDALONE");
        var count = fields.Whole("vouchers_count", 0, CodePolicy.MaxBatch);
        var setup = new CampaignSetup
        {
            Description = fields.Text("description", Bounds.Words, lines: true) ?? "",
            Schedule = ScheduleBody.Read(fields, zone),
            Metadata = fields.Metadata("metadata"),
        };
        fields.Text("category", Bounds.Name);
        fields.Text("category_id", Bounds.Id);
        fields.Flag("join_once");
        fields.Flag("auto_join");
        if (fields.Texts("validation_rules", 100) is { Count: > 0 }) return RulesNotOffered;
        if (kind is not (null or "DISCOUNT_COUPONS")) return KindNotOffered(kind);
        foreach (var other in (string[])["promotion", "referral_program", "loyalty_tiers_expiration"])
            if (fields.Has(other)) return KindNotOffered(other);

        if (fields.Object("voucher") is { } voucher)
        {
            if (voucher.Word("type", "DISCOUNT_VOUCHER", "GIFT_VOUCHER", "LOYALTY_CARD") is { } other and not "DISCOUNT_VOUCHER") return KindNotOffered(other);
            var (discount, coverage, bundle) = DiscountBody.Read(voucher, named);
            setup = setup with { Discount = discount, Coverage = coverage, Bundle = bundle, Codes = ReadCodes(voucher, type, count) };
        }
        else if (!fields.Has("voucher"))
        {
            fields.Missing("voucher");
        }

        return new CreateDraft { Name = name, Setup = setup, Actor = caller.Name };
    }

    /// <summary>The category a body names, by <c>category_id</c> or by its name; null for none. Both must mean the same one.</summary>
    /// <returns>The category; or <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public static async Task<(Category? Category, PromoError? Error)> CategoryAsync(Fields fields, CategoryService categories, CancellationToken ct)
    {
        var (id, name) = (fields.Text("category_id", Bounds.Id), fields.Text("category", Bounds.Name));
        var named = id is { Length: > 0 } ? id : name;
        if (string.IsNullOrEmpty(named)) return default;
        var found = await categories.GetAsync(named, ct);
        return found.Value is { } category && name is { Length: > 0 } && category.Name != name && category.Id != name
            ? (null, new InvalidError("invalid_campaign", "Invalid campaign", $"category names another category than category_id: {category.Name}"))
            : (found.Value, found.Error);
    }

    /// <summary>How random codes look; null when the body does not say.</summary>
    public static CodePattern? ReadPattern(Fields owner)
    {
        if (owner.Object("code_config") is not { } config) return null;
        var standard = new CodePattern();
        return new CodePattern
        {
            Pattern = config.Text("pattern", Bounds.Code) is { Length: > 0 } pattern ? pattern : null,
            Length = (int)(config.Whole("length", 1, Bounds.Code) ?? standard.Length),
            Charset = config.Text("charset", 200) is { Length: > 0 } characters ? new string([.. characters.Distinct()]) : standard.Charset,
            Prefix = config.Text("prefix", Bounds.Code) ?? "",
            Postfix = config.Text("postfix", Bounds.Code) ?? "",
        };
    }

    /// <summary>How often a code may be redeemed; null is unlimited.</summary>
    public static int? ReadLimit(Fields owner) => (int?)owner.Object("redemption")?.Whole("quantity", 1, int.MaxValue);

    private static CodeSetup ReadCodes(Fields voucher, string? type, long? count)
    {
        var pattern = ReadPattern(voucher) ?? new CodePattern();
        var limit = ReadLimit(voucher);
        if (type != "STANDALONE")
            return new CodeSetup { Mode = CodeMode.Unique, Pattern = pattern, Count = (int)(count ?? 0), RedemptionLimit = limit };
        if (pattern.Pattern is null || pattern.Pattern.Contains('#', StringComparison.Ordinal))
            voucher.Problem("code_config.pattern", "should be the code of a STANDALONE campaign, without #");
        return new CodeSetup { Mode = CodeMode.Shared, SharedCode = pattern.Prefix + pattern.Pattern + pattern.Postfix, Count = 0, RedemptionLimit = limit };
    }

    internal static InvalidError RulesNotOffered { get; } = new(
        "invalid_validation_rules", "Invalid validation rules",
        "Rules are set in the dashboard in this release; leave validation_rules out and add the rule to the campaign there");

    private static InvalidError KindNotOffered(string kind) => new(
        "invalid_campaign", "Invalid campaign", $"Only campaigns of type DISCOUNT_COUPONS are offered in this release, not {kind}");
}
