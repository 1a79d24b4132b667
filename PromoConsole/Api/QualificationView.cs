using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Api;

/// <summary>What a customer could use right now.</summary>
internal sealed record QualificationView
{
    public required QualifiedListView Redeemables { get; init; }

    public string? TrackingId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The order as it was sent, prices filled in; absent without one.")]
    public OrderView? Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StackingRulesView? StackingRules { get; init; }

    /// <param name="rules">The assigned rules of all entries, by the id of what has them; null when they are not asked for.</param>
    public static QualificationView Of(
        QualifyRedeemables asked, QualificationAnswer answer, IReadOnlyDictionary<string, AssignedRule>? rules, string? trackingId, Tracking tracking)
    {
        var facts = answer.Facts;
        return new()
        {
            Redeemables = new([.. answer.Entries.Select(entry => QualifiedView.Of(entry, answer, rules))], answer.HasMore, answer.More is { } more ? Cursor(more) : null),
            TrackingId = tracking.IdOf(trackingId ?? facts.Customer?.SourceId ?? asked.Customer?.SourceId),
            Order = facts.Order is { } order ? OrderView.Of(order.State, order.State, order.Id, order.SourceId, facts.Customer?.Id, order.ReferrerId) : null,
            StackingRules = StackingRulesView.Of(answer.Catalogue.Project.Stacking),
        };
    }

    // Finer than other instants of the wire format: entries of one millisecond are told apart by what follows.
    private static string Cursor(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}

internal sealed record QualifiedListView(
    IReadOnlyList<QualifiedView> Data, bool HasMore,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [property: Description("Send it as options.starting_after for the next page; absent on an empty page.")] string? MoreStartingAfter)
{
    public string Object => "list";

    public string DataRef => "data";

    [Description("How many there are on this page.")]
    public int Total => Data.Count;
}

/// <summary>Something that can be used, decided on the order by itself.</summary>
internal sealed record QualifiedView
{
    [Description("The code, or the id of the tier, stack or campaign.")]
    public required string Id { get; init; }

    [Description("voucher, promotion_tier, promotion_stack or campaign.")]
    public required string Object { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required ValidationResultView Result { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The order with it; absent without an order.")]
    public OrderView? Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemListView? ApplicableTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemListView? InapplicableTo { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public IReadOnlyList<StackedCategoryView> Categories { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of a tier or stack, or a campaign's own.")]
    public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of a tier: what shoppers read.")]
    public string? Banner { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("When expand asks for validation_rules: the first rule it obeys.")]
    public string? ValidationRuleId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("When expand asks for validation_rules: all rules it obeys, those of its campaign included.")]
    public AssignmentListView? ValidationRulesAssignments { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of a stack: its tiers, each on the order as the ones before left it.")]
    public IReadOnlyList<QualifiedView>? Redeemables { get; init; }

    public static QualifiedView Of(Qualified entry, QualificationAnswer answer, IReadOnlyDictionary<string, AssignedRule>? rules)
    {
        var isStack = entry.Kind == OfferKind.PromotionStack;
        var step = entry.Steps[0];
        var isCampaign = entry.Kind == OfferKind.Campaign;
        var alone = Of(step, answer, rules);
        return alone with
        {
            Id = entry.Id,
            Object = isCampaign ? "campaign" : ValidatedView.ObjectOf(KindOf(entry.Kind)),
            CreatedAt = entry.CreatedAt,
            Order = entry.Order is { } order ? OrderOf(step with { After = order }, answer) : null,
            Result = isStack ? new() : ResultOf(step),
            ApplicableTo = isStack ? null : ItemListView.Of(step.Proof.Discount?.Applicable),
            InapplicableTo = isStack ? null : ItemListView.Of(step.Proof.Discount?.Inapplicable),
            Metadata = isStack ? MetadataBag.Empty : isCampaign ? entry.Campaign!.Newest!.Setup.Metadata : step.Tier?.Metadata ?? step.Voucher?.Metadata ?? MetadataBag.Empty,
            Categories = StackedCategoryView.Of(entry.CategoryId, answer.Catalogue),
            Name = isCampaign ? entry.Campaign!.Name : entry.Stack?.Name ?? step.Tier?.Name,
            Banner = isStack ? null : step.Tier?.Banner,
            CampaignName = isCampaign ? null : entry.Campaign?.Name,
            CampaignId = isCampaign ? null : entry.Campaign?.Id,
            ValidationRuleId = isStack ? null : alone.ValidationRuleId,
            ValidationRulesAssignments = isStack ? null : alone.ValidationRulesAssignments,
            Redeemables = isStack ? [.. entry.Steps.Select(one => Of(one, answer, rules) with { CreatedAt = one.Tier!.CreatedAt })] : null,
        };
    }

    private static QualifiedView Of(Step step, QualificationAnswer answer, IReadOnlyDictionary<string, AssignedRule>? rules)
    {
        var assignments = rules is null ? null : AssignmentListView.Of(step, rules);
        return new()
        {
            Id = step.Asked.Id,
            Object = ValidatedView.ObjectOf(step.Asked.Kind),
            Result = ResultOf(step),
            Order = OrderOf(step, answer),
            ApplicableTo = ItemListView.Of(step.Proof.Discount?.Applicable),
            InapplicableTo = ItemListView.Of(step.Proof.Discount?.Inapplicable),
            Metadata = step.Tier?.Metadata ?? step.Voucher?.Metadata ?? MetadataBag.Empty,
            Categories = StackedCategoryView.Of(step.CategoryId, answer.Catalogue),
            Name = step.Tier?.Name,
            Banner = step.Tier?.Banner,
            CampaignName = step.Campaign?.Name,
            CampaignId = step.Campaign?.Id,
            ValidationRuleId = assignments?.Data.FirstOrDefault()?.RuleId,
            ValidationRulesAssignments = assignments,
        };
    }

    // Without an order nothing was computed: what is configured is told.
    private static ValidationResultView ResultOf(Step step)
    {
        if (step.Proof.Discount is not null) return ValidationResultView.OfDiscount(step);
        var configured = step.Tier?.Discount ?? step.Voucher?.Terms?.Discount
            ?? (step.CampaignVersion is { } version ? step.Campaign?.Versions.GetValueOrDefault(version)?.Setup.Discount : null);
        return new() { Discount = configured is null ? null : DiscountView.Of(configured) };
    }

    private static OrderView? OrderOf(Step step, QualificationAnswer answer) => step is { Before: { } before, After: { } after }
        ? OrderView.Of(before, after, answer.Facts.Order?.Id, answer.Facts.Order?.SourceId, answer.Facts.Customer?.Id, answer.Facts.Order?.ReferrerId).With(step.Proof.Discount?.Exchanges)
        : null;

    private static RedeemableKind KindOf(OfferKind kind) => kind switch
    {
        OfferKind.PromotionTier => RedeemableKind.PromotionTier,
        OfferKind.PromotionStack => RedeemableKind.PromotionStack,
        _ => RedeemableKind.Voucher,
    };
}

/// <summary>Codes a customer could use, in the older form.</summary>
internal sealed record QualifiedVouchersView(IReadOnlyList<VoucherView> Data, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "data";

    public int Total => Data.Count;
}

/// <summary>Campaigns of which a customer could use something, in the older form.</summary>
internal sealed record QualifiedCampaignsView(IReadOnlyList<CampaignView> Data, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "data";

    public int Total => Data.Count;
}
