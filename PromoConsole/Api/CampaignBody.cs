using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Api;

/// <summary>Reads a campaign to be made and launched.</summary>
internal static class CampaignBody
{
    /// <summary>The type of a campaign whose codes are made when none is left to give.</summary>
    public const string OnDemand = "AUTO_UPDATE";

    /// <summary>The type of a campaign with one code for everybody.</summary>
    public const string Standalone = "STANDALONE";

    /// <param name="named">Collects what the discount names, to be looked up afterwards.</param>
    /// <param name="categories">All there are, for the tiers of a promotion.</param>
    /// <param name="now">When its tiers are made.</param>
    public static Result<CreateDraft> Read(Fields fields, TimeZoneInfo zone, Caller caller, NamedItems named, IReadOnlyList<Category> categories, DateTimeOffset now)
    {
        var name = fields.Text("name", Bounds.Name, required: true) ?? "";
        var kind = fields.Word("campaign_type", "DISCOUNT_COUPONS", "GIFT_VOUCHERS", "LOYALTY_PROGRAM", "PROMOTION", "REFERRAL_PROGRAM");
        var type = ReadType(fields);
        var count = fields.Whole("vouchers_count", 0, CodePolicy.MaxBatch);
        var setup = new CampaignSetup
        {
            Description = fields.Text("description", Bounds.Words, lines: true) ?? "",
            Schedule = ScheduleBody.Read(fields, zone),
            Metadata = fields.Metadata("metadata"),
        };
        fields.Text("category", Bounds.Name);
        fields.Text("category_id", Bounds.Id);
        fields.Flag("auto_join");
        var ruleId = ReadRule(fields);
        if (kind is not (null or "DISCOUNT_COUPONS" or "PROMOTION")) return KindNotOffered(kind);
        foreach (var other in (string[])["referral_program", "loyalty_tiers_expiration"])
            if (fields.Has(other)) return KindNotOffered(other);
        if (kind == "PROMOTION" || (kind is null && fields.Has("promotion")))
        {
            if (fields.Has("voucher")) fields.Problem("voucher", "should be left out of a campaign of type PROMOTION, which has no codes");
            if (count > 0) fields.Problem("vouchers_count", "should be 0 for a campaign of type PROMOTION, which has no codes");
            foreach (var ofCodes in (string[])["join_once", "use_voucher_metadata_schema"])
                if (fields.Flag(ofCodes) == true) fields.Problem(ofCodes, "should be false for a campaign of type PROMOTION, which has no codes");
            var rules = new Dictionary<string, string>(StringComparer.Ordinal);
            var tiers = ReadTiers(fields, zone, named, categories, now, rules);
            if (!tiers.IsOk) return tiers.Error;
            setup = tiers.Value with { Description = setup.Description, Schedule = setup.Schedule with { ValidAfterPublication = null }, Metadata = setup.Metadata };
            return new CreateDraft { Name = name, Kind = CampaignKind.Promotion, Setup = setup, RuleId = ruleId, TierRules = rules, Actor = caller.Name };
        }

        if (fields.Has("promotion")) fields.Problem("promotion", "should be left out of a campaign of type DISCOUNT_COUPONS, which has no tiers");
        if (fields.Object("voucher") is { } voucher)
        {
            if (voucher.Word("type", "DISCOUNT_VOUCHER", "GIFT_VOUCHER", "LOYALTY_CARD") is { } other and not "DISCOUNT_VOUCHER") return KindNotOffered(other);
            var (discount, coverage, bundle) = DiscountBody.Read(voucher, named);
            setup = setup with
            {
                Discount = discount,
                Coverage = coverage,
                Bundle = bundle,
                Codes = ReadCodes(voucher, type, count) with { OnePerCustomer = ReadJoinOnce(fields, type) },
                MetadataOfCodes = fields.Flag("use_voucher_metadata_schema") == true,
            };
        }
        else if (!fields.Has("voucher"))
        {
            fields.Missing("voucher");
        }

        return new CreateDraft { Name = name, Setup = setup, RuleId = ruleId, Actor = caller.Name };
    }

    /// <summary>The category a body names, by <c>category_id</c> or by its name; null for none. Both must mean the same one.</summary>
    /// <returns>The category; or <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public static async Task<(Category? Category, PromoError? Error)> CategoryAsync(Fields fields, CategoryService categories, CancellationToken ct)
    {
        var (id, name) = (fields.Text("category_id", Bounds.Id), fields.Text("category", Bounds.Name));
        var named = id is { Length: > 0 } ? id : name;
        return string.IsNullOrEmpty(named) ? default : Agreed(await categories.GetAsync(named, ct), name);
    }

    private static (Category? Category, PromoError? Error) Agreed(Result<Category> found, string? name) =>
        found.Value is { } category && name is { Length: > 0 } && category.Name != name && category.Id != name
            ? (null, new InvalidError("invalid_campaign", "Invalid campaign", $"category names another category than category_id: {category.Name}"))
            : (found.Value, found.Error);

    private static Result<CampaignSetup> ReadTiers(Fields fields, TimeZoneInfo zone, NamedItems named, IReadOnlyList<Category> categories, DateTimeOffset now, Dictionary<string, string> rules)
    {
        var setup = new CampaignSetup { Codes = CodeSetup.None };
        if (!fields.Has("promotion")) fields.Missing("promotion");
        if (fields.Object("promotion") is not { } promotion) return setup;
        if (!promotion.Has("tiers")) promotion.Missing("tiers");
        if (promotion.Objects("tiers", PromotionCheck.MostTiers) is not { } tiers) return setup;
        if (tiers.Count == 0) promotion.Problem("tiers", "should not have fewer than 1 items");
        foreach (var one in tiers)
        {
            var read = TierBody.Read(one, zone, named);
            var (category, unknown) = CategoryOf(one, categories);
            if (unknown is not null) return unknown;
            var tier = read.New(category) with { Id = Ids.New(TierSetup.IdPrefix, now), CreatedAt = now };
            var added = TierEdits.Add(setup, tier, read.Hierarchy);
            if (!added.IsOk) return added;
            if (read.RuleId is { } ruleId) rules[tier.Id] = ruleId;
            setup = added.Value;
        }

        return setup;
    }

    private static (Category? Category, PromoError? Error) CategoryOf(Fields tier, IReadOnlyList<Category> categories)
    {
        var (id, name) = (tier.Text("category_id", Bounds.Id), tier.Text("category", Bounds.Name));
        var named = id is { Length: > 0 } ? id : name;
        if (string.IsNullOrEmpty(named)) return default;
        var found = categories.FirstOrDefault(category => category.Id == named) ?? categories.FirstOrDefault(category => category.Name == named);
        return Agreed(found is null ? CategoryErrors.NotFound(named) : found, name);
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

    /// <summary>The rule to put before it, by id; null for none.</summary>
    public static string? ReadRule(Fields owner) => owner.Texts("validation_rules", 1) is [{ Length: > 0 } ruleId] ? ruleId : null;

    /// <summary>How often a code may be redeemed; null is unlimited.</summary>
    public static int? ReadLimit(Fields owner) => (int?)owner.Object("redemption")?.Whole("quantity", 1, int.MaxValue);

    /// <summary>How the codes of a campaign look that is made of a template: what the body leaves out is the template's.</summary>
    public static CodeSetup ReadCodesOn(CodeSetup before, Fields fields)
    {
        var type = ReadType(fields) ?? TypeOf(before);
        var count = fields.Whole("vouchers_count", 0, CodePolicy.MaxBatch);
        var voucher = fields.Object("voucher") ?? Fields.Nothing;
        var limit = voucher.Object("redemption") is { } uses && uses.Says("quantity") ? ReadLimit(voucher) : before.RedemptionLimit;
        if (type == Standalone && !voucher.Has("code_config")) fields.Problem("voucher.code_config.pattern", "should be the code of a STANDALONE campaign, without #");
        var codes = voucher.Has("code_config") ? ReadCodes(voucher, type, count) : before with { Mode = CodeMode.Unique, Count = (int)(count ?? 0) };
        return codes with { RedemptionLimit = limit, OnDemand = type == OnDemand, OnePerCustomer = fields.Says("join_once") ? ReadJoinOnce(fields, type) : before.OnePerCustomer && type != Standalone };
    }

    /// <summary>How codes come about; null when the body does not say.</summary>
    public static string? ReadType(Fields fields) => fields.Word("type", "STATIC", OnDemand, Standalone);

    /// <summary>How these codes come about, in the words of the wire format.</summary>
    public static string TypeOf(CodeSetup codes) => codes switch { { Mode: CodeMode.Shared } => Standalone, { OnDemand: true } => OnDemand, _ => "STATIC" };

    // Whether each customer is given one code; absent and null say no.
    private static bool ReadJoinOnce(Fields fields, string? type)
    {
        var once = fields.Flag("join_once") == true;
        if (once && type == Standalone) fields.Problem("join_once", "should be false for a campaign of type STANDALONE, whose code each customer is given once anyway");
        return once;
    }

    private static CodeSetup ReadCodes(Fields voucher, string? type, long? count)
    {
        var pattern = ReadPattern(voucher) ?? new CodePattern();
        var limit = ReadLimit(voucher);
        if (type != Standalone)
            return new CodeSetup { Mode = CodeMode.Unique, Pattern = pattern, Count = (int)(count ?? 0), OnDemand = type == OnDemand, RedemptionLimit = limit };
        if (pattern.Pattern is null || pattern.Pattern.Contains('#', StringComparison.Ordinal))
            voucher.Problem("code_config.pattern", "should be the code of a STANDALONE campaign, without #");
        return new CodeSetup { Mode = CodeMode.Shared, SharedCode = pattern.Prefix + pattern.Pattern + pattern.Postfix, Count = 0, RedemptionLimit = limit };
    }

    private static InvalidError KindNotOffered(string kind) => new(
        "invalid_campaign", "Invalid campaign", $"Only campaigns of type DISCOUNT_COUPONS and PROMOTION are offered in this release, not {kind}");
}
