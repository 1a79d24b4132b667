using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Stacking;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>How incentives meet on one order: one set of rules for the project. While nobody set any, the defaults hold and none are listed.</summary>
internal static class StackingRulesApi
{
    /// <summary>The project of this instance; there is one.</summary>
    private const string ProjectId = "proj_1";

    public static void MapStackingRules(this RouteGroupBuilder management)
    {
        var group = management.MapGroup("/projects/{projectId}/stacking-rules").WithTags("Management").RequireKeyPermission(Permissions.SettingsManage);
        group.MapGet("", ListAsync).WithSummary("List stacking rules").WithName("listStackingRules").WithDescription("One set, or none while the defaults hold. The project is proj_1; the headers are X-Management-Id and X-Management-Token with an owner's key.");
        group.MapPost("", CreateAsync).Accepts<StackingRulesExample>("application/json").WithExample(Examples.StackingRules)
            .WithSummary("Set stacking rules").WithName("createStackingRules").WithDescription("409 stacking_rules_exist when there are any. What is not named is as by default.");
        group.MapGet("/{stackingRulesId}", GetAsync).WithSummary("Get stacking rules").WithName("getStackingRules");
        group.MapPut("/{stackingRulesId}", ChangeAsync).Accepts<StackingRulesExample>("application/json").WithExample(Examples.StackingRules)
            .WithSummary("Change stacking rules").WithName("updateStackingRules").WithDescription("What is not named stays as it is.");
        group.MapDelete("/{stackingRulesId}", DeleteAsync).WithSummary("Go back to the defaults").WithName("deleteStackingRules");
    }

    private static async Task<Results<Ok<StackingRulesListView>, ApiError>> ListAsync(string projectId, HttpContext http, StackingService stacking)
    {
        if (Missing(projectId) is { } missing) return missing;
        var rules = await stacking.GetAsync(http.RequestAborted);
        return TypedResults.Ok(new StackingRulesListView(rules.CreatedAt is null ? [] : [StoredStackingRulesView.Of(rules)]));
    }

    private static async Task<Results<Ok<StoredStackingRulesView>, ApiError>> CreateAsync(string projectId, HttpContext http, ApiBody body, StackingService stacking)
    {
        if (Missing(projectId) is { } missing) return missing;
        var wanted = StackingRulesBody.Read(body.Fields, StackingRules.Default);
        if (body.Refusal is { } wrong) return wrong;
        return Answer(await stacking.ChangeAsync(
            now => now.CreatedAt is null ? wanted : new ConflictError("stacking_rules_exist", "Stacking rules exist", $"The project has stacking rules: change {StackingRules.Id} instead"),
            http.Caller(), http.RequestAborted));
    }

    private static async Task<Results<Ok<StoredStackingRulesView>, ApiError>> GetAsync(string projectId, string stackingRulesId, HttpContext http, StackingService stacking)
    {
        if (Missing(projectId) is { } missing) return missing;
        var rules = await stacking.GetAsync(http.RequestAborted);
        return rules.CreatedAt is null || stackingRulesId != StackingRules.Id ? NoRules(stackingRulesId) : TypedResults.Ok(StoredStackingRulesView.Of(rules));
    }

    private static async Task<Results<Ok<StoredStackingRulesView>, ApiError>> ChangeAsync(
        string projectId, string stackingRulesId, HttpContext http, ApiBody body, StackingService stacking)
    {
        if (Missing(projectId) is { } missing) return missing;
        if (stackingRulesId != StackingRules.Id) return NoRules(stackingRulesId);
        StackingRulesBody.Read(body.Fields, StackingRules.Default); // whether it can be read does not depend on the rules it is laid over
        if (body.Refusal is { } wrong) return wrong;
        return Answer(await stacking.ChangeAsync(
            now => now.CreatedAt is null ? new NotFoundError("stacking_rules", stackingRulesId) : StackingRulesBody.Read(body.Fields, now), http.Caller(), http.RequestAborted));
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string projectId, string stackingRulesId, HttpContext http, StackingService stacking)
    {
        if (Missing(projectId) is { } missing) return missing;
        if (stackingRulesId != StackingRules.Id) return NoRules(stackingRulesId);
        var reset = await stacking.ResetAsync(http.Caller(), http.RequestAborted);
        return reset.IsOk ? TypedResults.NoContent() : ApiError.Of(reset.Error);
    }

    private static Results<Ok<StoredStackingRulesView>, ApiError> Answer(Result<StackingRules> done) =>
        done.IsOk ? TypedResults.Ok(StoredStackingRulesView.Of(done.Value))
        : done.Error is InvalidError { Message: var message } invalid ? new ApiError(400, "invalid_payload", "Invalid payload", $"Property .{invalid.Field}: {message}")
        : ApiError.Of(done.Error);

    /// <summary>Refuses any other project.</summary>
    internal static ApiError? Missing(string projectId) => projectId == ProjectId ? null : ApiError.Of(new NotFoundError("project", projectId));

    private static ApiError NoRules(string id) => ApiError.Of(new NotFoundError("stacking_rules", id));
}
