using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Api;

/// <summary>A campaign in figures. Amounts are minor units.</summary>
internal sealed record CampaignSummaryView
{
    public required CampaignView Campaign { get; init; }

    [Description("Succeeded and failed.")]
    public long Redemptions { get; init; }

    public long RedemptionsSucceeded { get; init; }

    public long RedemptionsFailed { get; init; }

    public long Rollbacks { get; init; }

    public long RollbacksSucceeded { get; init; }

    [Description("Always 0: a rollback that is refused leaves no trace.")]
    public long RollbacksFailed => 0;

    [Description("Refused validations: those that succeeded are not kept.")]
    public long Validations { get; init; }

    public long ValidationsFailed { get; init; }

    [Description("Before discounts; what was rolled back is not taken off.")]
    public long OrdersAmount { get; init; }

    public long OrdersRolledbackAmount { get; init; }

    [Description("What was rolled back is not taken off.")]
    public long DiscountedAmount { get; init; }

    public long RolledbackDiscountedAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Those in the bin included; absent for a PROMOTION.")]
    public long? VouchersCreated { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Those in the bin; absent for a PROMOTION.")]
    public long? VouchersDeleted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Absent for a PROMOTION.")]
    public long? Publications { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PublicationsSucceeded { get; init; }

    public string Object => "campaign_summary";

    public static CampaignSummaryView Of(CampaignView campaign, CampaignKind kind, CampaignSummary summary)
    {
        var codes = kind != CampaignKind.Promotion;
        return new()
        {
            Campaign = campaign,
            Redemptions = summary.Redeemed + summary.Refused,
            RedemptionsSucceeded = summary.Redeemed,
            RedemptionsFailed = summary.Refused,
            Rollbacks = summary.RolledBack,
            RollbacksSucceeded = summary.RolledBack,
            Validations = summary.RefusedValidations,
            ValidationsFailed = summary.RefusedValidations,
            OrdersAmount = summary.OrdersAmount,
            OrdersRolledbackAmount = summary.RolledBackOrdersAmount,
            DiscountedAmount = summary.DiscountedAmount,
            RolledbackDiscountedAmount = summary.RolledBackDiscountedAmount,
            VouchersCreated = codes ? summary.CodesMade : null,
            VouchersDeleted = codes ? summary.CodesInBin : null,
            Publications = codes ? summary.Publications : null,
            PublicationsSucceeded = codes ? summary.Publications : null,
        };
    }
}
