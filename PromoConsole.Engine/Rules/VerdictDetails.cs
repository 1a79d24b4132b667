using System.Diagnostics;
using System.Text.Json;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules.Messages;

namespace PromoConsole.Engine.Rules;

/// <summary>The verdict of one condition: the value seen and, test by test, what was asked and how far off it was.</summary>
internal static class VerdictDetails
{
    private const int MostShown = 10;
    private const int LongestText = 200;

    private static readonly OrderLine s_noLine = new() { Quantity = 0 };

    /// <param name="line">The order line a sub-rule looks at; null for a rule itself.</param>
    public static Verdict Of(CompiledRule.Part part, Truth truth, in RuleFacts facts, OrderLine? line, in MatchedLines sums) => part.Rule switch
    {
        NumberCondition c => Number(c, part, truth, facts, line is null ? part.Leaf.Seen(facts) : part.Leaf.Seen(line, sums)),
        MembershipCondition c => Membership(c, part, truth, facts),
        MetadataCondition { Kind.Subject: RuleSubject.ProductMetadata } c when line is null => Lines(c, part, truth, facts),
        MetadataCondition c => Metadata(c, part, truth, facts, line),
        MomentCondition c => Moment(c, part, truth, facts),
        ItemsCondition c => Lines(c, part, truth, facts),
        FlagCondition c => New(c, truth, facts, tests: part.Asked.Of(Ended(truth), null, facts.Catalogue)),
        var other => throw new UnreachableException($"No explanation for {other.GetType().Name}."),
    };

    // Made in one go: a proof has many of them.
    private static Verdict New(
        Condition condition, Truth truth, in RuleFacts facts, Unit unit = Unit.None, long? seen = null, string? seenText = null, IReadOnlyList<TestVerdict>? tests = null,
        IReadOnlyList<string>? from = null, string? property = null, IReadOnlyList<Verdict>? parts = null, IReadOnlyList<LineVerdict>? lines = null)
    {
        (string? message, string? language) = (condition.Message, null);
        if (condition is not { MessageId: null, Translations: null } && MessageText.Of(condition, facts.Catalogue.Messages) is { } told) (message, language) = told.In(facts.Languages ?? []);
        return new()
        {
            Kind = condition.Kind.Word,
            Outcome = Ended(truth),
            Number = condition.Number,
            Message = message,
            Language = language,
            Unknown = truth == Truth.Unknown,
            MissingCustomer = IsMissingCustomer(condition, truth, facts),
            Unit = unit,
            Seen = seen,
            SeenText = seenText,
            Tests = tests,
            From = from,
            Property = property,
            Parts = parts,
            Lines = lines,
        };
    }

    private static bool IsMissingCustomer(Condition condition, Truth truth, in RuleFacts facts) =>
        truth == Truth.Unknown && facts.Customer is null && condition.Kind.NeedsCustomer;

    private static Verdict Number(NumberCondition condition, CompiledRule.Part part, Truth truth, in RuleFacts facts, long? seen) =>
        New(condition, truth, facts, condition.Kind.Unit, seen, tests: part.Asked.OfNumber(seen, facts.Catalogue));

    private static Verdict Membership(MembershipCondition condition, CompiledRule.Part part, Truth truth, in RuleFacts facts)
    {
        var kind = condition.Kind.Subject;
        IReadOnlyList<string>? seen = kind switch
        {
            RuleSubject.Segments => facts.Customer?.SegmentIds,
            RuleSubject.LoyaltyTiers => facts.Customer is null ? null : facts.LoyaltyTierIds,
            RuleSubject.User => facts.User is { } user ? [user] : null,
            _ => facts.ApiKeyName is { } key ? [key] : facts.ApiKeyId is { } id ? [id] : null,
        };
        var missing = IsMissingCustomer(condition, truth, facts);
        var (held, members) = (0UL, part.Asked.Members);
        for (var i = 0; i < members.Length; i++)
        {
            var holds = kind switch
            {
                RuleSubject.ApiKey => members[i].Holds(facts.ApiKeyId, facts.ApiKeyName),
                RuleSubject.User => members[i].Holds(facts.User, null),
                _ => !missing && members[i].Holds(seen),
            };
            if (holds) held |= 1UL << i;
        }

        return New(condition, truth, facts, seenText: seen is { Count: > 0 } ? Named(seen, facts) : null, tests: part.Asked.Of(held, facts.Catalogue));
    }

    private static Verdict Metadata(MetadataCondition condition, CompiledRule.Part part, Truth truth, in RuleFacts facts, OrderLine? line)
    {
        var missing = IsMissingCustomer(condition, truth, facts);
        var clock = facts.Clock;
        var (held, tests) = (0UL, part.Asked.Metadata);
        if (condition.Kind.Subject is RuleSubject.AnyLineMetadata or RuleSubject.EachLineMetadata)
        {
            var each = condition.Kind.Subject == RuleSubject.EachLineMetadata;
            List<OrderLine> lines = [];
            foreach (var one in facts.LineSpan)
                if (one.Quantity > 0) lines.Add(one);
            for (var i = 0; i < tests.Length; i++)
            {
                var test = tests[i];
                if (!missing && lines.Count > 0 && (each ? lines.TrueForAll(one => test.Holds(one, clock)) : lines.Exists(one => test.Holds(one, clock)))) held |= 1UL << i;
            }

            string?[] seen = [.. lines.Select(one => Shown(one, condition.Property)).Take(MostShown)];
            var text = Array.Exists(seen, one => one is not null) ? Cut(string.Join(", ", seen.Select(one => one ?? "nothing"))) : null;
            return New(condition, truth, facts, seenText: text, tests: part.Asked.Of(held, facts.Catalogue), property: condition.Property);
        }

        if (line is not null)
        {
            for (var i = 0; i < tests.Length; i++)
                if (tests[i].Holds(line, clock)) held |= 1UL << i;
            return New(condition, truth, facts, seenText: Shown(line, condition.Property), tests: part.Asked.Of(held, facts.Catalogue), property: condition.Property);
        }

        var only = condition.Kind.Subject switch
        {
            RuleSubject.CustomerMetadata => facts.Customer?.Metadata,
            RuleSubject.OrderMetadata => facts.OrderMetadata,
            RuleSubject.RedemptionMetadata => facts.RedemptionMetadata,
            _ => facts.EventMetadata,
        };
        for (var i = 0; i < tests.Length; i++)
            if (!missing && tests[i].Holds(only, clock)) held |= 1UL << i;
        return New(condition, truth, facts, seenText: Shown(only, condition.Property), tests: part.Asked.Of(held, facts.Catalogue), property: condition.Property);
    }

    private static Verdict Moment(MomentCondition condition, CompiledRule.Part part, Truth truth, in RuleFacts facts)
    {
        var (held, tests, clock) = (0UL, part.Asked.Moments, facts.Clock);
        for (var i = 0; i < tests.Length; i++)
            if (tests[i].Holds(clock)) held |= 1UL << i;
        return New(condition, truth, facts, seenText: MomentMatcher.Shown(clock), tests: part.Asked.Of(held, facts.Catalogue));
    }

    private static Verdict Lines(Condition condition, CompiledRule.Part part, Truth truth, in RuleFacts facts)
    {
        var matcher = part.Leaf.Lines!;
        var sums = matcher.Sum(facts);
        var extreme = matcher.Extreme(facts);
        var byLine = part.Where is { } sub && LooksAtLines(sub);
        var names = new List<string>();
        var lines = byLine ? new List<LineVerdict>() : null;
        LineVerdict? telling = null;
        for (var i = 0; i < facts.LineSpan.Length; i++)
        {
            var line = facts.LineSpan[i];
            if (!matcher.Matches(line, facts, extreme)) continue;
            if (names.Count < MostShown) names.Add(LineName(line, facts));
            if (lines is null) continue;

            // The first that decided it is told however far down it stands; a long cart is not explained line by line for it.
            var tells = telling is null && matcher.Fulfils(line, facts, sums) != matcher.AsksEvery;
            if (lines.Count >= MostShown && !tells) continue;
            var told = new LineVerdict(i, LineName(line, facts), RuleEvaluator.Explain(part.Where!, facts, line, sums).Verdict);
            lines.Add(told);
            if (tells) telling = told;
        }

        // Without a matching line the sums are still worth telling: none of two pieces.
        telling ??= lines?.FirstOrDefault();
        var shown = telling?.Where ?? (part.Where is { } where ? RuleEvaluator.Explain(where, facts, s_noLine, sums).Verdict : null);
        var none = sums.Count == 0 && condition is ItemsCondition { Kind.Subject: RuleSubject.AnyLine } items && (items.Items.Count > 0 || items.Except.Count == 0);
        return New(
            condition, truth, facts, Unit.Quantity, sums.Quantity, names.Count == 0 ? null : string.Join(", ", names), part.Asked.Of(Ended(truth), none ? 1 : null, facts.Catalogue),
            part.Asked.From(facts.Catalogue), (condition as MetadataCondition)?.Property, shown is null ? null : shown.Kind == "all" ? shown.Parts : [shown],
            lines);
    }

    private static bool LooksAtLines(CompiledRule.Part where) =>
        where.Conditions().Any(condition => condition.Kind.Subject is RuleSubject.LinePrice or RuleSubject.LineQuantity or RuleSubject.LineMetadata or RuleSubject.ProductMetadata);

    private static Outcome Ended(Truth truth) => truth == Truth.True ? Outcome.Passed : Outcome.Failed;

    // What is not text is shown as its JSON; a long value is cut, the attempt keeps what is needed to explain it.
    private static string Shown(JsonElement seen) => Cut(seen.ValueKind == JsonValueKind.String ? seen.GetString()! : seen.GetRawText());

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";

    private static string LineName(OrderLine line, in RuleFacts facts) =>
        line.Name ?? (line.ProductId is { } product ? facts.Catalogue.NameOf(product) : line.SourceId ?? line.SkuId ?? "?");

    private static string Named(IReadOnlyList<string> ids, in RuleFacts facts)
    {
        if (ids.Count == 1) return facts.Catalogue.NameOf(ids[0]);
        var names = new string[ids.Count];
        for (var i = 0; i < names.Length; i++) names[i] = facts.Catalogue.NameOf(ids[i]);
        return string.Join(", ", names);
    }

    private static string? Shown(MetadataBag? metadata, string property) => metadata?.Find(property) is { } value ? Shown(value) : null;

    private static string? Shown(OrderLine line, string property) =>
        Shown(line.Metadata, property) ?? Shown(line.Item?.SkuMetadata, property) ?? Shown(line.Item?.ProductMetadata, property);
}
