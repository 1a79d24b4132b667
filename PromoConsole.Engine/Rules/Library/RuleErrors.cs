namespace PromoConsole.Engine.Rules.Library;

/// <summary>Why something could not be done with a rule that stands by itself.</summary>
public static class RuleErrors
{
    public static NotFoundError NotFound(string id) => new("validation rules", id);

    public static NotFoundError DraftNotFound(string id) => new("draft of validation rules", id);

    public static NotFoundError AssignmentNotFound(string id) => new("validation rules assignment", id);

    public static NotFoundError OwnerNotFound(RuleOwner type, string id) => new(WordOf(type), id);

    public static InvalidError NameMissing { get; } = new(
        "invalid_validation_rules", "Invalid validation rules", $"Give the rule a name of 1 to {ValidationRule.MaxNameLength} characters")
    { Field = "name" };

    /// <summary>Somebody saved it after the caller read it.</summary>
    public static ConflictError EditedMeanwhile(ValidationRule rule) => new(
        "edited_meanwhile", $"“{rule.Name}” was changed meanwhile. Reload it to see the change; what you typed is still here to copy.", rule.Id);

    /// <summary>Somebody saved the draft after the caller read it.</summary>
    public static ConflictError EditedMeanwhile(RuleDraft draft) => new(
        "edited_meanwhile", $"{draft.ChangedBy} saved this draft meanwhile. Reload it to see the change; what you typed is still here to copy.", draft.RuleId);

    /// <summary>Somebody published or discarded the draft after the caller read it.</summary>
    public static ConflictError DraftGone(string id) => new(
        "edited_meanwhile", "Somebody published or discarded this draft meanwhile. Reload it to see the rule as it is; what you typed is still here to copy.", id);

    /// <summary>The rule was changed after the draft of it was begun.</summary>
    public static ConflictError PublishedMeanwhile(ValidationRule rule) => new(
        "edited_meanwhile", $"Version {rule.Version} of “{rule.Name}” was published after this draft was begun. Look at what changed, then say which of the two to keep.", rule.Id);

    public static InvalidError NothingToPublish(ValidationRule rule) => new(
        "invalid_validation_rules", $"The draft says the same as version {rule.Version} of “{rule.Name}”: there is nothing to publish.", rule.Id);

    /// <summary>Not even a draft can be kept.</summary>
    public static InvalidError TooLarge(string field, string sentence) => new("invalid_validation_rules", "Invalid validation rules", sentence) { Field = field };

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
