using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Api;

/// <summary>What codes and tiers would do to an order right now.</summary>
internal sealed record ValidationView
{
    [Description("valid_…; a refusal is stored under it as an attempt.")]
    public required string Id { get; init; }

    public required bool Valid { get; init; }

    [Description("Those that apply; of an invalid validation those that failed and those left out.")]
    public required IReadOnlyList<ValidatedView> Redeemables { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Those that work by themselves but were left out; absent when there are none.")]
    public IReadOnlyList<ValidatedView>? SkippedRedeemables { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Those that failed; absent when there are none.")]
    public IReadOnlyList<ValidatedView>? InapplicableRedeemables { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The order after everything; absent without an order and when nothing can be used.")]
    public OrderView? Order { get; init; }

    public string? TrackingId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What is held, when the request asked for it.")]
    public SessionView? Session { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Absent for pages.")]
    public StackingRulesView? StackingRules { get; init; }

    public static ValidationView Of(ValidateRedeemables asked, ValidationAnswer answer, Tracking tracking, Explain explain = Explain.None)
    {
        var decision = answer.Decision;
        var facts = decision.Facts;
        var stacking = decision.Catalogue.Project.Stacking;
        var all = stacking.ApplicationMode == ApplicationMode.All;
        var failed = decision.Steps.Any(step => step.Status == StepStatus.Inapplicable);
        ValidatedView View(Step step) => ValidatedView.Of(step, decision, answer.AttemptId) with { Explanation = ExplanationView.Of(step.Proof, explain) };
        List<ValidatedView> With(StepStatus status) => [.. decision.Steps.Where(step => step.Status == status).Select(View)];

        var skipped = With(StepStatus.Skipped);
        var inapplicable = With(StepStatus.Inapplicable);
        var valid = decision.Accepted || (all && !failed);
        return new ValidationView
        {
            Id = answer.AttemptId,
            Valid = valid,
            Redeemables = valid || !all ? With(StepStatus.Applicable) : [.. inapplicable, .. skipped],
            SkippedRedeemables = skipped.Count > 0 ? skipped : null,
            InapplicableRedeemables = inapplicable.Count > 0 ? inapplicable : null,
            Order = valid && facts.Order is { } given ? OrderView.Of(given.State, decision.Order ?? given.State, given.Id, given.SourceId, facts.Customer?.Id, given.ReferrerId) : null,
            TrackingId = tracking.IdOf(asked.TrackingId ?? facts.Customer?.SourceId),
            Session = answer.Session is { } held ? SessionView.Of(held) : null,
            StackingRules = StackingRulesView.Of(stacking),
        };
    }
}

/// <summary>What holds uses until they are redeemed or its time is over.</summary>
internal sealed record SessionView(string Key, string Type, long Ttl, string TtlUnit)
{
    public static SessionView Of(HeldSession held) => new(held.Key, "LOCK", Math.Max(1, (long)held.Life.TotalMilliseconds), "MILLISECONDS");
}

/// <summary>The verdict on one redeemable.</summary>
internal sealed record ValidatedView
{
    [Description("APPLICABLE, INAPPLICABLE or SKIPPED.")]
    public required string Status { get; init; }

    [Description("The code as sent, or the id of the tier.")]
    public required string Id { get; init; }

    [Description("voucher or promotion_tier.")]
    public required string Object { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The order after this step.")]
    public OrderView? Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemListView? ApplicableTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemListView? InapplicableTo { get; init; }

    public required ValidationResultView Result { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public IReadOnlyList<StackedCategoryView> Categories { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of a tier.")]
    public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of a tier: what shoppers read.")]
    public string? Banner { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Why, when explain asks for it.")]
    public ExplanationView? Explanation { get; init; }

    public static ValidatedView Of(Step step, Decision decision, string attemptId)
    {
        var applies = step.Status == StepStatus.Applicable;
        var facts = decision.Facts;
        return new ValidatedView
        {
            Status = step.Status.ToString().ToUpperInvariant(),
            Id = step.Asked.Id,
            Object = ObjectOf(step.Asked.Kind),
            Order = applies && step is { Before: { } before, After: { } after }
                ? OrderView.Of(before, after, facts.Order?.Id, facts.Order?.SourceId, facts.Customer?.Id, facts.Order?.ReferrerId).With(step.Proof.Discount?.Exchanges)
                : null,
            ApplicableTo = applies ? ItemListView.Of(step.Proof.Discount?.Applicable) : null,
            InapplicableTo = applies ? ItemListView.Of(step.Proof.Discount?.Inapplicable) : null,
            Result = ValidationResultView.Of(step, attemptId),
            Metadata = step.Tier?.Metadata ?? step.Voucher?.Metadata ?? MetadataBag.Empty,
            Categories = StackedCategoryView.Of(step.CategoryId, decision.Catalogue),
            CampaignName = step.Campaign?.Name,
            CampaignId = step.Campaign?.Id,
            Name = step.Tier?.Name,
            Banner = step.Tier?.Banner,
        };
    }

    public static string ObjectOf(RedeemableKind kind) => kind switch
    {
        RedeemableKind.PromotionTier => "promotion_tier",
        RedeemableKind.PromotionStack => "promotion_stack",
        _ => "voucher",
    };
}

/// <summary>A category and how it stacks.</summary>
internal sealed record StackedCategoryView(
    string Id, string Name, int Hierarchy, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StackingRulesType)
{
    public string Object => "category";

    public static IReadOnlyList<StackedCategoryView> Of(string? categoryId, Catalogue catalogue)
    {
        if (categoryId is null || !catalogue.Categories.TryGetValue(categoryId, out var category)) return [];
        var type = StackOrder.Of(catalogue.Project.Stacking, categoryId) switch { Stackability.Joint => "JOINT", Stackability.Exclusive => "EXCLUSIVE", _ => null };
        return [new(category.Id, category.Name, category.Hierarchy, category.CreatedAt, category.UpdatedAt, type)];
    }
}

/// <summary>The discount that applies, or why it does not.</summary>
internal sealed record ValidationResultView
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiscountView? Discount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ApiErrorView? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Bundles found in the cart; of an inapplicable one what lacks.")]
    public BundleView? Bundle { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalDetailsView? Details { get; init; }

    /// <summary>What it gives.</summary>
    public static ValidationResultView OfDiscount(Step step) =>
        new() { Discount = step.Proof.Discount is { } applied ? DiscountView.Of(applied) : null, Bundle = BundleView.Of(step.Proof.Discount?.Bundle) };

    public static ValidationResultView Of(Step step, string attemptId)
    {
        switch (step.Status)
        {
            case StepStatus.Applicable:
                return OfDiscount(step);
            case StepStatus.Skipped:
                var key = step.Proof.SkipKey!;
                return new() { Details = new RefusalDetailsView(StackingKeys.MessageOf(key), key) };
            default:
                var error = Refusals.Of(step, attemptId);
                return new() { Error = error, Details = new RefusalDetailsView(error.Message, error.Key), Bundle = BundleView.Of(step.Proof.Discount?.Bundle) };
        }
    }
}

internal sealed record RefusalDetailsView(string Message, string Key);

/// <summary>Products a discount covers; empty for discounts on the whole order.</summary>
internal sealed record ItemListView(IReadOnlyList<CoveredItemView> Data)
{
    public int Total => Data.Count;

    public string Object => "list";

    public string DataRef => "data";

    public static ItemListView Of(IReadOnlyList<EntryOutcome>? outcomes) =>
        new([.. (outcomes ?? []).Where(outcome => outcome.Entry is not null).Select(outcome => CoveredItemView.Of(outcome.Entry!, outcome))]);
}

/// <summary>The verdict in the older form, for one code or tier named by the path.</summary>
internal sealed record SingleValidationView
{
    public required bool Valid { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Absent for a tier.")]
    public string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of a tier; so are name, banner, hierarchy and object.")]
    public string? Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Banner { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Hierarchy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Object { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DiscountView? Discount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderView? Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemListView? ApplicableTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Campaign { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The error; only its message when the marketer wrote one.")]
    public SingleRefusalView? Error { get; init; }

    public string? TrackingId { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SessionView? Session { get; init; }

    /// <param name="tier">When it was a tier; null for a code.</param>
    public static SingleValidationView Of(ValidateRedeemables asked, TierSetup? tier, ValidationView full)
    {
        var one = full.Redeemables.Concat(full.InapplicableRedeemables ?? []).Concat(full.SkippedRedeemables ?? []).First();
        var error = one.Result.Error;
        return new SingleValidationView
        {
            Valid = full.Valid,
            Code = tier is null ? asked.Redeemables[0].Id : null,
            Id = tier?.Id,
            Name = tier?.Name,
            Banner = tier?.Banner,
            Hierarchy = tier?.Hierarchy,
            Object = tier is null ? null : "promotion_tier",
            Discount = one.Result.Discount,
            Order = full.Order,
            ApplicableTo = one.ApplicableTo,
            Campaign = one.CampaignName,
            CampaignId = one.CampaignId,
            Reason = error?.Message ?? one.Result.Details?.Message,
            Session = full.Session,
            Error = error is null ? null
                : error.Error is { } custom ? new SingleRefusalView(null, null, custom.Message, null, null)
                : new SingleRefusalView(error.Code, error.Key, error.Message, error.Details, error.RequestId),
            TrackingId = full.TrackingId,
            Metadata = tier?.Metadata ?? asked.Metadata,
        };
    }
}

internal sealed record SingleRefusalView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Details,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestId);
