using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Work that goes on after its call was answered.</summary>
internal static class AsyncActionsApi
{
    private const int MostFailed = 100;

    public static void MapAsyncActions(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/async-actions").WithTags("Async actions");
        group.MapGet("", ListAsync).RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List asynchronous actions").WithName("listAsyncActions").WithPaging().WithQuery("end_date", "Only those started earlier, ISO 8601.");
        group.MapGet("/{asyncActionId}", GetAsync).RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("Get an asynchronous action").WithName("getAsyncAction").WithDescription("With what came of it, and up to 100 of the records that failed.");
    }

    private static async Task<Results<Ok<AsyncActionListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, JobService jobs)
    {
        var end = query.Instant("end_date");
        if (query.Refusal is { } wrong) return wrong;
        var page = await jobs.PageAsync(query.Limit, end, http.RequestAborted);
        return TypedResults.Ok(new AsyncActionListView([.. page.Items.Select(AsyncActionBaseView.Of)], page.Total > page.Items.Count));
    }

    private static async Task<Results<Ok<AsyncActionDetailsView>, ApiError>> GetAsync(string asyncActionId, HttpContext http, JobService jobs, ImportService imports)
    {
        var id = Codes.FromPath(asyncActionId);
        var found = await jobs.GetAsync(id, http.RequestAborted);
        if (!found.IsOk || found.Value.Type == ExportRecords.JobType) return ApiError.Of(JobErrors.NotFound(id)); // exports have a list of their own
        var import = await imports.OfJobAsync(found.Value.Id, http.RequestAborted);
        return TypedResults.Ok(new AsyncActionDetailsView(AsyncActionBaseView.Of(found.Value), import is null ? ResultOf(found.Value) : await ResultOf(import, found.Value, imports, http.RequestAborted)));
    }

    private static AsyncResultView? ResultOf(Job job) => job.Status is JobStatus.Waiting or JobStatus.Running
        ? null : new AsyncResultView(job.Problem ?? $"{job.Done} of {job.Total} done", job.Done, 0, [], []);

    private static async Task<AsyncResultView?> ResultOf(Import import, Job job, ImportService imports, CancellationToken ct)
    {
        if (job.Status is JobStatus.Waiting or JobStatus.Running) return null;
        var problems = (await imports.ProblemsAsync(import.Id, 0, MostFailed, ct)).Items;
        var failed = import.BadCount + import.FailedCount;
        var ofFile = import.Operation.EndsWith("_CSV", StringComparison.Ordinal);
        return new AsyncResultView(
            job.Problem ?? $"{import.LoadedCount} {ImportKinds.Plural(import.Kind)} done, {failed} failed", import.LoadedCount, failed,
            [
                .. problems.DistinctBy(problem => problem.Line).Select(problem => new AsyncFailedView(
                    import.Kind == ImportKind.Vouchers || problem.Column is not null ? null : problem.Value, import.Kind == ImportKind.Vouchers && problem.Column is null ? problem.Value : null,
                    ofFile ? problem.Line : null, problem.Column is { } column ? $"{column}: {problem.Reason}" : problem.Reason)),
            ],
            []);
    }
}

/// <summary>An asynchronous action in a list.</summary>
internal record AsyncActionBaseView
{
    [Description("aa_…")]
    public required string Id { get; init; }

    [Description("What it does: CUSTOMERS.IMPORT_CSV")]
    public required string Type { get; init; }

    [Description("ENQUEUED, IN_PROGRESS, DONE or FAILED")]
    public required string Status { get; init; }

    [Description("SUCCESS, FAILED or, until it has ended, UNKNOWN")]
    public required string OperationStatus { get; init; }

    [Description("0 to 100")]
    public int Progress { get; init; }

    [Description("Milliseconds until it ended.")]
    public long? ProcessingTime { get; init; }

    public string? RequestId => null;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public string Object => "async_action";

    public static AsyncActionBaseView Of(Job job)
    {
        var ended = job.Status is not (JobStatus.Waiting or JobStatus.Running);
        return new AsyncActionBaseView
        {
            Id = job.Id,
            Type = job.Type,
            Status = job.Status switch { JobStatus.Waiting => "ENQUEUED", JobStatus.Running => "IN_PROGRESS", JobStatus.Done => "DONE", _ => "FAILED" },
            OperationStatus = !ended ? "UNKNOWN" : job.Status == JobStatus.Done ? "SUCCESS" : "FAILED",
            Progress = job.Status == JobStatus.Done ? 100 : job.Total == 0 ? 0 : (int)Math.Clamp(job.Done * 100 / job.Total, 0, 100),
            ProcessingTime = ended ? (long)(job.UpdatedAt - job.CreatedAt).TotalMilliseconds : null,
            CreatedAt = job.CreatedAt,
            UpdatedAt = job.UpdatedAt,
        };
    }
}

/// <summary>An asynchronous action with what came of it.</summary>
internal sealed record AsyncActionDetailsView : AsyncActionBaseView
{
    [SetsRequiredMembers]
    public AsyncActionDetailsView(AsyncActionBaseView action, AsyncResultView? result)
        : base(action) => Result = result;

    [Description("Null until it has ended.")]
    public AsyncResultView? Result { get; }
}

/// <summary>What came of an asynchronous action.</summary>
/// <param name="Failed">Up to 100 of the records that failed.</param>
internal sealed record AsyncResultView(string Message, long DoneCount, long FailedCount, IReadOnlyList<AsyncFailedView> Failed, IReadOnlyList<string> Reports);

/// <summary>A record that failed.</summary>
/// <param name="Row">Line of the file.</param>
internal sealed record AsyncFailedView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SourceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Row, string Reason);

internal sealed record AsyncActionListView(IReadOnlyList<AsyncActionBaseView> AsyncActions, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "async_actions";
}
