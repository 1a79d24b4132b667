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
        _limit = _voucher is null ? null : CampaignBody.ReadLimit(_voucher);
    }

    /// <summary>Whether it says anything about the category.</summary>
    public bool SaysCategory => _fields.Says("category_id") || _fields.Says("category");

    /// <summary>A setup with what the body says.</summary>
    public Result<CampaignSetup> On(CampaignSetup before)
    {
        if ((before.Tiers.Count > 0 || (before.Codes == CodeSetup.None && before.Discount is null)) && (_action is not null || _voucher is not null)) return NoVoucher;
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

    private static InvalidError NoVoucher { get; } =
        new("invalid_campaign", "Invalid campaign", "A campaign of type PROMOTION has no codes and no discount of its own: change its tiers");
}
