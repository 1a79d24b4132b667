using Microsoft.AspNetCore.Http.Extensions;
using PromoConsole.Components;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Codes;

/// <summary>The codes a list shows as a file.</summary>
public static class CodesExport
{
    public const string Path = "/codes/export";

    /// <summary>Headings without commas: the address names them.</summary>
    public static IReadOnlyList<string> Headers { get; } = [.. Columns(ProjectFormat.Default).Select(column => column.Header)];

    /// <summary>Where the codes of one campaign are.</summary>
    public static string PathOf(string? campaignId) => campaignId is null ? Path : $"{Path}?campaign={campaignId}";

    public static void MapCodesExport(this IEndpointRouteBuilder app) => app.MapListExport(
        Path, "codes.csv", Permissions.CodesRead,
        (http, _, ct) =>
        {
            var url = CodesUrl.Read(http.Request.GetEncodedUrl());
            var campaign = http.Request.Query["campaign"].ToString();
            return http.RequestServices.GetRequiredService<VoucherList>().AllAsync(
                new VoucherFilter { Text = url.Text, State = url.State, Held = url.Held, CampaignId = campaign.Length > 0 ? campaign : null }, ct);
        },
        Columns);

    private static IReadOnlyList<CsvColumn<VoucherRow>> Columns(ProjectFormat format) =>
    [
        CsvColumn<VoucherRow>.Text("Code", row => row.Code),
        CsvColumn<VoucherRow>.Text("State", row => VoucherLook.Name(row.State)),
        CsvColumn<VoucherRow>.Text("Campaign", row => row.CampaignName),
        CsvColumn<VoucherRow>.Number("Used", row => row.RedeemedQuantity),
        CsvColumn<VoucherRow>.Number("Limit", row => row.RedemptionLimit),
        CsvColumn<VoucherRow>.Text("Holder", row => format.Person(row.HolderName)),
        CsvColumn<VoucherRow>.Instant("Works from", row => row.StartsAt, format.Zone),
        CsvColumn<VoucherRow>.Instant("Works until", row => row.EndsAt, format.Zone),
        CsvColumn<VoucherRow>.Instant("Made", row => row.CreatedAt, format.Zone),
        CsvColumn<VoucherRow>.Text("Id", row => row.Id),
    ];
}
