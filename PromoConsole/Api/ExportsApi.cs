using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Exports: what is to be written is kept, and written while it is downloaded, so nothing has to be waited for.</summary>
internal static class ExportsApi
{
    private static readonly FilterFields<object> s_transactions = new(
        "a transaction", [new("id", FieldType.Text, _ => FilterValue.Missing), new("voucher_id", FieldType.Text, _ => FilterValue.Missing)], [], []);

    public static void MapExports(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/exports").WithTags("Exports");
        group.MapPost("", CreateAsync).RequireKeyPermission(Permissions.ReportsExport).WithExample(Examples.Export)
            .WithSummary("Create an export").WithName("createExport")
            .WithDescription("exported_object is voucher, redemption, customer, publication, order or voucher_transactions; parameters.fields are its columns, in this order; parameters.filters go by any of its columns and by metadata.*, those of customers by the attributes of segments. The file is under result.url of GET.");
        group.MapGet("", ListAsync).RequireKeyPermission(Permissions.ReportsExport).WithSummary("List exports").WithName("listExports").WithPaging()
            .WithQuery("order", "-created_at (default) or created_at; status means the same, as all of them are done.");
        group.MapGet("/{exportId}", GetAsync).RequireKeyPermission(Permissions.ReportsExport).WithSummary("Get an export").WithName("getExport").WithDescription("result.url is where its file is, for whoever has the address.");
        group.MapDelete("/{exportId}", DeleteAsync).RequireKeyPermission(Permissions.ReportsExport).WithSummary("Delete an export").WithName("deleteExport").WithDescription("Its file is gone too.");
        v1.MapPost("/orders/export", (HttpContext http, ApiBody body, ExportRecords exports) => StartAsync(http, body, exports, "order", null)).RequireKeyPermission(Permissions.ReportsExport)
            .WithTags("Orders").WithExample(Examples.ExportParameters).WithSummary("Export orders").WithName("createOrdersExport");
        v1.MapGet("/vouchers/{code}/transactions", VoucherTransactionsAsync).RequireKeyPermission(Permissions.CodesRead).WithTags("Vouchers").WithPaging()
            .WithSummary("List the transactions of a code").WithName("listVoucherTransactions").WithDescription("Of cards; a discount code has none.");
        v1.MapPost("/vouchers/{code}/transactions/export", ExportVoucherTransactionsAsync).RequireKeyPermission(Permissions.ReportsExport).WithTags("Vouchers")
            .WithExample(Examples.ExportParameters).WithSummary("Export the transactions of a code").WithName("exportVoucherTransactions");
        v1.MapGet("/campaigns/{campaignId}/transactions", CampaignTransactionsAsync).RequireKeyPermission(Permissions.CampaignsRead).WithTags("Campaigns").WithPaging().WithFilters(s_transactions)
            .WithSummary("List the transactions of a campaign").WithName("listCampaignTransactions").WithDescription("Of cards; a campaign of discount codes has none.");
        v1.MapPost("/campaigns/{campaignId}/transactions/export", ExportCampaignTransactionsAsync).RequireKeyPermission(Permissions.ReportsExport).WithTags("Campaigns")
            .WithExample(Examples.ExportParameters).WithSummary("Export the transactions of a campaign").WithName("exportCampaignTransactions");
    }

    /// <summary>The files, for whoever holds the address of one.</summary>
    public static void MapExportFiles(this IEndpointRouteBuilder app) => app.MapGet("/exports/{exportId}", DownloadAsync).AllowAnonymous().ExcludeFromDescription();

    private static Task<Results<Ok<ExportView>, ApiError>> CreateAsync(HttpContext http, ApiBody body, ExportRecords exports) => StartAsync(http, body, exports, null, null);

    private static async Task<Results<Ok<ExportView>, ApiError>> StartAsync(HttpContext http, ApiBody body, ExportRecords exports, string? what, string? campaignId)
    {
        var fields = body.Fields;
        what ??= fields.Word("exported_object", [.. ExportColumns.All.Keys]);
        if (what is null && fields.Problems is null) fields.Problem("exported_object", "is required");
        var parameters = fields.Object("parameters") ?? (fields.Has("exported_object") ? Fields.Nothing : fields);
        var asked = ExportBody.Read(parameters, what is null ? null : ExportColumns.All[what]);
        if (body.Refusal is { } wrong) return wrong;
        var exported = ExportColumns.All[what!];
        if (!http.User.May(exported.Permission)) return ApiError.Forbidden(exported.Permission);
        if (asked.Fields.FirstOrDefault(name => !exported.Fields.Contains(name)) is { } unknown)
            return new ApiError(400, "invalid_export_fields", "Invalid export fields", $"Field {unknown} is not one of {string.Join(", ", exported.Fields)}");
        asked = asked with { CampaignId = campaignId, MasksContacts = !http.User.May(Permissions.CustomersContact) };
        var made = await exports.CreateAsync(what!, asked, parameters, http.Caller(), http.RequestAborted);
        return made.IsOk ? TypedResults.Ok(made.Value with { Status = "SCHEDULED", Result = null }) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<ExportListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, ExportRecords exports)
    {
        var oldestFirst = query.Word("order", "-created_at", "created_at", "-status", "status") is "created_at" or "status";
        if (query.Refusal is { } wrong) return wrong;
        var page = await exports.ListAsync(oldestFirst, query.Skip, query.Limit, http.Request, http.RequestAborted);
        return TypedResults.Ok(new ExportListView(page.Items, page.Total));
    }

    private static async Task<Results<Ok<ExportView>, ApiError>> GetAsync(string exportId, HttpContext http, ExportRecords exports)
    {
        var found = await exports.GetAsync(Codes.FromPath(exportId), http.Request, http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(found.Value) : ApiError.Of(found.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string exportId, HttpContext http, ExportRecords exports)
    {
        var deleted = await exports.DeleteAsync(Codes.FromPath(exportId), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static async Task<Results<PushStreamHttpResult, NotFound>> DownloadAsync(string exportId, HttpContext http, ExportRecords exports, ExportRows rows, ApiProject project, TimeProvider time)
    {
        var ct = http.RequestAborted;
        if (await exports.OpenAsync(exportId, http.Request.Query["token"].ToString(), ct) is not var (exported, asked)) return TypedResults.NotFound();
        var clock = new FilterClock(time.GetUtcNow(), await project.ZoneAsync(ct));
        return TypedResults.Stream(to => exported.WriteAsync(to, asked, rows, clock, ct), "text/csv; charset=utf-8", $"{exported.Name}-{exportId}.csv");
    }

    private static async Task<Results<Ok<TransactionListView>, ApiError>> VoucherTransactionsAsync(string code, HttpContext http, ListQuery query, VoucherService vouchers)
    {
        if (query.Refusal is { } wrong) return wrong;
        var found = await vouchers.GetAsync(Codes.FromPath(code), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(new TransactionListView([])) : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<ExportView>, ApiError>> ExportVoucherTransactionsAsync(string code, HttpContext http, ApiBody body, VoucherService vouchers, ExportRecords exports)
    {
        var found = await vouchers.GetAsync(Codes.FromPath(code), http.RequestAborted);
        return found.IsOk ? await StartAsync(http, body, exports, "voucher_transactions", null) : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<TransactionListView>, ApiError>> CampaignTransactionsAsync(string campaignId, HttpContext http, ListQuery query, CampaignRecords campaigns)
    {
        query.Filters(s_transactions); // what is not there fits none
        if (query.Refusal is { } wrong) return wrong;
        var found = await campaigns.GetAsync(Codes.FromPath(campaignId), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(new TransactionListView([])) : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<ExportView>, ApiError>> ExportCampaignTransactionsAsync(string campaignId, HttpContext http, ApiBody body, CampaignRecords campaigns, ExportRecords exports)
    {
        var found = await campaigns.GetAsync(Codes.FromPath(campaignId), http.RequestAborted);
        return found.IsOk ? await StartAsync(http, body, exports, "voucher_transactions", found.Value.Campaign.Id) : ApiError.Of(found.Error);
    }
}

/// <summary>What was asked to be exported, as it is kept.</summary>
/// <param name="After">Follows from the filter: rows that cannot fit are not read. So does <paramref name="Before"/>.</param>
internal sealed record ExportBody(string? Order, IReadOnlyList<string> Fields, DateTimeOffset? After, DateTimeOffset? Before, string? CampaignId)
{
    /// <summary>Which rows go into the file; null for all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>E-mail addresses and phone numbers are masked, as for whoever asked.</summary>
    public bool MasksContacts { get; init; }

    [JsonIgnore]
    public ExportRange Range => new(
        After, Before, Order is "created_at" or "id" or "date", CampaignId, Filter?.AllFields.Any(asked => asked.Field.StartsWith(CustomerFields.Events, StringComparison.Ordinal)) == true);

    /// <param name="exported">What is to be exported; null while that is wrong itself.</param>
    public static ExportBody Read(Fields parameters, Exported? exported)
    {
        var order = parameters.Word("order", "created_at", "-created_at", "id", "-id", "date", "-date");
        var fields = parameters.Texts("fields", 100);
        var filter = parameters.Object("filters") is { } given && given.Names.Any(name => name != "junction") ? FilterBody.Read(given, needsJunction: false) : null;
        if (filter is not null && exported is not null && parameters.Problems is null)
            foreach (var problem in FilterCheck.Problems(filter, exported.Filters)) parameters.Problem("filters", $"cannot be taken: {problem}");
        return new(order, fields ?? [], Bound(filter, FilterOperator.After), Bound(filter, FilterOperator.Before), null) { Filter = filter };
    }

    // Only what has to hold whatever else the filter says.
    private static DateTimeOffset? Bound(Filter? filter, FilterOperator comparison) => filter is not { Junction: Junction.And, Not: false } ? null
        : filter.Fields.Where(field => field.Field is "created_at" or "date").SelectMany(field => field.Tests)
            .Where(test => test.Is == comparison && test.Values.Count == 1).Select(test => AskedValue.Of(test.Values[0]).Instant).FirstOrDefault(at => at is not null);
}

/// <summary>Keeps what was asked to be exported. A job that has nothing left to do: the rows are read when the file is.</summary>
internal sealed class ExportRecords(JobService jobs, ApiProject project, TimeProvider time)
{
    /// <summary>Told apart from other jobs by this.</summary>
    public const string JobType = "EXPORT";

    public async Task<Result<ExportView>> CreateAsync(string what, ExportBody asked, Fields parameters, Engine.Redemptions.Caller caller, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var kept = new Kept(what, asked, parameters.AsSent);
        var job = new Job
        {
            Id = Ids.New("exp_", now), Type = JobType, Title = $"Export of {what}", Input = PromoJson.Write(kept), Status = JobStatus.Done, CreatedBy = caller.Name, CreatedAt = now, UpdatedAt = now,
        };
        var started = await jobs.StartAsync(job, ct);
        return started.IsOk ? View(job, null) : started.Error;
    }

    public async Task<Page<ExportView>> ListAsync(bool oldestFirst, int skip, int take, HttpRequest request, CancellationToken ct)
    {
        var page = await jobs.OfTypeAsync(JobType, oldestFirst, skip, take, ct);
        var tracking = await project.TrackingAsync(ct);
        return new([.. page.Items.Select(job => View(job, UrlOf(job, request, tracking)))], page.Total);
    }

    public async Task<Result<ExportView>> GetAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var found = await jobs.GetAsync(id, ct);
        return found is { IsOk: true, Value: { Type: JobType } job } ? View(job, UrlOf(job, request, await project.TrackingAsync(ct))) : new NotFoundError("export", id);
    }

    public async Task<Result<Job>> DeleteAsync(string id, CancellationToken ct) =>
        await jobs.DeleteAsync(id, JobType, ct) is { IsOk: true } deleted ? deleted : new NotFoundError("export", id);

    /// <returns>What to write; null when there is no such export or the token is not its.</returns>
    public async Task<(Exported Exported, ExportBody Asked)?> OpenAsync(string id, string token, CancellationToken ct)
    {
        var found = await jobs.GetAsync(id, ct);
        if (found is not { IsOk: true, Value: { Type: JobType } job }) return null;
        var expected = TokenOf(id, await project.TrackingAsync(ct));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(expected))) return null;
        var kept = PromoJson.Read<Kept>(job.Input);
        return (ExportColumns.All[kept.What], kept.Asked);
    }

    private static ExportView View(Job job, string? url)
    {
        var kept = PromoJson.Read<Kept>(job.Input);
        return new ExportView(job.Id, job.CreatedAt, "DONE", kept.What, kept.Parameters, url is null ? null : new ExportResultView(url));
    }

    private static string UrlOf(Job job, HttpRequest request, Tracking tracking) => $"{request.Scheme}://{request.Host}{request.PathBase}/exports/{job.Id}?token={TokenOf(job.Id, tracking)}";

    private static string TokenOf(string id, Tracking tracking) => tracking.TokenOf($"export {id}");

    private sealed record Kept(string What, ExportBody Asked, JsonElement Parameters);
}

/// <summary>An export.</summary>
/// <param name="Id">exp_…</param>
/// <param name="Status">SCHEDULED when it was just created, DONE once its file can be had.</param>
/// <param name="Parameters">As they were sent.</param>
internal sealed record ExportView(string Id, DateTimeOffset CreatedAt, string Status, string ExportedObject, JsonElement Parameters, ExportResultView? Result)
{
    public string Channel => "API";

    public string? UserId => null;

    public string Object => "export";
}

/// <param name="Url">Where the CSV file is, for whoever has the address.</param>
internal sealed record ExportResultView([property: Description("The CSV file.")] string Url);

internal sealed record ExportListView(IReadOnlyList<ExportView> Exports, long Total)
{
    public string Object => "list";

    public string DataRef => "exports";
}

/// <summary>Movements on cards.</summary>
internal sealed record TransactionListView(IReadOnlyList<string> Data)
{
    public string Object => "list";

    public string DataRef => "data";

    public bool HasMore => false;
}
