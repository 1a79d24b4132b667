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
        NumberCondition c => string.Format(wording.Culture, c.Kind.Phrase, Compared(c, wording)),
        MembershipCondition c => string.Join(" and ", c.Tests.Select(test => Membership(c.Kind.Subject, test, nameOf))),
        MetadataCondition { Kind.Subject: RuleSubject.ProductMetadata, Where: { } where } c =>
            $"{Metadata(c, wording)}{Sub(where, wording, nameOf)}",
        MetadataCondition c => Metadata(c, wording),
        MomentCondition c => $"the time {Attributes(c, wording)}",
        ItemsCondition c => Items(c, wording, nameOf),
        Filters.FieldCondition c => c.Phrase(wording),
        FlagCondition c => c.Is ? c.Kind.Phrase : $"not ({c.Kind.Phrase})",
        _ => throw new System.Diagnostics.UnreachableException($"No words for {condition.GetType().Name}."),
    };

    private static string Compared(NumberCondition condition, Wording wording) => string.Join(" and ", condition.Tests.Select(test =>
        OperatorWords.Compared(test.Is, OperatorWords.Or([.. test.Values.Select(value => OperatorWords.Amount(value.Whole ?? 0, condition.Kind.Unit, wording))]))));

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
                var word = rule is AllOf ? "and" : "or";
                var parts = rule.Parts().Select(part => Part(part, wording, nameOf)).Where(text => text.Length > 0).ToList();
                var joined = string.Join(outermost && parts.Count > 1 ? $", {word} " : $" {word} ", parts);
                return outermost || parts.Count < 2 ? joined : $"({joined})";
        }
    }

    private static string Membership(RuleSubject subject, RuleTest test, Func<string, string> nameOf)
    {
        string Names(string none) => test.Values.Count == 0 ? none
            : OperatorWords.Or([.. test.Values.Select(value => value.Text == MembershipMatcher.Any ? "any tier" : nameOf(value.Text))]);
        var not = test.Is == Operator.Is ? "" : "not ";
        return subject switch
        {
            RuleSubject.Segments => $"customer is {not}in {Names("a segment")}",
            RuleSubject.LoyaltyTiers => $"customer is {not}in the loyalty tier {Names("chosen")}".Replace("the loyalty tier any tier", "any loyalty tier", StringComparison.Ordinal),
            RuleSubject.User => $"the user who redeems is {not}{Names("somebody")}",
            _ => $"the API key is {not}{Names("one")}",
        };
    }

    private static string Metadata(MetadataCondition condition, Wording wording)
    {
        var key = string.IsNullOrWhiteSpace(condition.Property) ? "attribute" : condition.Property;
        var owner = condition.Kind.Subject switch
        {
            RuleSubject.CustomerMetadata => "customer",
            RuleSubject.OrderMetadata => "order",
            RuleSubject.RedemptionMetadata => "redemption",
            RuleSubject.EventMetadata => "event",
            RuleSubject.EachLineMetadata => "every item",
            RuleSubject.LineMetadata => "item",
            RuleSubject.ProductMetadata => "some product",
            _ => "some item",
        };
        return condition.Tests switch
        {
            [{ Is: Operator.HasValue }] => $"{owner} has a {key}",
            [{ Is: Operator.IsUnknown }] => $"{owner} has no {key}",
            _ => $"{owner}’s {key} {Attributes(condition, wording)}",
        };
    }

    private static string Attributes(TestedCondition condition, Wording wording) =>
        string.Join(" and ", condition.Tests.Select(test => OperatorWords.Attribute(test.Is, [.. test.Values.Select(value => OperatorWords.Asked(test.Is, value.Text, wording))])));

    private static string Items(ItemsCondition condition, Wording wording, Func<string, string> nameOf)
    {
        string Names(IEnumerable<string> ids) => OperatorWords.Or([.. ids.Select(nameOf)]);
        var items = condition.Items.Select(item => item.Id).ToList();
        var except = condition.Except.Count == 0 ? "" : $"{(items.Count == 0 ? "anything" : "")} but {Names(condition.Except.Select(item => item.Id))}";
        var within = condition.From.Count > 0 && items.Count + condition.Except.Count > 0 ? $" (of what is in {Names(condition.From)})" : "";
        var names = items.Count > 0 ? Names(items) + except : condition.Except.Count > 0 ? except.TrimStart() : condition.From.Count > 0 ? Names(condition.From) : "a product";
        var where = condition.Where is { } sub ? Sub(sub, wording, nameOf) : "";
        return condition.Kind.Subject switch
        {
            RuleSubject.EveryLine => $"everything in the cart is from {names}{within}{where}",
            RuleSubject.NoLine => $"nothing from {names}{within} is in the cart",
            RuleSubject.CheapestLines => $"the cheapest item{within} is from {names}{where}",
            RuleSubject.DearestLines => $"the most expensive item{within} is from {names}{where}",
            RuleSubject.NamedGoods when items.Count == 0 => $"nothing from {Names(condition.Except.Select(item => item.Id))} is in the cart",
            _ => where.Length == 0 ? $"something from {names}{within} is in the cart" : Sums(condition.Where!, $"{names}{within}", wording) ?? $"something from {names}{within} is in the cart{where}",
        };
    }

    // Sums over all of them read better as one phrase: "the cart has 2 pieces or more from Books".
    private static string? Sums(Rule where, string names, Wording wording)
    {
        var conditions = (where is AllOf all ? all.Rules : [where]).Where(part => !part.Muted).ToList();
        if (!conditions.TrueForAll(part => part is NumberCondition { Kind.Subject: RuleSubject.MatchedQuantity or RuleSubject.MatchedAmount })) return null;
        string Of(RuleSubject subject) => string.Join(" and ", conditions.Cast<NumberCondition>().Where(c => c.Kind.Subject == subject).Select(c => Compared(c, wording)));
        return (Of(RuleSubject.MatchedQuantity), Of(RuleSubject.MatchedAmount)) switch
        {
            (var pieces, "") => $"the cart has {pieces} from {names}",
            ("", var worth) => $"what the cart has from {names} is worth {worth}",
            var (pieces, worth) => $"the cart has {pieces} from {names}, worth {worth}",
        };
    }

    private static string Sub(Rule where, Wording wording, Func<string, string> nameOf)
    {
        var text = Part(where, wording, nameOf);
        return text.Length == 0 ? "" : $", {(text.StartsWith('(') && where is not Condition ? text[1..^1] : text)}";
    }
}
