using System.Text.Json;
using PromoConsole.Engine;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Rules.Wire;

namespace PromoConsole.Api.Rules;

/// <summary>Reads a rule that stands by itself.</summary>
internal static class RuleBody
{
    private static readonly string[] s_contexts = [.. RuleContextNames.All];

    /// <summary>What the body says; what it leaves out stays as it is.</summary>
    /// <param name="named">Collects what coverage and bundle name, to be looked up afterwards.</param>
    /// <returns>Makes the new content of the present one; <c>invalid_validation_rules</c> for a malformed rule. Other mistakes are noted in the fields.</returns>
    public static Result<Func<RuleContent, RuleContent>> Read(Fields fields, NamedItems named)
    {
        var rules = fields.Raw("rules");
        var read = RuleReader.Read(rules);
        var message = fields.Object("error")?.Text("message", RuleCheck.MaxMessageLength, lines: true);
        var coverage = CoverageBody.Read(fields, named);
        var bundle = BundleBody.Read(fields, named);
        var form = fields.Word("type", "expression", "basic", "advanced", "complex") switch
        {
            "basic" => RuleForm.Basic,
            "advanced" => RuleForm.Advanced,
            "complex" => RuleForm.Complex,
            _ => RuleForm.Expression,
        };
        var context = fields.Word("context_type", s_contexts) ?? RuleContextNames.Global;
        if (!read.IsOk) return read.Error;
        var logic = LogicOf(rules, read.Value);
        return (Func<RuleContent, RuleContent>)(present => present with
        {
            Rule = fields.Says("rules") ? read.Value : present.Rule,
            Logic = fields.Says("rules") ? logic : present.Logic,
            RefusalMessage = fields.Says("error") ? (message is { Length: > 0 } ? message : null) : present.RefusalMessage,
            Coverage = fields.Says("applicable_to") ? named.In(coverage) : present.Coverage,
            Bundle = fields.Says("bundle_rules") ? named.In(bundle) : present.Bundle,
            Form = fields.Says("type") ? form : present.Form,
            Context = fields.Says("context_type") ? context : present.Context,
        });
    }

    // Kept only where it says more than would be written anyway: brackets nobody needs.
    private static string? LogicOf(JsonElement rules, Rule? rule) =>
        rules.ValueKind == JsonValueKind.Object && rules.TryGetProperty("logic", out var given) && given.GetString() is { Length: > 0 } logic
            && logic != NumberedRules.Of(rule).Logic ? logic : null;
}
