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
        if (verdict.MissingCustomer) return new("No customer was given.", MissingFor(verdict), null);
        return verdict.Kind switch
        {
            "customer.segment" => Segment(verdict),
            "customer.metadata" => Metadata(verdict, "Customer"),
            "order.metadata" => Metadata(verdict, "Order"),
            "order.items.any" => Items(verdict, wording),
            "order.initial_amount" => Number(verdict, wording, "Initial cart total is {0}.", "The cart has no value."),
            "order.amount" => Number(verdict, wording, "Cart total before discounts is {0}.", "The cart has no value."),
            "order.total_amount" => Number(verdict, wording, "Cart total after this discount is {0}.", "The cart has no value."),
            "order.items.count" => Number(verdict, wording, "The cart has {0}.", "The cart has no pieces."),
            "order.items.aggregated_quantity" => Number(verdict, wording, "The cart has {0} of them.", ""),
            "order.items.aggregated_amount" => Number(verdict, wording, "They are worth {0} together.", ""),
            "campaign.redemptions.count" => Number(verdict, wording, "With this one the campaign is redeemed {0}.", ""),
            "campaign.redemptions.customers_count" => Number(verdict, wording, "With this one the customer has redeemed this campaign {0}.", ""),
            "redemption.count.per_customer" => Number(verdict, wording, "With this one the customer has redeemed this code {0}.", ""),
            "campaign.orders.amount_discounted" => Number(verdict, wording, "With this one the campaign has given {0}.", "The discount is not known without an order."),
            _ => throw new System.Diagnostics.UnreachableException($"No words for {verdict.Kind}."),
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

    /// <summary>The shortest way to say why a condition is to blame: "cart is 8.00 PLN short".</summary>
    public static string Reason(Verdict verdict, Wording wording)
    {
        if (verdict.MissingCustomer) return "no customer was given";
        var distance = verdict.Distance is { } off ? Off(off, verdict.Unit, wording) : null;
        var limit = verdict.Test is nameof(Comparison.AtMost) or nameof(Comparison.LessThan);
        switch (verdict.Kind)
        {
            case "customer.segment":
                return $"customer is {(verdict.Test == nameof(Membership.In) ? "not " : "")}in {Or(verdict.Names)}";
            case "order.initial_amount" or "order.amount" or "order.total_amount":
                return verdict.Seen is null ? "the cart has no value"
                    : distance is null ? $"cart is {wording.Money(verdict.Seen.Value)}"
                    : verdict.Kind == "order.total_amount" ? $"cart is {distance} after the discount" : $"cart is {distance}";
            case "order.items.count":
                return verdict.Distance is { } pieces
                    ? $"cart is {wording.Counted(Math.Abs(pieces), "piece", "pieces")} {(pieces > 0 ? "short" : "too many")}"
                    : $"cart has {wording.Counted(verdict.Seen ?? 0, "piece", "pieces")}";
            case "order.items.any":
                return ItemsReason(verdict, wording);
            case "campaign.redemptions.count" when limit && verdict.Outcome == Outcome.Failed:
                return $"the campaign’s {wording.Counted(Most(verdict), "redemption is", "redemptions are")} used up";
            case "campaign.redemptions.customers_count" when limit && verdict.Outcome == Outcome.Failed:
                return $"customer has used the campaign {Times(Most(verdict), wording)} already";
            case "redemption.count.per_customer" when limit && verdict.Outcome == Outcome.Failed:
                return $"customer has used the code {Times(Most(verdict), wording)} already";
            case "campaign.orders.amount_discounted" when limit && verdict is { Outcome: Outcome.Failed, Seen: not null }:
                return $"the budget of {wording.Money(Most(verdict))} is used up";
            default:
                var words = Of(verdict, wording).Saw.TrimEnd('.');
                return words.StartsWith("Order’s", StringComparison.Ordinal) || words.StartsWith("Customer’s", StringComparison.Ordinal) || words.Length == 0
                    ? words
                    : char.ToLowerInvariant(words[0]) + words[1..];
        }
    }

    /// <summary>"Winter club or VIP".</summary>
    internal static string Or(IReadOnlyList<string>? names) => names switch
    {
        null or { Count: 0 } => "?",
        { Count: 1 } => names[0],
        { Count: > 4 } => $"{string.Join(", ", names.Take(3))} or {names.Count - 3} more",
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}",
    };

    /// <summary>A number with what it counts: "8.00 PLN", "2 pieces", "1 time".</summary>
    internal static string Amount(long number, Unit unit, Wording wording) => unit switch
    {
        Unit.Amount => wording.Money(number),
        Unit.Quantity => wording.Counted(number, "piece", "pieces"),
        Unit.Count => Times(number, wording),
        _ => wording.Number(number),
    };

    private static NodeWords Number(Verdict verdict, Wording wording, string saw, string nothing)
    {
        var asked = verdict.Asked is { } number ? AskedNumber(verdict, number, wording) : null;
        if (verdict.Seen is not { } seen) return new(nothing, asked, null);
        var distance = verdict.Distance is { } off ? Off(off, verdict.Unit, wording) : null;
        return new(string.Format(wording.Culture, saw, Amount(seen, verdict.Unit, wording)), asked, distance);
    }

    private static string AskedNumber(Verdict verdict, long asked, Wording wording)
    {
        var number = Amount(asked, verdict.Unit, wording);
        var was = verdict.Unit == Unit.Amount || asked == 1 ? "was" : "were";
        return verdict.Test switch
        {
            nameof(Comparison.AtLeast) => $"{number} or more {was} asked",
            nameof(Comparison.MoreThan) => $"more than {number} {was} asked",
            nameof(Comparison.AtMost) => $"{number} at most {was} allowed",
            nameof(Comparison.LessThan) => $"less than {number} {was} allowed",
            nameof(Comparison.Is) => $"exactly {number} {was} asked",
            _ => $"anything but {number} was asked",
        };
    }

    private static string Off(long distance, Unit unit, Wording wording) => (distance > 0, unit) switch
    {
        (true, Unit.Amount) => $"{wording.Money(distance)} short",
        (true, _) => $"{wording.Number(distance)} short",
        (false, Unit.Amount) => $"{wording.Money(-distance)} too much",
        _ => $"{wording.Number(-distance)} too many",
    };

    private static NodeWords Segment(Verdict verdict)
    {
        var names = verdict.Names is { Count: > 1 } ? $"segments {Or(verdict.Names)}" : $"segment {Or(verdict.Names)}";
        var wanted = verdict.Test == nameof(Membership.In);
        var member = verdict.Outcome == Outcome.Failed != wanted;
        var others = verdict.SeenText is { } seen ? $"segments seen: {seen}" : "it is in no segment";
        if (verdict.Outcome == Outcome.Muted) return new($"Customer {(wanted ? "in" : "not in")} {names}: not counted.", null, null);
        return new($"Customer is {(member ? "" : "not ")}in {names}.", verdict.Outcome == Outcome.Failed ? (member ? "only others qualify" : others) : null, null);
    }

    private static NodeWords Metadata(Verdict verdict, string owner)
    {
        var saw = verdict.SeenText is { } seen ? $"{owner}’s {verdict.Property} is {seen}." : $"{owner} has no {verdict.Property}.";
        var values = Or(verdict.Names);
        var asked = verdict.Test switch
        {
            nameof(MetadataTest.Is) => $"{values} was asked",
            nameof(MetadataTest.IsNot) => $"anything but {values} was asked",
            nameof(MetadataTest.MoreThan) => $"more than {values} was asked",
            nameof(MetadataTest.AtLeast) => $"{values} or more was asked",
            nameof(MetadataTest.LessThan) => $"less than {values} was asked",
            nameof(MetadataTest.AtMost) => $"{values} or less was asked",
            nameof(MetadataTest.StartsWith) => $"a text starting with {values} was asked",
            nameof(MetadataTest.EndsWith) => $"a text ending with {values} was asked",
            nameof(MetadataTest.Contains) => $"a text containing {values} was asked",
            nameof(MetadataTest.HasValue) => "any value was asked",
            _ => "no value was allowed",
        };
        return new(saw, verdict.Outcome == Outcome.Passed && verdict.Test is nameof(MetadataTest.Is) or nameof(MetadataTest.HasValue) ? null : asked, null);
    }

    private static NodeWords Items(Verdict verdict, Wording wording)
    {
        var from = Or(verdict.Names);
        var seen = verdict.Seen ?? 0;
        var saw = seen == 0 ? $"No piece from {from} is in the cart." : $"{wording.Counted(seen, "piece", "pieces")} from {from} {(seen == 1 ? "is" : "are")} in the cart.";
        if (verdict.Parts is not { } parts) return new(saw, seen == 0 ? "1 piece or more was asked" : null, seen == 0 ? "1 short" : null);
        var telling = parts.FirstOrDefault(part => part.Outcome == Outcome.Failed) ?? parts[0];
        var words = Of(telling, wording);
        return new(telling.Unit == Unit.Amount && seen > 0 ? $"{saw.TrimEnd('.')}, worth {wording.Money(telling.Seen ?? 0)}." : saw, words.Asked, words.Distance);
    }

    private static string ItemsReason(Verdict verdict, Wording wording)
    {
        if (verdict.Outcome == Outcome.Passed) return $"cart has something from {Or(verdict.Names)}";
        var failed = verdict.Parts?.FirstOrDefault(part => part is { Outcome: Outcome.Failed, Distance: not null });
        if ((verdict.Seen ?? 0) == 0 && failed is null or { Unit: Unit.Quantity, Asked: <= 1 }) return $"nothing from {Or(verdict.Names)} is in the cart";
        return failed switch
        {
            { Distance: > 0 and var missing, Unit: Unit.Quantity } =>
                $"{wording.Counted(missing, "piece", "pieces")} from {Or(verdict.Names)} {(missing == 1 ? "is" : "are")} missing",
            { Distance: > 0 and var missing } => $"something from {Or(verdict.Names)} worth {wording.Money(missing)} is missing",
            { Distance: { } distance } => $"pieces from {Or(verdict.Names)} are {Off(distance, failed.Unit, wording)}",
            _ => $"pieces from {Or(verdict.Names)} do not fit",
        };
    }

    private static string MissingFor(Verdict verdict) => verdict.Kind switch
    {
        "customer.segment" => $"a customer {(verdict.Test == nameof(Membership.In) ? "in" : "outside")} {Or(verdict.Names)} was asked",
        "customer.metadata" => $"the customer’s {verdict.Property} was asked",
        _ => "uses are counted per customer",
    };

    private static long Most(Verdict verdict) => verdict.Test == nameof(Comparison.LessThan) ? (verdict.Asked ?? 1) - 1 : verdict.Asked ?? 0;

    internal static string Times(long number, Wording wording) => number == 1 ? "once" : wording.Counted(number, "time", "times");
}
