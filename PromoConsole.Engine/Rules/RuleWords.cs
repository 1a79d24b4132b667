using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Rules;

/// <summary>A rule as one sentence: what the builder shows on top and lists show in short.</summary>
public static class RuleWords
{
    /// <summary>"Customer is in Winter club, and cart total is 150.00 PLN or more."; "Everybody and everything qualifies." without a rule.</summary>
    /// <param name="nameOf">Names of segments, products and collections by id.</param>
    public static string Summary(Rule? rule, Wording wording, Func<string, string> nameOf)
    {
        var text = rule is null ? "" : Part(rule, wording, nameOf, outermost: true);
        return text.Length == 0 ? "Everybody and everything qualifies." : $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }

    /// <summary>One condition without its full stop: "cart total is 150.00 PLN or more".</summary>
    public static string Phrase(Condition condition, Wording wording, Func<string, string> nameOf) => condition switch
    {
        CustomerSegment c => $"customer is {(c.Is == Membership.In ? "" : "not ")}in {Names(c.SegmentIds, nameOf, "a segment")}",
        CustomerMetadata c => Metadata("customer", c.Property, c.Is, c.Values),
        OrderMetadata c => Metadata("order", c.Property, c.Is, c.Values),
        InitialAmount c => $"initial cart total is {Compared(c.Is, wording.Money(c.Amount))}",
        AmountBefore c => $"cart total is {Compared(c.Is, wording.Money(c.Amount))}",
        TotalAmount c => $"cart total after the discount is {Compared(c.Is, wording.Money(c.Amount))}",
        ItemsQuantity c => $"the cart has {Compared(c.Is, wording.Counted(c.Quantity, "piece", "pieces"))}",
        AnyItem c => Items(c, wording, nameOf),
        CampaignRedemptions c => $"the campaign is redeemed {Compared(c.Is, Times(c.Limit, wording))}",
        CampaignRedemptionsPerCustomer c => $"each customer redeems the campaign {Compared(c.Is, Times(c.Limit, wording))}",
        CodeRedemptionsPerCustomer c => $"each customer redeems a code {Compared(c.Is, Times(c.Limit, wording))}",
        CampaignDiscountedAmount c => $"the campaign gives {Compared(c.Is, wording.Money(c.Amount))} in discounts",
        _ => throw new System.Diagnostics.UnreachableException($"No words for {condition.GetType().Name}."),
    };

    /// <summary>"150.00 PLN or more", "exactly 3 pieces".</summary>
    public static string Compared(Comparison comparison, string number) => comparison switch
    {
        Comparison.Is => $"exactly {number}",
        Comparison.IsNot => $"not exactly {number}",
        Comparison.MoreThan => $"more than {number}",
        Comparison.AtLeast => $"{number} or more",
        Comparison.LessThan => $"less than {number}",
        _ => $"at most {number}",
    };

    private static string Part(Rule rule, Wording wording, Func<string, string> nameOf, bool outermost = false)
    {
        if (rule.Muted) return "";
        switch (rule)
        {
            case Condition condition: return Phrase(condition, wording, nameOf);
            case Not not:
                var inner = Part(not.Rule, wording, nameOf);
                return inner.Length == 0 ? "" : $"not {(inner.StartsWith('(') ? inner : $"({inner})")}";
            default:
                var (rules, word) = rule is AllOf all ? (all.Rules, "and") : (((AnyOf)rule).Rules, "or");
                var parts = rules.Select(part => Part(part, wording, nameOf)).Where(text => text.Length > 0).ToList();
                var joined = string.Join(outermost && parts.Count > 1 ? $", {word} " : $" {word} ", parts);
                return outermost || parts.Count < 2 ? joined : $"({joined})";
        }
    }

    private static string Items(AnyItem condition, Wording wording, Func<string, string> nameOf)
    {
        var names = Names([.. (condition.Items ?? []).Select(item => item.Id)], nameOf, "a product");
        if (condition.Where is not { Count: > 0 } where) return $"something from {names} is in the cart";
        var pieces = string.Join(" and ", where.OfType<MatchedQuantity>().Select(c => Compared(c.Is, wording.Counted(c.Quantity, "piece", "pieces"))));
        var worth = string.Join(" and ", where.OfType<MatchedAmount>().Select(c => Compared(c.Is, wording.Money(c.Amount))));
        return (pieces, worth) switch
        {
            (_, "") => $"the cart has {pieces} from {names}",
            ("", _) => $"what the cart has from {names} is worth {worth}",
            _ => $"the cart has {pieces} from {names}, worth {worth}",
        };
    }

    private static string Metadata(string owner, string property, MetadataTest test, IReadOnlyList<string>? values)
    {
        var key = string.IsNullOrWhiteSpace(property) ? "attribute" : property;
        var asked = values is { Count: > 0 } ? VerdictWords.Or(values) : "a value";
        return test switch
        {
            MetadataTest.Is => $"{owner}’s {key} is {asked}",
            MetadataTest.IsNot => $"{owner}’s {key} is not {asked}",
            MetadataTest.StartsWith => $"{owner}’s {key} starts with {asked}",
            MetadataTest.EndsWith => $"{owner}’s {key} ends with {asked}",
            MetadataTest.Contains => $"{owner}’s {key} contains {asked}",
            MetadataTest.HasValue => $"{owner} has a {key}",
            MetadataTest.IsUnknown => $"{owner} has no {key}",
            _ => $"{owner}’s {key} is {Compared(Enum.Parse<Comparison>(test.ToString()), asked)}",
        };
    }

    private static string Names(IReadOnlyList<string>? ids, Func<string, string> nameOf, string none) =>
        ids is { Count: > 0 } ? VerdictWords.Or([.. ids.Select(nameOf)]) : none;

    private static string Times(long number, Wording wording) => VerdictWords.Times(number, wording);
}
