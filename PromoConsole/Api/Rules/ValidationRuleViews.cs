using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Api.Rules;

/// <summary>A rule that stands by itself.</summary>
internal sealed record ValidationRuleView
{
    [Description("val_…")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("Numbered rules and their logic.")]
    public required JsonObject Rules { get; init; }

    [Description("What the cart must hold; empty for no bundle.")]
    public required JsonObject BundleRules { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What the customer is told when no failed rule has a text of its own.")]
    public ApiErrorText? Error { get; init; }

    [Description("Which items discounts cover that do not say so themselves.")]
    public required CoverageView ApplicableTo { get; init; }

    [Description("expression, basic, advanced or complex; no effect on decisions.")]
    public required string Type { get; init; }

    [Description("What it is meant for; no effect on decisions.")]
    public required string ContextType { get; init; }

    [Description("How many campaigns, codes and tiers have it.")]
    public long AssignmentsCount { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string Object => "validation_rules";

    public static ValidationRuleView Of(RuleRecord record)
    {
        var (rule, content) = (record.Rule, record.Rule.Content);
        return new()
        {
            Id = rule.Id,
            Name = rule.Name,
            Rules = JsonObject.Create(RuleWriter.Of(content.Rule, content.Logic))!,
            BundleRules = BundleView.RulesOf(content.Bundle) ?? [],
            Error = content.RefusalMessage is { } message ? new(message) : null,
            ApplicableTo = CoverageView.Of(content.Coverage) ?? new CoverageView([], [], IncludedAll: true),
            Type = content.Form.ToString().ToLowerInvariant(),
            ContextType = content.Context,
            AssignmentsCount = record.Assignments,
            CreatedAt = rule.CreatedAt,
            UpdatedAt = rule.UpdatedAt,
        };
    }
}

internal sealed record ValidationRuleListView(IReadOnlyList<ValidationRuleView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}

/// <summary>Where rules stand, one page.</summary>
internal sealed record AssignmentPageView(IReadOnlyList<AssignmentView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}

/// <summary>What one rule says to a cart and a customer.</summary>
internal sealed record ValidationRuleAnswerView
{
    public required bool Valid { get; init; }

    [Description("The rule that was asked.")]
    public required string Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What the customer is told.")]
    public ApiErrorText? Error { get; init; }

    public static ValidationRuleAnswerView Of(string ruleId, RuleTrialAnswer answer) => new()
    {
        Valid = answer.RefusalKey is null,
        Id = ruleId,
        Key = answer.RefusalKey,
        Reason = answer.RefusalKey is { } key ? RefusalKeys.MessageOf(key) : null,
        Error = answer.CustomerMessage is { } message ? new(message) : null,
    };
}
