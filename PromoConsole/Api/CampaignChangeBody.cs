using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Api;

/// <summary>Reads what a change says about a campaign: what it leaves out stays, null takes it away.</summary>
internal sealed class CampaignChangeBody
{
    private readonly Fields _fields;
    private readonly NamedItems _named;
    private readonly string? _description;
    private readonly Schedule _schedule;
    private readonly MetadataBag _metadata;
    private readonly IReadOnlyList<string> _unset;
    private readonly Fields? _voucher;
    private readonly int? _limit;
    private readonly string? _type;
    private readonly bool _joinOnce;
    private readonly bool _metadataOfCodes;
    private readonly (Discount? Discount, Coverage? Coverage, BundleRule? Bundle)? _action;

    /// <param name="named">Collects what the discount names, to be looked up before <see cref="On"/> is asked.</param>
    public CampaignChangeBody(Fields fields, TimeZoneInfo zone, NamedItems named)
    {
        (_fields, _named) = (fields, named);
        _description = fields.Text("description", Bounds.Words, lines: true);
        _schedule = ScheduleBody.Read(fields, zone);
        _metadata = fields.Metadata("metadata");
        _unset = fields.Texts("unset_metadata_fields", Bounds.ListItems) ?? [];
        _voucher = fields.Object("voucher");
        if (fields.Has("discount")) _action = DiscountBody.Read(fields, named);
        else if (_voucher?.Has("discount") == true) _action = DiscountBody.Read(_voucher, named);
        _type = CampaignBody.ReadType(fields);
        _joinOnce = fields.Flag("join_once") == true;
        _metadataOfCodes = fields.Flag("use_voucher_metadata_schema") == true;
        _limit = _voucher is null ? null : CampaignBody.ReadLimit(_voucher);
    }

    /// <summary>Whether it says anything about the category.</summary>
    public bool SaysCategory => _fields.Says("category_id") || _fields.Says("category");

    /// <summary>The setup of a campaign that is there with what the body says, also about how its codes come about: STATIC and AUTO_UPDATE may change, STANDALONE stays what it is.</summary>
    public Result<CampaignSetup> OnCampaign(CampaignSetup before)
    {
        var (promotion, shared) = (IsPromotion(before), before.Codes.Mode == CodeMode.Shared);
        if (_joinOnce && (promotion || shared)) return NotOnce(promotion);
        if (_metadataOfCodes && promotion) return NoCodesToCheck;
        if (!promotion && _type is not null && (_type == CampaignBody.Standalone) != shared) return TypeStays;
        var changed = On(before);
        if (!changed.IsOk || promotion) return changed;
        var codes = changed.Value.Codes;
        return changed.Value with
        {
            Codes = codes with
            {
                OnDemand = _type is null ? codes.OnDemand : _type == CampaignBody.OnDemand,
                OnePerCustomer = _fields.Says("join_once") ? _joinOnce : codes.OnePerCustomer,
            },
            MetadataOfCodes = _fields.Says("use_voucher_metadata_schema") ? _metadataOfCodes : before.MetadataOfCodes,
        };
    }

    /// <summary>A setup with what the body says, but for how codes come about.</summary>
    public Result<CampaignSetup> On(CampaignSetup before)
    {
        if (IsPromotion(before) && (_action is not null || _voucher is not null)) return NoVoucher;
        var metadata = _fields.IsNull("metadata") ? MetadataBag.Empty : before.Metadata.MergedWith(_metadata);
        if (_unset.Count > 0) metadata = new(metadata.Values.Where(one => !_unset.Contains(one.Key)).ToDictionary(StringComparer.Ordinal));
        var after = before with
        {
            Description = _fields.Says("description") ? _description ?? "" : before.Description,
            Schedule = ScheduleBody.On(before.Schedule, _fields, _schedule),
            Metadata = metadata,
            Codes = _voucher?.Object("redemption") is { } uses && uses.Says("quantity") ? before.Codes with { RedemptionLimit = _limit } : before.Codes,
        };
        return _action is { } action ? _named.In(after with { Discount = action.Discount, Coverage = action.Coverage, Bundle = action.Bundle }) : after;
    }

    private static bool IsPromotion(CampaignSetup setup) => setup.Tiers.Count > 0 || (setup.Codes == CodeSetup.None && setup.Discount is null);

    private static InvalidError TypeStays { get; } =
        new("invalid_campaign", "Invalid campaign", "A campaign of type STANDALONE stays one, and no other becomes one: only STATIC and AUTO_UPDATE can be changed into each other");

    private static InvalidError NotOnce(bool promotion) => new("invalid_campaign", "Invalid campaign", promotion
        ? "join_once should be false for a campaign of type PROMOTION, which has no codes"
        : "join_once should be false for a campaign of type STANDALONE, whose code each customer is given once anyway");

    private static InvalidError NoCodesToCheck { get; } =
        new("invalid_campaign", "Invalid campaign", "use_voucher_metadata_schema should be false for a campaign of type PROMOTION, which has no codes");

    private static InvalidError NoVoucher { get; } =
        new("invalid_campaign", "Invalid campaign", "A campaign of type PROMOTION has no codes and no discount of its own: change its tiers");
}
