using System.Globalization;
using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Rules;

/// <summary>A node of a verdict in words. Together they are a sentence or two a support agent can say.</summary>
/// <param name="Saw">"Cart total before discounts is 42.00 PLN."</param>
/// <param name="Asked">"50.00 PLN or more was asked"; null when the first part says it all.</param>
/// <param name="Distance">"8.00 PLN short"; null when it passed or no distance can be said.</param>
public sealed record NodeWords(string Saw, string? Asked, string? Distance)
{
    /// <summary>"Cart total before discounts is 42.00 PLN; 50.00 PLN or more was asked; 8.00 PLN short."</summary>
    public string Sentence => (Asked, Distance) switch
    {
        (null, null) => Saw,
        _ => $"{Saw.TrimEnd('.')}; {string.Join("; ", new[] { Asked, Distance }.OfType<string>())}.",
    };
}

/// <summary>Says what each node of a rule saw and asked, in English.</summary>
public static class VerdictWords
{
    /// <summary>A condition or a sub-rule. Junctions are named by <see cref="Junction"/>.</summary>
    public static NodeWords Of(Verdict verdict, Wording wording)
    {
        if (verdict.Kind is "all" or "any" or "not") return new($"{Junction(verdict)}: {Holding(verdict)}.", null, null);
        if (verdict.Outcome == Outcome.Undecided) return new("Not tested: something is missing here.", null, null);
        var kind = RuleKinds.Of(verdict.Kind);
        if (verdict.MissingCustomer) return new("No customer was given.", MissingFor(verdict, kind), null);
        return kind.Shape switch
        {
            ConditionShape.Number => Number(verdict, kind, wording),
            ConditionShape.Membership => Membership(verdict, kind),
            ConditionShape.Flag => Flag(verdict, kind),
            ConditionShape.Items => ItemsWords.Of(verdict, kind, wording),
            ConditionShape.Moment => Moment(verdict, wording),
            _ => Metadata(verdict, kind, wording),
        };
    }

    /// <summary>How a bracket is headed: "Any of these". A "not" is said together with the bracket inside it.</summary>
    public static string Junction(Verdict verdict) => verdict.Kind switch
    {
        "all" => "All of these",
        "any" => "Any of these",
        "not" when verdict.Parts is [{ Kind: "all" }] => "Not all of these",
        "not" when verdict.Parts is [{ Kind: "any" }] => "None of these",
        _ => "Not this",
    };

    /// <summary>How many parts of a bracket hold: "1 of 2 holds"; muted ones are not counted.</summary>
    public static string Holding(Verdict verdict)
    {
        var counted = (verdict.Parts ?? []).Where(part => part.Outcome != Outcome.Muted).ToList();
        if (counted.Count == 0) return "nothing in it counts";
        var hold = counted.Count(part => part.Holds);
        return hold == 0 ? $"none of {counted.Count} holds" : $"{hold} of {counted.Count} {(hold == 1 ? "holds" : "hold")}";
    }

    /// <summary>"Winter club or VIP".</summary>
    internal static string Or(IReadOnlyList<string>? names) => OperatorWords.Or(names);

    /// <summary>The shortest way to say why a condition is to blame: "cart is 8.00 PLN short".</summary>
    public static string Reason(Verdict verdict, Wording wording) => ReasonWords.Of(verdict, wording);

    /// <summary>"8.00 PLN short", "2 too many".</summary>
    internal static string Off(long distance, Unit unit, Wording wording) => (distance > 0, unit) switch
    {
        (true, Unit.Amount) => $"{wording.Money(distance)} short",
        (true, _) => $"{wording.Number(distance)} short",
        (false, Unit.Amount) => $"{wording.Money(-distance)} too much",
        _ => $"{wording.Number(-distance)} too many",
    };

    internal static string AskedNumber(TestVerdict test, Unit unit, Wording wording)
    {
        if (test.Asked is not { Count: > 0 } asked) return test.Is == Operator.IsUnknown ? "no value was allowed" : "any value was asked";
        var number = Or([.. asked.Select(one => OperatorWords.Amount(one, unit, wording))]);
        var was = unit == Unit.Amount || asked is [1] ? "was" : "were";
        return test.Is switch
        {
            Operator.AtLeast => $"{number} or more {was} asked",
            Operator.MoreThan => $"more than {number} {was} asked",
            Operator.AtMost => $"{number} at most {was} allowed",
            Operator.LessThan => $"less than {number} {was} allowed",
            Operator.Is => $"exactly {number} {was} asked",
            _ => $"anything but {number} was asked",
        };
    }

    private static NodeWords Number(Verdict verdict, RuleKind kind, Wording wording)
    {
        var asked = verdict.Telling is { } test ? AskedNumber(test, kind.Unit, wording) : null;
        if (verdict.Seen is not { } seen) return new(kind.Nothing, asked, null);
        var distance = verdict.Distance is { } off ? Off(off, kind.Unit, wording) : null;
        var saw = string.Format(wording.Culture, kind.Saw, OperatorWords.Amount(seen, kind.Unit, wording));
        return new(char.ToUpperInvariant(saw[0]) + saw[1..], asked, distance);
    }

    private static NodeWords Membership(Verdict verdict, RuleKind kind)
    {
        var asked = Or([.. (verdict.Names ?? []).Select(name => name == MembershipMatcher.Any ? "any" : name)]);
        var wanted = verdict.Test != Operator.IsNot;
        var failed = verdict.Outcome == Outcome.Failed;
        if (kind.Subject is RuleSubject.User or RuleSubject.ApiKey)
        {
            var what = kind.Subject == RuleSubject.User ? "user" : "API key";
            var saw = verdict.SeenText is { } one ? $"The {what} is {one}." : $"No {what} redeems.";
            return new(saw, failed ? (wanted ? $"{asked} was asked" : $"anything but {asked} was asked") : null, null);
        }

        var group = kind.Subject == RuleSubject.Segments ? "segment" : "tier";
        var names = verdict.Names is { Count: > 1 } ? $"{group}s {asked}" : $"{group} {asked}";
        if (asked == "any") names = $"any {group}";
        if (verdict.Outcome == Outcome.Muted) return new($"Customer {(wanted ? "in" : "not in")} {names}: not counted.", null, null);
        var member = failed != wanted;
        var others = verdict.SeenText is { } seen ? $"{group}s seen: {seen}" : $"it is in no {group}";
        return new($"Customer is {(member ? "" : "not ")}in {names}.", failed ? (member ? "only others qualify" : others) : null, null);
    }

    private static NodeWords Flag(Verdict verdict, RuleKind kind)
    {
        var wanted = verdict.Test != Operator.IsNot;
        var so = verdict.Outcome == Outcome.Failed != wanted;
        return new(so ? kind.Saw : kind.Nothing.Length > 0 ? kind.Nothing : kind.Saw, verdict.Outcome == Outcome.Failed ? (wanted ? "only the holder may" : "only others may") : null, null);
    }

    private static NodeWords Metadata(Verdict verdict, RuleKind kind, Wording wording)
    {
        var owner = kind.Subject switch
        {
            RuleSubject.CustomerMetadata => "Customer",
            RuleSubject.OrderMetadata => "Order",
            RuleSubject.RedemptionMetadata => "Redemption",
            RuleSubject.EventMetadata => "Event",
            RuleSubject.LineMetadata => "Item",
            _ => "Items",
        };
        var own = owner == "Items" ? "Items’" : $"{owner}’s";
        var saw = verdict.SeenText is { } seen ? $"{own} {verdict.Property} is {seen}." : $"{owner} {(owner == "Items" ? "have" : "has")} no {verdict.Property}.";
        var says = verdict.Outcome == Outcome.Passed && verdict.Test is Operator.Is or Operator.HasValue;
        return new(saw, says || verdict.Telling is not { } test ? null : AskedText(test, wording), null);
    }

    private static NodeWords Moment(Verdict verdict, Wording wording)
    {
        var asked = verdict.Telling is { } test ? $"asked is a time that {Attribute(test, wording)}" : null;
        return new(SeenText(verdict, wording) is { } seen ? $"It is {seen}." : "It is not known which time it is.", asked, null);
    }

    /// <summary>The text a condition saw as people write it, in the language of the wording: a moment as "Monday, 2 March 2026, 13:00"; null when it saw a number, or nothing.</summary>
    public static string? SeenText(Verdict verdict, Wording wording) =>
        RuleKinds.Find(verdict.Kind)?.Shape == ConditionShape.Moment && DateTimeOffset.TryParse(verdict.SeenText, CultureInfo.InvariantCulture, out var moment)
            ? moment.ToString(moment.Second == 0 ? "dddd, d MMMM yyyy, HH:mm" : "dddd, d MMMM yyyy, HH:mm:ss", wording.Culture)
            : verdict.SeenText;

    private static string Attribute(TestVerdict test, Wording wording) =>
        OperatorWords.Attribute(test.Is, [.. (test.Names ?? []).Select(name => OperatorWords.Asked(test.Is, name, wording))]);

    private static string AskedText(TestVerdict test, Wording wording)
    {
        var values = Or(test.Names);
        return test.Is switch
        {
            Operator.Is => $"{values} was asked",
            Operator.IsNot => $"anything but {values} was asked",
            Operator.MoreThan => $"more than {values} was asked",
            Operator.AtLeast => $"{values} or more was asked",
            Operator.LessThan => $"less than {values} was asked",
            Operator.AtMost => $"{values} or less was asked",
            Operator.StartsWith => $"a text starting with {values} was asked",
            Operator.EndsWith => $"a text ending with {values} was asked",
            Operator.Contains => $"a text containing {values} was asked",
            Operator.HasValue => "any value was asked",
            Operator.IsUnknown => "no value was allowed",
            _ => $"asked is one that {Attribute(test, wording)}",
        };
    }

    private static string MissingFor(Verdict verdict, RuleKind kind) => kind.Subject switch
    {
        RuleSubject.Segments => $"a customer {(verdict.Test == Operator.Is ? "in" : "outside")} {Or(verdict.Names)} was asked",
        RuleSubject.LoyaltyTiers => "the customer’s loyalty tier was asked",
        RuleSubject.CustomerMetadata => $"the customer’s {verdict.Property} was asked",
        RuleSubject.IsHolder => "the holder of the code was asked",
        _ => "uses are counted per customer",
    };
}
