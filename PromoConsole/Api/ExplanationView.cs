using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Api.Rules;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Api;

/// <summary>How much of the proof an answer carries: nothing, the names of what stood in the way, or all of it.</summary>
internal enum Explain { None, Codes, Full }

/// <summary>The query parameter that asks for it.</summary>
/// <param name="Refusal">Set when it says something else.</param>
internal sealed record ExplainQuery(Explain How, ApiError? Refusal = null)
{
    public const string Name = "explain";

    public const string Described = "none (default); codes: what stood in the way, by name; full: every check, rule, limit and amount with the values seen.";

    /// <summary>Found by minimal APIs: handlers take it as a parameter.</summary>
    public static ValueTask<ExplainQuery?> BindAsync(HttpContext http) => ValueTask.FromResult<ExplainQuery?>(http.Request.Query[Name].LastOrDefault()?.ToLowerInvariant() switch
    {
        null or "" or "none" => new(Explain.None),
        "codes" => new(Explain.Codes),
        "full" => new(Explain.Full),
        _ => new(Explain.None, ApiError.Query($"Property .{Name} should be equal to one of none, codes, full")),
    });
}

/// <summary>Why something does or does not work, out of its proof. Ours, beyond the field.</summary>
internal sealed record ExplanationView
{
    public required bool Accepted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The refusal's stable word.")]
    public string? Key { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Why it was left out although it works by itself.")]
    public string? Skipped { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The state check that failed: code_exists, code_active, campaign_active, started, not_ended, open_now, uses_left, order_given.")]
    public string? FailedCheck { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The rules to blame.")]
    public IReadOnlyList<ViolatedView>? Violated { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The assigned rule whose bundle is not complete, val_….")]
    public string? BundleRuleId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Its version.")]
    public int? BundleRuleVersion { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Guard rails that cut the discount.")]
    public IReadOnlyList<GuardCutView>? GuardRails { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("A change that was tried and would have made it work.")]
    public NearestView? NearestChange { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DecidedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CampaignVersion { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("State checks in their order; the first that failed is the last.")]
    public IReadOnlyList<CheckView>? Checks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The rule as a tree.")]
    public RuleVerdictView? Rule { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LimitUseView>? Limits { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AmountsView? Amounts { get; init; }

    /// <returns>Null when nothing is to be explained.</returns>
    public static ExplanationView? Of(Proof? proof, Explain how)
    {
        if (proof is null || how == Explain.None) return null;
        var view = new ExplanationView
        {
            Accepted = proof.Accepted,
            Key = proof.RefusalKey,
            Skipped = proof.SkipKey,
            FailedCheck = proof.Checks.FirstOrDefault(check => !check.Passed) is { } failed ? NameOf(failed.Kind.ToString()) : null,
            Violated = !proof.Accepted && proof.Rule is { } rule && Violations.Of(rule) is { Count: > 0 } violated ? [.. violated.Select(ViolatedView.Of)] : null,
            BundleRuleId = proof.BundleRule?.RuleId,
            BundleRuleVersion = proof.BundleRule?.Version,
            GuardRails = proof.Guards?.Select(cut => new GuardCutView(NameOf(cut.Kind.ToString()), cut.Amount)).ToList(),
            NearestChange = NearestView.Of(proof.Nearest),
        };
        return how == Explain.Codes ? view : view with
        {
            DecidedAt = proof.DecidedAt,
            CampaignVersion = proof.CampaignVersion,
            Checks = [.. proof.Checks.Select(CheckView.Of)],
            Rule = proof.Rule is { } tree ? RuleVerdictView.Of(tree) : null,
            Limits = [.. proof.Limits.Select(use => new LimitUseView(use.Kind, use.Before, use.After, use.Limit))],
            Amounts = proof.Discount is { } applied ? new(applied.Before, applied.Amount, applied.After, applied.CapCutAmount) : null,
        };
    }

    internal static string NameOf(string word) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(word);
}

/// <param name="Rule">Its number, as in the logic.</param>
internal sealed record ViolatedView(string Rule, string Name)
{
    public static ViolatedView Of(Verdict verdict) => new(verdict.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), verdict.Kind);
}

/// <param name="Name">protected_items, maximum_discount or minimum_total.</param>
internal sealed record GuardCutView(string Name, long CutAmount);

/// <param name="Change">add_amount, add_pieces, add_items, add_items_worth or wait_until.</param>
internal sealed record NearestView(
    string Change,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Amount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Quantity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until)
{
    public static NearestView? Of(NearestChange? nearest) => nearest is null ? null : new(
        ExplanationView.NameOf(nearest.Kind.ToString()),
        nearest.Kind is NearestKind.AddAmount or NearestKind.AddItemsWorth ? nearest.Number : null,
        nearest.Kind is NearestKind.AddPieces or NearestKind.AddItems ? nearest.Number : null,
        nearest.Names, nearest.At);
}

internal sealed record CheckView(
    string Name, bool Passed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Used,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Limit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Held)
{
    public static CheckView Of(StateCheck check) => new(ExplanationView.NameOf(check.Kind.ToString()), check.Passed, check.At, check.Text, check.Used, check.Limit, check.Held);
}

/// <summary>One rule or junction (all, any, not): what was seen, what was asked, how far off it was.</summary>
internal sealed record RuleVerdictView
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Its number; absent on junctions.")]
    public string? Rule { get; init; }

    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("On the root of an assigned rule: which one, val_….")]
    public string? RuleId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("On the root of an assigned rule: its version.")]
    public int? RuleVersion { get; init; }

    [Description("PASSED, FAILED or MUTED.")]
    public required string Verdict { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("The number seen, amounts in minor units.")]
    public long? Seen { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SeenText { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Metadata key.")]
    public string? Property { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TestView>? Asked { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MissingCustomer { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Parts of a junction, or sub-rules.")]
    public IReadOnlyList<RuleVerdictView>? Rules { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Order line by order line, where sub-rules look at single lines.")]
    public IReadOnlyList<LineVerdictView>? Lines { get; init; }

    public static RuleVerdictView Of(Verdict verdict) => new()
    {
        Rule = verdict.Number == 0 ? null : verdict.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Name = verdict.Kind,
        RuleId = verdict.Source?.RuleId,
        RuleVersion = verdict.Source?.Version,
        Verdict = verdict.Outcome.ToString().ToUpperInvariant(),
        Seen = verdict.Seen,
        SeenText = verdict.SeenText,
        Property = verdict.Property,
        Asked = verdict.Tests?.Select(TestView.Of).ToList(),
        MissingCustomer = verdict.MissingCustomer,
        Message = verdict.Message,
        Rules = verdict.Parts?.Select(Of).ToList(),
        Lines = verdict.Lines?.Select(line => new LineVerdictView(line.Index, line.Name, Of(line.Where))).ToList(),
    };
}

/// <param name="Index">Of the order line, from 0.</param>
internal sealed record LineVerdictView(int Index, string Name, RuleVerdictView Rule);

/// <param name="Distance">How much more (positive) or less (negative) would have been enough.</param>
internal sealed record TestView(
    string Operator, bool Passed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<long>? Values,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Names,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Distance)
{
    public static TestView Of(TestVerdict test) => new(OperatorNames.Of(test.Is), test.Outcome == Outcome.Passed, test.Asked, test.Names, test.Distance);
}

/// <param name="Name">The rule's name, or code for the code's own limit.</param>
internal sealed record LimitUseView(string Name, long UsedBefore, long UsedAfter, long Limit);

/// <summary>Minor units.</summary>
/// <param name="CapCutAmount">What caps took off the discount.</param>
internal sealed record AmountsView(long Before, long Discount, long After, long CapCutAmount);
