using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Exports;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>The campaign list as a file.</summary>
internal static class CampaignCsv
{
    public static IReadOnlyList<CsvColumn<CampaignRow>> Columns(ProjectFormat format, DateTimeOffset now) =>
    [
        CsvColumn<CampaignRow>.Text("Campaign", row => row.Campaign.Name),
        CsvColumn<CampaignRow>.Text("Id", row => row.Campaign.Id),
        CsvColumn<CampaignRow>.Text("Kind", CampaignKinds.NameOf),
        CsvColumn<CampaignRow>.Text("Status", row => CampaignLook.Of(row, now).Word),
        CsvColumn<CampaignRow>.Text("Category", row => row.Category?.Name),
        CsvColumn<CampaignRow>.Text("Discount", row => SetupText.Gives(row.Campaign.Kind, row.Setup, format)),
        CsvColumn<CampaignRow>.Instant("Starts", row => row.Campaign.StartsAt, format.Zone),
        CsvColumn<CampaignRow>.Instant("Ends", row => row.Campaign.EndsAt, format.Zone),
        CsvColumn<CampaignRow>.Number("Codes", row => row.Campaign.CodesCount),
        CsvColumn<CampaignRow>.Number("Redeemed", row => row.Redeemed),
        CsvColumn<CampaignRow>.Number("Refused", row => row.Refused),
        CsvColumn<CampaignRow>.Amount($"Discount given ({format.Currency})", row => row.DiscountAmount, format),
        CsvColumn<CampaignRow>.Amount($"Budget ({format.Currency})", row => row.Campaign.BudgetAmount, format),
        CsvColumn<CampaignRow>.Text("Tags", row => string.Join(", ", row.Campaign.Tags)),
        CsvColumn<CampaignRow>.Text("Owner", row => row.Campaign.Owner ?? row.Campaign.CreatedBy),
        CsvColumn<CampaignRow>.Text("Made by", row => row.Campaign.CreatedBy),
        CsvColumn<CampaignRow>.Instant("Made", row => row.Campaign.CreatedAt, format.Zone),
    ];
}
