using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PromoConsole.Engine.Imports;
using PromoConsole.Identity;
using Started = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Accepted<PromoConsole.Api.AsyncActionView>, PromoConsole.Api.ApiError>;

namespace PromoConsole.Api;

/// <summary>CSV files over the API: every row is checked, and the good ones are stored.</summary>
internal static class CsvImportsApi
{
    private const int MostBytes = 10 * 1024 * 1024;

    public static void MapCsvImports(this RouteGroupBuilder v1)
    {
        Map(v1, "/customers/importCSV", ImportKind.Customers, "Customers", "importCustomersUsingCsv");
        Map(v1, "/products/importCSV", ImportKind.Products, "Products", "importProductsUsingCsv");
        Map(v1, "/skus/importCSV", ImportKind.Skus, "Products", "importSkusUsingCsv");
        Map(v1, "/vouchers/importCSV", ImportKind.Vouchers, "Vouchers", "importVouchersUsingCsv");
        v1.MapPost("/campaigns/{campaignId}/importCSV", (string campaignId, HttpContext http, ImportService imports) => ImportAsync(http, imports, ImportKind.Vouchers, Codes.FromPath(campaignId)))
            .Described(ImportKind.Vouchers, "Campaigns", "importVouchersToCampaignUsingCsv", "Put codes of a CSV file into a campaign");
    }

    private static void Map(RouteGroupBuilder v1, string path, ImportKind kind, string tag, string name) =>
        v1.MapPost(path, (HttpContext http, ImportService imports) => ImportAsync(http, imports, kind, null)).Described(kind, tag, name, $"Import {ImportKinds.Plural(kind)} of a CSV file");

    private static void Described(this RouteHandlerBuilder operation, ImportKind kind, string tag, string name, string summary) => operation
        .RequireKeyPermission(ImportPermissions.Of(kind)).WithTags(tag).WithSummary(summary).WithName(name)
        .WithDescription("multipart/form-data with the file, up to 10 MB, as field file. The first line names the columns; other names become metadata. Amounts are in the main unit. "
            + "Goes on after the answer: the asynchronous action tells what came of each row. A row that is refused does not stop the others.");

    private static async Task<Started> ImportAsync(HttpContext http, ImportService imports, ImportKind kind, string? campaign)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return new ApiError(415, "unsupported_media_type", "Unsupported media type", "Send the file as Content-Type: multipart/form-data, in the field file");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBytes + Bounds.Body;
        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body);
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name) != "file") continue;
                var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
                return await StartAsync(http, imports, new UploadImport
                {
                    Kind = kind, FileName = string.IsNullOrWhiteSpace(name) ? "file.csv" : name, File = section.Body, MostBytes = MostBytes, Campaign = campaign, Caller = http.Caller(),
                });
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or BadHttpRequestException)
        {
            return broken is BadHttpRequestException { StatusCode: 413 } ? TooLarge : ApiError.Payload("The form ended early or is not framed as multipart/form-data asks");
        }

        return ApiError.Payload("Property .file is required");
    }

    private static async Task<Started> StartAsync(HttpContext http, ImportService imports, UploadImport upload)
    {
        var taken = await imports.UploadAsync(upload, http.RequestAborted);
        if (!taken.IsOk) return taken.Error.Key == "file_too_large" ? TooLarge : ApiError.Of(taken.Error);
        var started = await imports.RunAsync(taken.Value.Id, http.Caller(), http.RequestAborted);
        if (started.IsOk) return TypedResults.Accepted((string?)null, new AsyncActionView(started.Value.JobId!));
        await imports.DeleteAsync(taken.Value.Id, CancellationToken.None);
        return ApiError.Of(started.Error);
    }

    private static ApiError TooLarge => new(413, "payload_too_large", "Payload too large", $"The file should not be larger than {MostBytes} bytes");
}
