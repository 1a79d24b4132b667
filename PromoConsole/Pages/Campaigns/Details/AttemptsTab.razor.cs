using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>What happened to the campaign's codes: uses, or refused attempts.</summary>
public sealed partial class AttemptsTab(AttemptList attempts, TimeProvider time)
{
    [Parameter, EditorRequired] public required string CampaignId { get; set; }

    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    /// <summary>When the campaign was made: nothing happened before.</summary>
    [Parameter, EditorRequired] public required DateTimeOffset Since { get; set; }

    /// <summary>Uses; else refused attempts.</summary>
    [Parameter] public bool Redeemed { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private async Task<TablePage<AttemptRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var filter = new ReportFilter
        {
            From = DateOnly.FromDateTime(Format.Local(Since).DateTime),
            To = DateOnly.FromDateTime(Format.Local(time.GetUtcNow()).DateTime),
            Campaigns = [CampaignId],
            Result = Redeemed ? ReportResult.Redeemed : ReportResult.Refused,
        };
        var page = await attempts.PageAsync(filter, (query.Skip / query.Take) + 1, query.Take, ct: ct);
        return new(page.Items, page.Total);
    }

    private string Why(AttemptRow row) => row.Proof is { } proof
        ? SetupText.Capital(new ProofWords(proof, Format.Words()).Reason)
        : RefusalKeys.LabelOf(row.RefusalKey ?? "");
}
