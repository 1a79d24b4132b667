using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Pages.Campaigns;

namespace PromoConsole.Pages.Rules;

/// <summary>What differs between two versions of a rule, in words.</summary>
public static class RuleDiffWords
{
    /// <summary>"1 added, 2 changed, 1 moved"; conditions and brackets alike.</summary>
    public static string Counts(RuleDifference root, ProjectFormat format)
    {
        var all = root.All().ToList();
        (int Count, string Word)[] counts =
        [
            (all.Count(part => part.Fate == RuleFate.Added), "added"), (all.Count(part => part.Fate == RuleFate.Removed), "removed"),
            (all.Count(part => part.Fate == RuleFate.Changed), "changed"), (all.Count(part => part.Moved), "moved"),
        ];
        var said = string.Join(", ", counts.Where(count => count.Count > 0).Select(count => $"{format.Number(count.Count)} {count.Word}"));
        return said.Length == 0 ? "The conditions are the same." : $"{said}.";
    }

    /// <summary>A condition as a sentence, with all that makes it differ from another of the same kind.</summary>
    /// <param name="told">With what the customer is told.</param>
    public static string Of(RuleSide side, IReadOnlyDictionary<string, string> names, ProjectFormat format, bool told = true)
    {
        var condition = (Condition)side.Node;
        var phrase = RuleWords.Phrase(condition, format.Words(), id => names.GetValueOrDefault(id, id));
        return SetupText.Capital(side.Negated ? $"not: {phrase}" : phrase) + (told ? Told(condition) : "") + State(side);
    }

    /// <summary>", told “Add some more”": what the customer is told, with its translations; empty for nothing.</summary>
    public static string Told(Condition condition)
    {
        var text = condition.Message is { } message ? $", told “{message}”" : "";
        foreach (var (language, translated) in (condition.Translations ?? new Dictionary<string, string>()).OrderBy(one => one.Key, StringComparer.Ordinal)) text += $", {language}: “{translated}”";
        return condition.MessageId is null ? text : $"{text}, told a message of the library";
    }

    /// <summary>"Any of these", "None of these", with what is said of the bracket itself.</summary>
    public static string Bracket(RuleSide side) =>
        (side.Node is AnyOf, side.Negated) switch { (true, false) => "any of these", (true, true) => "none of these", (false, true) => "not all of these", _ => "all of these" } + State(side);

    /// <summary>"Moved from bracket A".</summary>
    public static string Moved(RuleDifference part) =>
        part.Before!.Inside == part.After!.Inside ? "Moved" : part.Before.Inside == 0 ? "Moved into the bracket" : $"Moved from bracket {RuleTree.Letter(part.Before.Inside)}";

    /// <summary>What differs beside the conditions, field by field.</summary>
    public static IReadOnlyList<SetupChange> Beside(string nameBefore, RuleContent before, string nameAfter, RuleContent after, IReadOnlyDictionary<string, string> names, ProjectFormat format)
    {
        var changes = new List<SetupChange>();
        Compare("Name", nameBefore, nameAfter);
        Compare("Made for", RuleUseWords.Context(before.Context), RuleUseWords.Context(after.Context));
        Compare("Message for the customer", Message(before), Message(after));
        Compare("Items a discount covers", Covers(before), Covers(after));
        Compare("Bundle", Bundle(before), Bundle(after));
        return changes;

        void Compare(string field, string was, string becomes)
        {
            if (was != becomes) changes.Add(new(field, was, becomes, ChangeReach.None));
        }

        static string Message(RuleContent content) => content.RefusalMessage is { } told ? $"“{told}”" : "None";
        string Covers(RuleContent content) => content.Coverage is { } covers ? CoverageWords.Of(covers, format.Words(), NameOf).Trim() : "Whatever the discount says";
        string Bundle(RuleContent content) => content.Bundle is { } bundle ? string.Join(", ", bundle.Items.Select(item => $"{format.Number(item.Quantity)} × {NameOf(item.Item.Id)}")) : "None";
        string NameOf(string id) => names.GetValueOrDefault(id, id);
    }

    private static string State(RuleSide side) => (side.Muted ? " (muted)" : "") + (side.Lock is not { } reason ? "" : reason.Length == 0 ? " (locked)" : $" (locked: {reason})");
}
