using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>What was deleted and can still come back.</summary>
internal static class BinApi
{
    public static void MapBin(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/trash-bin").WithTags("Bin");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.SettingsManage)
            .WithSummary("List what is in the bin").WithName("listBinEntries").WithDescription("Newest first; deleted campaigns, codes, products and SKUs.")
            .WithQuery("limit", "1 to 100, default 10.").WithQuery("starting_after_id", "Only entries that come after this one.").WithQuery("order", "-id (default) or id.")
            .WithFilters(BinService.Filters);
        group.MapDelete("/{binEntryId}", RemoveAsync)
            .RequireKeyPermission(Permissions.SettingsManage)
            .WithSummary("Remove something from the bin").WithName("deleteBinEntry").WithDescription("For good. What was redeemed stays in the history.");
    }

    private static async Task<Results<Ok<BinListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, BinService bin)
    {
        var asked = new BinQuery { Filter = query.Filters(BinService.Filters), After = query.Text("starting_after_id"), OldestFirst = query.Word("order", "-id", "id") == "id", Take = query.Limit };
        if (query.Refusal is { } wrong) return wrong;
        var page = await bin.ListAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new BinListView([.. page.Items.Select(BinEntryView.Of)], page.HasMore));
    }

    private static async Task<Results<NoContent, ApiError>> RemoveAsync(string binEntryId, HttpContext http, BinService bin)
    {
        var removed = await bin.RemoveAsync(Codes.FromPath(binEntryId), http.Caller(), http.RequestAborted);
        return removed.IsOk ? TypedResults.NoContent() : ApiError.Of(removed.Error);
    }
}

/// <summary>Something in the bin.</summary>
internal sealed record BinEntryView
{
    [Description("tbe_…")]
    public required string Id { get; init; }

    [Description("When it was deleted.")]
    public DateTimeOffset CreatedAt { get; init; }

    [Description("E-mail address of the member or name of the API key.")]
    public required string DeletedByUserId { get; init; }

    public required string ResourceId { get; init; }

    [Description("campaign, voucher, product or sku.")]
    public required string ResourceType { get; init; }

    [Description("Of the campaign, product or SKU; the code.")]
    public required string ResourceName { get; init; }

    [Description("The campaign of a code, the product of a SKU.")]
    public string? ResourceParentId { get; init; }

    public string Object => ResourceType;

    public static BinEntryView Of(BinEntry entry) => new()
    {
        Id = entry.Id,
        CreatedAt = entry.DeletedAt,
        DeletedByUserId = entry.DeletedBy,
        ResourceId = entry.ResourceId,
        ResourceType = entry.Kind switch { BinKind.Campaign => "campaign", BinKind.Voucher => "voucher", BinKind.Product => "product", _ => "sku" },
        ResourceName = entry.Name,
        ResourceParentId = entry.ParentId,
    };
}

internal sealed record BinListView(IReadOnlyList<BinEntryView> Data, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "data";

    [Description("Of the entries in this answer.")]
    public int Total => Data.Count;

    public string? MoreStartingAfter => HasMore ? Data[^1].Id : null;
}
