using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Stacking.Categories;

namespace PromoConsole.Api;

/// <summary>Reads a promotion tier to be made, or what a change says about one: what it leaves out stays, null takes it away.</summary>
internal sealed class TierBody
{
    private readonly Fields _fields;
    private readonly NamedItems _named;
    private readonly string? _name;
    private readonly string? _banner;
    private readonly bool? _active;
    private readonly (Discount? Discount, Coverage? Coverage, BundleRule? Bundle)? _action;
    private readonly Schedule _schedule;
    private readonly MetadataBag _metadata;

    private TierBody(Fields fields, TimeZoneInfo zone, NamedItems named, bool change)
    {
        _fields = fields;
        _named = named;
        _name = fields.Text("name", PromotionCheck.MaxNameLength, required: !change || fields.Says("name"));
        _banner = fields.Text("banner", PromotionCheck.MaxBannerLength, lines: true);
        _active = fields.Flag("active");
        Hierarchy = (int?)fields.Whole("hierarchy", 1, TierEdits.HighestHierarchy);
        if (fields.Object("action") is { } action) _action = DiscountBody.Read(action, named);
        else if (!change && !fields.Has("action")) fields.Missing("action");
        // Nothing of a tier is published, so a life counted from then is not kept.
        _schedule = ScheduleBody.Read(fields, zone) with { ValidAfterPublication = null };
        _metadata = fields.Metadata("metadata");
        RuleId = CampaignBody.ReadRule(fields);
    }

    /// <summary>Its place; null for the end, or where it is.</summary>
    public int? Hierarchy { get; }

    /// <summary>A rule to put before it; null for none.</summary>
    public string? RuleId { get; }

    /// <summary>Whether it says that no rule stands before it: an empty list, or null.</summary>
    public bool WithoutRule => RuleId is null && _fields.Says("validation_rules");

    /// <summary>Whether it says anything about the category.</summary>
    public bool SaysCategory => _fields.Says("category_id") || _fields.Says("category");

    /// <param name="named">Collects what the discount names, to be looked up before <see cref="On"/> is asked.</param>
    public static TierBody Read(Fields fields, TimeZoneInfo zone, NamedItems named) => new(fields, zone, named, change: false);

    /// <inheritdoc cref="Read"/>
    public static TierBody ReadChange(Fields fields, TimeZoneInfo zone, NamedItems named) => new(fields, zone, named, change: true);

    /// <summary>A new tier; its id is given when it is made.</summary>
    public TierSetup New(Category? category) => On(new TierSetup { Id = "" }, category);

    /// <summary>A tier with what the body says.</summary>
    /// <param name="category">The one the body names.</param>
    public TierSetup On(TierSetup before, Category? category)
    {
        var after = before with
        {
            Name = _name ?? before.Name,
            Banner = _fields.Says("banner") ? _banner is { Length: > 0 } ? _banner : null : before.Banner,
            Active = _active ?? before.Active,
            Schedule = ScheduleBody.On(before.Schedule, _fields, _schedule),
            CategoryId = SaysCategory ? category?.Id : before.CategoryId,
            Metadata = _fields.IsNull("metadata") ? MetadataBag.Empty : before.Metadata.MergedWith(_metadata),
        };
        return _action is not { } action ? after : _named.In(after with { Discount = action.Discount, Coverage = action.Coverage, Bundle = action.Bundle });
    }
}
