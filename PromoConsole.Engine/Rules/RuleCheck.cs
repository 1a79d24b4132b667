namespace PromoConsole.Engine.Rules;

/// <summary>What is wrong with one part of a rule.</summary>
/// <param name="Path">From the rule itself, in the spelling of its JSON: <c>rules[1].amount</c>; empty for the rule as a whole.</param>
/// <param name="Number">The condition's number; 0 for brackets.</param>
/// <param name="Sentence">What is missing or impossible and what to do.</param>
public sealed record RuleProblem(string Path, int Number, string Sentence);

/// <summary>Finds what keeps a rule from being launched: incomplete and impossible conditions, brackets that are empty or too deep.</summary>
public static class RuleCheck
{
    public const int MaxDepth = 5;
    public const int MaxConditions = 1_000;
    public const int MaxMessageLength = 500;
    public const int MaxPropertyLength = 100;
    public const int MaxValueLength = 500;

    public static IReadOnlyList<RuleProblem> Problems(Rule? rule)
    {
        if (rule is null) return [];
        var found = new List<RuleProblem>();
        var conditions = 0;
        Visit(rule, "", 1, ref conditions, found);
        if (conditions > MaxConditions) found.Add(new("", 0, $"The rule has {conditions} conditions; {MaxConditions} are the most."));
        return found;
    }

    private static void Visit(Rule? rule, string path, int depth, ref int conditions, List<RuleProblem> found)
    {
        if (depth > MaxDepth + 1 && rule is not Condition)
        {
            found.Add(new(path, 0, $"Brackets are more than {MaxDepth} deep. Move the inner ones out, or split the campaign in two."));
            return;
        }

        switch (rule)
        {
            case AllOf all:
                Inside(all.Rules, path, depth, ref conditions, found);
                break;
            case AnyOf any:
                Inside(any.Rules, path, depth, ref conditions, found);
                break;
            case Not not:
                Visit(not.Rule, Join(path, "rule"), depth + (not.Rule is Condition ? 0 : 1), ref conditions, found);
                break;
            case Condition condition:
                conditions++;
                if (!condition.Muted) Leaf(condition, path, found);
                if (condition.Message?.Length > MaxMessageLength)
                    found.Add(new(Join(path, "message"), condition.Number, $"The message is longer than {MaxMessageLength} characters."));
                break;
            default:
                found.Add(new(path, 0, "A condition is missing here."));
                break;
        }
    }

    private static void Inside(IReadOnlyList<Rule>? rules, string path, int depth, ref int conditions, List<RuleProblem> found)
    {
        // The outermost bracket may be empty: nothing was asked yet, so everybody qualifies.
        if (rules is not { Count: > 0 })
        {
            if (depth > 1) found.Add(new(path, 0, "This bracket is empty. Add a condition or remove the bracket."));
            return;
        }

        for (var i = 0; i < rules.Count; i++) Visit(rules[i], Join(path, $"rules[{i}]"), depth + (rules[i] is Condition ? 0 : 1), ref conditions, found);
    }

    private static void Leaf(Condition condition, string path, List<RuleProblem> found)
    {
        void Problem(string field, string sentence) => found.Add(new(Join(path, field), condition.Number, sentence));

        switch (condition)
        {
            case CustomerSegment c:
                if (!Enum.IsDefined(c.Is)) Problem("is", "Choose in or not in.");
                if (NoneOf(c.SegmentIds)) Problem("segmentIds", "Choose at least one segment.");
                break;
            case CustomerMetadata c: Metadata(c.Property, c.Is, c.Values, Problem); break;
            case OrderMetadata c: Metadata(c.Property, c.Is, c.Values, Problem); break;
            case InitialAmount c: Number("amount", c.Is, c.Amount, "amount", Problem); break;
            case AmountBefore c: Number("amount", c.Is, c.Amount, "amount", Problem); break;
            case TotalAmount c: Number("amount", c.Is, c.Amount, "amount", Problem); break;
            case ItemsQuantity c: Number("quantity", c.Is, c.Quantity, "quantity", Problem); break;
            case CampaignRedemptions c: Limit("limit", c.Is, c.Limit, Problem); break;
            case CampaignRedemptionsPerCustomer c: Limit("limit", c.Is, c.Limit, Problem); break;
            case CodeRedemptionsPerCustomer c: Limit("limit", c.Is, c.Limit, Problem); break;
            case CampaignDiscountedAmount c: Limit("amount", c.Is, c.Amount, Problem); break;
            case AnyItem c: Items(c, Problem); break;
        }
    }

    private static void Items(AnyItem condition, Action<string, string> problem)
    {
        if (condition.Items is not { Count: > 0 }) problem("items", "Choose at least one product or collection.");
        else if (condition.Items.Any(item => item is null || string.IsNullOrWhiteSpace(item.Id) || !Enum.IsDefined(item.Kind)))
            problem("items", "One of the products or collections is empty. Choose it again.");

        for (var i = 0; i < (condition.Where?.Count ?? 0); i++)
        {
            switch (condition.Where![i])
            {
                case MatchedQuantity sub: Number($"where[{i}].quantity", sub.Is, sub.Quantity, "quantity", problem); break;
                case MatchedAmount sub: Number($"where[{i}].amount", sub.Is, sub.Amount, "amount", problem); break;
                default: problem($"where[{i}]", "A sub-rule is missing here."); break;
            }
        }
    }

    private static void Metadata(string? property, MetadataTest test, IReadOnlyList<string>? values, Action<string, string> problem)
    {
        if (string.IsNullOrWhiteSpace(property)) problem("property", "Say which attribute is tested.");
        else if (property.Length > MaxPropertyLength) problem("property", $"The attribute's name is longer than {MaxPropertyLength} characters.");
        if (!Enum.IsDefined(test)) problem("is", "Choose how the value is tested.");
        if (test is MetadataTest.HasValue or MetadataTest.IsUnknown) return;
        if (NoneOf(values)) problem("values", "Say which value is asked for.");
        else if (values!.Any(value => value.Length > MaxValueLength)) problem("values", $"A value is longer than {MaxValueLength} characters.");
    }

    private static void Number(string field, Comparison comparison, long asked, string what, Action<string, string> problem)
    {
        if (!Enum.IsDefined(comparison)) problem("is", "Choose how the numbers are compared.");
        else if (asked < 0) problem(field, $"The {what} must not be negative.");
        else if (comparison == Comparison.LessThan && asked == 0) problem(field, $"No {what} is below 0, so nobody could use the code.");
    }

    private static void Limit(string field, Comparison comparison, long asked, Action<string, string> problem)
    {
        if (!Enum.IsDefined(comparison)) problem("is", "Choose how the numbers are compared.");
        else if (asked < 0) problem(field, "The limit must not be negative.");
        else if ((comparison == Comparison.AtMost && asked < 1) || (comparison == Comparison.LessThan && asked < 2))
            problem(field, "The redemption being tested counts too, so this limit would refuse everybody. Allow at least 1.");
    }

    private static bool NoneOf(IReadOnlyList<string>? values) => values is not { Count: > 0 } || values.All(string.IsNullOrWhiteSpace);

    private static string Join(string path, string field) => path.Length == 0 ? field : field.Length == 0 ? path : $"{path}.{field}";
}
