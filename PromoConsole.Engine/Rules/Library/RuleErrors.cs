namespace PromoConsole.Engine.Rules.Library;

/// <summary>Why something could not be done with a rule that stands by itself.</summary>
public static class RuleErrors
{
    public static NotFoundError NotFound(string id) => new("validation rules", id);

    public static NotFoundError AssignmentNotFound(string id) => new("validation rules assignment", id);

    public static NotFoundError OwnerNotFound(RuleOwner type, string id) => new(WordOf(type), id);

    public static InvalidError NameMissing { get; } = new(
        "invalid_validation_rules", "Invalid validation rules", $"Give the rule a name of 1 to {ValidationRule.MaxNameLength} characters")
    { Field = "name" };

    /// <summary>Somebody saved it after the caller read it.</summary>
    public static ConflictError EditedMeanwhile(ValidationRule rule) => new(
        "edited_meanwhile", $"“{rule.Name}” was changed meanwhile. Reload it to see the change; what you typed is still here to copy.", rule.Id);

    /// <summary>Something has one rule at most.</summary>
    public static ConflictError AssignedAlready(RuleOwner type, string id, string ruleId) => new(
        "duplicate_found", "Duplicated resource found",
        $"The {WordOf(type)} {id} has the validation rule {ruleId} already: send force=true to put this one in its place");

    /// <param name="problem">What is wrong with the tree.</param>
    public static InvalidError Wrong(RuleProblem problem) => new(
        "invalid_validation_rules", "Invalid validation rules", problem.Number > 0 ? $"Rule {problem.Number}: {problem.Sentence}" : problem.Sentence)
    { Field = problem.Path.Length == 0 ? "rule" : $"rule.{problem.Path}" };

    /// <param name="path">Which field, in the spelling of the content's JSON.</param>
    public static InvalidError Wrong(string path, string sentence) => new("invalid_validation_rules", "Invalid validation rules", sentence) { Field = path };

    private static string WordOf(RuleOwner type) => type switch { RuleOwner.Campaign => "campaign", RuleOwner.PromotionTier => "promotion tier", _ => "voucher" };
}
