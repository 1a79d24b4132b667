using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api;

/// <summary>What a code would do to an order right now.</summary>
internal sealed record ValidationView
{
    [Description("valid_…; a refusal is stored under it as an attempt.")]
    public required string Id { get; init; }

    public required bool Valid { get; init; }

    public required IReadOnlyList<ValidatedView> Redeemables { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The order after everything; absent without an order and when the code cannot be used.")]
    public OrderView? Order { get; init; }

    public string? TrackingId { get; init; }

    public StackingRulesView StackingRules => StackingRulesView.OneCode;

    public static ValidationView Of(ValidateVoucher asked, ValidationAnswer answer, Tracking tracking)
    {
        var decision = answer.Decision;
        var facts = decision.Facts;
        var order = !decision.Accepted || facts.Order is not { } given
            ? null
            : OrderView.Of(given.Content, given.Id, given.SourceId, facts.Customer?.Id, given.DiscountAmount, decision.DiscountAmount);
        return new ValidationView
        {
            Id = answer.AttemptId,
            Valid = decision.Accepted,
            Redeemables = [ValidatedView.Of(asked.Code, answer, order)],
            Order = order,
            TrackingId = tracking.IdOf(asked.TrackingId ?? facts.Customer?.SourceId),
        };
    }
}

/// <summary>The verdict on one redeemable.</summary>
internal sealed record ValidatedView
{
    [Description("APPLICABLE or INAPPLICABLE.")]
    public required string Status { get; init; }

    [Description("The code as sent.")]
    public required string Id { get; init; }

    public string Object => "voucher";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The order after this step.")]
    public OrderView? Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemListView? ApplicableTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemListView? InapplicableTo { get; init; }

    public required ValidationResultView Result { get; init; }

    public MetadataBag Metadata => MetadataBag.Empty;

    public IReadOnlyList<string> Categories => [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CampaignId { get; init; }

    public static ValidatedView Of(string code, ValidationAnswer answer, OrderView? order)
    {
        var decision = answer.Decision;
        var accepted = decision.Accepted;
        return new ValidatedView
        {
            Status = accepted ? "APPLICABLE" : "INAPPLICABLE",
            Id = code,
            Order = order,
            ApplicableTo = accepted ? ItemListView.WholeOrder : null,
            InapplicableTo = accepted ? ItemListView.WholeOrder : null,
            Result = ValidationResultView.Of(code, answer),
            CampaignName = decision.Campaign?.Name,
            CampaignId = decision.Campaign?.Id,
        };
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
    public RefusalDetailsView? Details { get; init; }

    public static ValidationResultView Of(string code, ValidationAnswer answer)
    {
        if (answer.Decision.Accepted)
            return new() { Discount = answer.Decision.Proof.Discount is { } applied ? DiscountView.Of(applied.Discount) : null };
        var error = Refusals.Of(code, answer.AttemptId, answer.Decision);
        return new() { Error = error, Details = new RefusalDetailsView(error.Message, error.Key) };
    }
}

internal sealed record RefusalDetailsView(string Message, string Key);

/// <summary>Products a discount covers; empty for discounts on the whole order.</summary>
internal sealed record ItemListView
{
    public static ItemListView WholeOrder { get; } = new();

    public IReadOnlyList<ReferenceView> Data => [];

    public int Total => 0;

    public string Object => "list";

    public string DataRef => "data";
}

/// <summary>How codes combine: in this release one at a time.</summary>
internal sealed record StackingRulesView
{
    public static StackingRulesView OneCode { get; } = new();

    public int RedeemablesLimit => 1;

    public int ApplicableRedeemablesLimit => 1;

    public int ApplicableRedeemablesPerCategoryLimit => 1;

    public IReadOnlyDictionary<string, int> ApplicableRedeemablesCategoryLimits { get; } = new Dictionary<string, int>();

    public int ApplicableExclusiveRedeemablesLimit => 1;

    public int ApplicableExclusiveRedeemablesPerCategoryLimit => 1;

    public IReadOnlyList<string> ExclusiveCategories => [];

    public IReadOnlyList<string> JointCategories => [];

    public string RedeemablesApplicationMode => "ALL";

    public string RedeemablesSortingRule => "REQUESTED_ORDER";

    public string RedeemablesProductsApplicationMode => "STACK";

    public string RedeemablesNoEffectRule => "REDEEM_ANYWAY";

    public IReadOnlyList<string> NoEffectSkipCategories => [];

    public IReadOnlyList<string> NoEffectRedeemAnywayCategories => [];

    public string RedeemablesRollbackOrderMode => "WITH_ORDER";
}

/// <summary>The verdict in the older form, for one code named by the path.</summary>
internal sealed record SingleValidationView
{
    public required bool Valid { get; init; }

    public required string Code { get; init; }

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

    public static SingleValidationView Of(ValidateVoucher asked, ValidationView full)
    {
        var one = full.Redeemables[0];
        var error = one.Result.Error;
        return new SingleValidationView
        {
            Valid = full.Valid,
            Code = asked.Code,
            Discount = one.Result.Discount,
            Order = full.Order,
            ApplicableTo = one.ApplicableTo,
            Campaign = one.CampaignName,
            CampaignId = one.CampaignId,
            Reason = error?.Message,
            Error = error is null ? null
                : error.Error is { } custom ? new SingleRefusalView(null, null, custom.Message, null, null)
                : new SingleRefusalView(error.Code, error.Key, error.Message, error.Details, error.RequestId),
            TrackingId = full.TrackingId,
            Metadata = asked.Metadata,
        };
    }
}

internal sealed record SingleRefusalView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Details,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestId);
