using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;

namespace PromoConsole.Api.Rules;

/// <summary>Rules that stand by themselves, and what they stand before.</summary>
internal static class ValidationRulesApi
{
    public static void MapValidationRules(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/validation-rules").WithTags("Validation rules");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List validation rules").WithName("listValidationRules").WithPaging()
            .WithQuery("start_date", "Created then or later, ISO 8601.").WithQuery("end_date", "Created before, ISO 8601.")
            .WithQuery("order", "created_at, updated_at or name, with - for descending; default -created_at.");
        group.MapPost("", CreateAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<ValidationRuleExample>("application/json").WithExample(Examples.ValidationRule)
            .WithSummary("Create a validation rule").WithName("createValidationRules")
            .WithDescription("It restricts nothing until it is assigned. The kinds of rules are listed in docs/rules.md.");
        group.MapGet("/{validationRuleId}", GetAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("Get a validation rule").WithName("getValidationRule");
        group.MapPut("/{validationRuleId}", ChangeAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<ValidationRuleExample>("application/json").WithExample(Examples.ValidationRule)
            .WithSummary("Change a validation rule").WithName("updateValidationRule")
            .WithDescription("Holds at once wherever it is assigned. What the body leaves out stays as it is.");
        group.MapDelete("/{validationRuleId}", DeleteAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Delete a validation rule").WithName("deleteValidationRules").WithDescription("What had it is no longer restricted by it.");
        group.MapPost("/{validationRuleId}/validation", TryAsync)
            .RequireKeyPermission(Permissions.RedemptionsRedeem)
            .Accepts<RedeemOneExample>("application/json").WithExample(Examples.RedeemOne)
            .WithSummary("Try a validation rule (older form)").WithName("validateValidationRule")
            .WithDescription("What the rule says to a cart and a customer, as if nothing had been used yet. Changes nothing.");
        group.MapGet("/{validationRuleId}/assignments", AssignmentsOfAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List what a rule stands before").WithName("listValidationRuleAssignments").WithPaging()
            .WithQuery("order", "-created_at (default) or created_at.");
        group.MapPost("/{validationRuleId}/assignments", AssignAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<RuleAssignmentExample>("application/json").WithExample(Examples.RuleAssignment)
            .WithQuery("force", "true puts it in the place of the rule that is there; else that is 409 duplicate_found.")
            .WithSummary("Put a rule before a campaign, a code or a tier").WithName("createValidationRuleAssignment");
        group.MapDelete("/{validationRuleId}/assignments/{assignmentId}", UnassignAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Take a rule away").WithName("deleteValidationRuleAssignment");
        v1.MapGroup("").WithTags("Validation rules").MapGet("/validation-rules-assignments", AssignmentsAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List assignments of validation rules").WithName("listValidationRulesAssignments").WithPaging()
            .WithQuery("related_object_id", "Only that campaign, code (v_ id) or tier.").WithQuery("rule", "Only of this rule.")
            .WithQuery("order", "-created_at (default) or created_at.");
    }

    private static async Task<Results<Ok<ValidationRuleListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, RuleRecords rules)
    {
        var asked = new RuleQuery
        {
            CreatedFrom = query.Instant("start_date"),
            CreatedBefore = query.Instant("end_date"),
            Order = query.Word("order", "-created_at", "created_at", "-updated_at", "updated_at", "name", "-name") switch
            {
                "created_at" => RuleSort.Oldest,
                "-updated_at" => RuleSort.LatestChange,
                "updated_at" => RuleSort.EarliestChange,
                "name" => RuleSort.Name,
                "-name" => RuleSort.NameDescending,
                _ => RuleSort.Newest,
            },
            Skip = query.Skip,
            Take = query.Limit,
        };
        if (query.Refusal is { } wrong) return wrong;
        var page = await rules.ListAsync(asked, http.RequestAborted);
        return TypedResults.Ok(new ValidationRuleListView([.. page.Items.Select(ValidationRuleView.Of)], page.Total));
    }

    private static async Task<Results<Ok<ValidationRuleView>, ApiError>> CreateAsync(HttpContext http, ApiBody body, RuleService rules, ItemReferences items)
    {
        var named = new NamedItems();
        var name = body.Fields.Text("name", ValidationRule.MaxNameLength, required: true) ?? "";
        var read = RuleBody.Read(body.Fields, named);
        await named.ResolveAsync(items, http.RequestAborted);
        if (body.Refusal is { } wrong) return wrong;
        if (!read.IsOk) return ApiError.Of(read.Error);
        var made = await rules.CreateAsync(new CreateRule(name, read.Value(new RuleContent()), http.Caller()), http.RequestAborted);
        return made.IsOk ? TypedResults.Ok(ValidationRuleView.Of(new RuleRecord(made.Value, 0))) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<ValidationRuleView>, ApiError>> GetAsync(string validationRuleId, HttpContext http, RuleRecords rules)
    {
        var found = await rules.GetAsync(Codes.FromPath(validationRuleId), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(ValidationRuleView.Of(found.Value)) : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<ValidationRuleView>, ApiError>> ChangeAsync(
        string validationRuleId, HttpContext http, ApiBody body, RuleService rules, RuleRecords records, ItemReferences items)
    {
        var named = new NamedItems();
        var name = body.Fields.Text("name", ValidationRule.MaxNameLength);
        var read = RuleBody.Read(body.Fields, named);
        await named.ResolveAsync(items, http.RequestAborted);
        if (body.Refusal is { } wrong) return wrong;
        if (!read.IsOk) return ApiError.Of(read.Error);
        var changed = await rules.ChangeAsync(new ChangeRule(Codes.FromPath(validationRuleId), name, read.Value, null, http.Caller()), http.RequestAborted);
        return changed.IsOk ? await GetAsync(changed.Value.Id, http, records) : ApiError.Of(changed.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string validationRuleId, HttpContext http, RuleService rules)
    {
        var deleted = await rules.DeleteAsync(Codes.FromPath(validationRuleId), http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static async Task<Results<Ok<ValidationRuleAnswerView>, ApiError>> TryAsync(string validationRuleId, HttpContext http, ApiBody body, RuleTrial trial)
    {
        var ruleId = Codes.FromPath(validationRuleId);
        var request = RedeemBody.ReadFor(Redeemable.Tier(ruleId), body, http.Caller());
        if (body.Refusal is { } wrong) return wrong;
        var answer = await trial.TryAsync(ruleId, request, http.RequestAborted);
        return answer.IsOk ? TypedResults.Ok(ValidationRuleAnswerView.Of(ruleId, answer.Value)) : ApiError.Of(answer.Error);
    }

    private static async Task<Results<Ok<AssignmentPageView>, ApiError>> AssignmentsOfAsync(string validationRuleId, HttpContext http, ListQuery query, RuleRecords rules)
    {
        var ruleId = Codes.FromPath(validationRuleId);
        var found = await rules.GetAsync(ruleId, http.RequestAborted);
        return found.IsOk ? await PageAsync(new AssignmentQuery { RuleId = ruleId }, http, query, rules) : ApiError.Of(found.Error);
    }

    private static Task<Results<Ok<AssignmentPageView>, ApiError>> AssignmentsAsync(HttpContext http, ListQuery query, RuleRecords rules) =>
        PageAsync(new AssignmentQuery { RuleId = query.Text("rule"), RelatedId = query.Text("related_object_id") }, http, query, rules);

    private static async Task<Results<Ok<AssignmentPageView>, ApiError>> PageAsync(AssignmentQuery asked, HttpContext http, ListQuery query, RuleRecords rules)
    {
        var oldestFirst = query.Word("order", "-created_at", "created_at") == "created_at";
        if (query.Refusal is { } wrong) return wrong;
        var page = await rules.AssignmentsAsync(asked with { NewestFirst = !oldestFirst, Skip = query.Skip, Take = query.Limit }, http.RequestAborted);
        return TypedResults.Ok(new AssignmentPageView([.. page.Items.Select(AssignmentView.Of)], page.Total));
    }

    private static async Task<Results<Ok<AssignmentView>, ApiError>> AssignAsync(string validationRuleId, HttpContext http, ApiBody body, RuleService rules)
    {
        var owner = OwnerOf(body.Fields);
        if (http.Request.Query["force"].LastOrDefault() is { Length: > 0 } given && !bool.TryParse(given, out _)) return ApiError.Query("Property .force should be true or false");
        if (body.Refusal is { } wrong) return wrong;
        var force = bool.TryParse(http.Request.Query["force"].LastOrDefault(), out var forced) && forced;
        var assigned = await rules.AssignAsync(Codes.FromPath(validationRuleId), owner.Type, owner.Id, force, http.Caller(), http.RequestAborted);
        return assigned.IsOk ? TypedResults.Ok(AssignmentView.Of(assigned.Value)) : ApiError.Of(assigned.Error);
    }

    private static async Task<Results<NoContent, ApiError>> UnassignAsync(string validationRuleId, string assignmentId, HttpContext http, RuleService rules)
    {
        var gone = await rules.UnassignAsync(Codes.FromPath(validationRuleId), Codes.FromPath(assignmentId), http.Caller(), http.RequestAborted);
        return gone.IsOk ? TypedResults.NoContent() : ApiError.Of(gone.Error);
    }

    // The older form names the thing by its kind: {"voucher": code}, {"campaign": name}, {"promotion_tier": id}.
    private static (RuleOwner Type, string Id) OwnerOf(Fields fields)
    {
        if (!fields.Has("related_object_id"))
        {
            foreach (var (older, type) in new[] { ("voucher", RuleOwner.Voucher), ("campaign", RuleOwner.Campaign), ("promotion_tier", RuleOwner.PromotionTier) })
                if (fields.Has(older)) return (type, fields.Text(older, Bounds.Name, required: true) ?? "");
        }

        var id = fields.Text("related_object_id", Bounds.Name, required: true) ?? "";
        switch (fields.Word("related_object_type", "voucher", "campaign", "promotion_tier", "earning_rule", "distribution", "reward_assignment"))
        {
            case null or "voucher": return (RuleOwner.Voucher, id);
            case "campaign": return (RuleOwner.Campaign, id);
            case "promotion_tier": return (RuleOwner.PromotionTier, id);
            default:
                fields.Problem("related_object_type", "should be voucher, campaign or promotion_tier: the others are not offered in this release");
                return (RuleOwner.Voucher, id);
        }
    }
}
