using System.Text.Json;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Rules;

/// <summary>Fills a verdict with the value seen and, test by test, what was asked and how far off it was.</summary>
internal static class VerdictDetails
{
    private const int MostShown = 10;
    private const int LongestText = 200;

    public static Verdict Number(Verdict verdict, NumberCondition condition, long? seen) => verdict with
    {
        Unit = condition.Kind.Unit,
        Seen = seen,
        Tests = [.. condition.Tests.Select(test =>
        {
            var ready = NumberTest.Of(test);
            return new TestVerdict(test.Is, Ended(ready.Ask(seen)))
            {
                Asked = test.Values.Count == 0 ? null : [.. test.Values.Select(value => value.Whole).OfType<long>()],
                Distance = seen is { } value ? ready.Distance(value) : null,
            };
        })],
    };

    public static Verdict Membership(Verdict verdict, MembershipCondition condition, in RuleFacts facts)
    {
        IReadOnlyList<string>? seen = condition.Kind.Subject switch
        {
            RuleSubject.Segments => facts.Customer?.SegmentIds,
            RuleSubject.LoyaltyTiers => facts.Customer is null ? null : facts.LoyaltyTierIds,
            RuleSubject.User => facts.User is { } user ? [user] : null,
            _ => facts.ApiKeyName is { } key ? [key] : facts.ApiKeyId is { } id ? [id] : null,
        };
        var kind = condition.Kind.Subject;
        var tests = new List<TestVerdict>();
        foreach (var test in condition.Tests)
        {
            var matcher = new MembershipMatcher([test], kind);
            var holds = kind switch
            {
                RuleSubject.ApiKey => matcher.Holds(facts.ApiKeyId, facts.ApiKeyName),
                RuleSubject.User => matcher.Holds(facts.User, null),
                _ => !verdict.MissingCustomer && matcher.Holds(seen),
            };
            tests.Add(new(test.Is, Ended(Truths.Of(holds))) { Names = Named([.. test.Values.Select(value => value.Text)], facts) });
        }

        return verdict with { Tests = tests, SeenText = seen is { Count: > 0 } ? string.Join(", ", Named(seen, facts)) : null };
    }

    public static Verdict Metadata(Verdict verdict, MetadataCondition condition, in RuleFacts facts, OrderLine? line)
    {
        var bags = condition.Kind.Subject switch
        {
            RuleSubject.CustomerMetadata => [facts.Customer?.Metadata],
            RuleSubject.OrderMetadata => [facts.OrderMetadata],
            RuleSubject.RedemptionMetadata => [facts.RedemptionMetadata],
            RuleSubject.EventMetadata => [facts.EventMetadata],
            RuleSubject.LineMetadata or RuleSubject.ProductMetadata => [OfLine(line!)],
            _ => (List<MetadataBag?>)[.. facts.Lines.Where(one => one.Quantity > 0).Select(OfLine)],
        };
        var clock = facts.Clock;
        var each = condition.Kind.Subject == RuleSubject.EachLineMetadata;
        string?[] seen = [.. bags.Select(bag => bag?.Find(condition.Property) is { } value ? Shown(value) : null).Take(MostShown)];
        return verdict with
        {
            Property = condition.Property,
            SeenText = seen.Any(text => text is not null) ? Cut(string.Join(", ", seen.Select(text => text ?? "nothing"))) : null,
            Tests = [.. condition.Tests.Select(test =>
            {
                var matcher = new MetadataMatcher(condition.Property, [test]);
                var holds = !verdict.MissingCustomer && bags.Count > 0 && (each ? bags.All(bag => matcher.Holds(bag, clock)) : bags.Any(bag => matcher.Holds(bag, clock)));
                return new TestVerdict(test.Is, Ended(Truths.Of(holds))) { Names = test.Values.Count == 0 ? null : [.. test.Values.Select(value => value.Text)] };
            })],
        };
    }

    public static Verdict Lines(Verdict verdict, Condition condition, CompiledRule.Part part, in RuleFacts facts)
    {
        var matcher = part.Leaf.Lines!;
        var sums = matcher.Sum(facts);
        var extreme = matcher.Extreme(facts);
        var names = new List<string>();
        var lines = new List<LineVerdict>();
        for (var i = 0; i < facts.Lines.Count; i++)
        {
            var line = facts.Lines[i];
            if (!matcher.Matches(line, facts, extreme)) continue;
            var name = LineName(line, facts);
            if (names.Count < MostShown) names.Add(name);
            if (part.Where is { } where) lines.Add(new(i, name, RuleEvaluator.Explain(where, facts, line, sums).Verdict));
        }

        // Without a matching line the sums are still worth telling: none of two pieces.
        var telling = matcher.AsksEvery ? lines.Find(line => !line.Where.Holds) ?? lines.FirstOrDefault() : lines.Find(line => line.Where.Holds) ?? lines.FirstOrDefault();
        var shown = telling?.Where ?? (part.Where is { } none ? RuleEvaluator.Explain(none, facts, NoLine, sums).Verdict : null);
        return verdict with
        {
            Unit = Unit.Quantity,
            Seen = sums.Quantity,
            SeenText = names.Count == 0 ? null : string.Join(", ", names),
            From = condition is ItemsCondition { From: { Count: > 0 } from } ? Named(from, facts) : null,
            Property = (condition as MetadataCondition)?.Property,
            Tests = [.. Asked(condition, verdict, sums, facts)],
            Parts = shown is null ? null : shown.Kind == "all" ? shown.Parts : [shown],
            Lines = part.Where is { } sub && LooksAtLines(sub) ? [.. lines.Take(MostShown)] : null,
        };
    }

    private static readonly OrderLine NoLine = new() { Quantity = 0 };

    private static List<TestVerdict> Asked(Condition condition, Verdict verdict, MatchedLines sums, in RuleFacts facts)
    {
        if (condition is MetadataCondition metadata)
        {
            return [.. metadata.Tests.Select(test => new TestVerdict(test.Is, verdict.Outcome)
            {
                Names = test.Values.Count == 0 ? null : [.. test.Values.Select(value => value.Text)],
            })];
        }

        var items = (ItemsCondition)condition;
        var tests = new List<TestVerdict>();
        if (items.Items.Count > 0 || items.Except.Count == 0)
        {
            var names = Named([.. items.Items.Select(item => item.Id)], facts);
            tests.Add(new(Operator.Is, verdict.Outcome)
            {
                Names = names.Length > 0 ? names : Named(items.From, facts),
                Asked = items.Where is null && items.Kind.Subject == RuleSubject.AnyLine ? [1] : null,
                Distance = sums.Count == 0 && items.Kind.Subject == RuleSubject.AnyLine ? 1 : null,
            });
        }

        if (items.Except.Count > 0) tests.Add(new(Operator.IsNot, verdict.Outcome) { Names = Named([.. items.Except.Select(item => item.Id)], facts) });
        return tests;
    }

    private static MetadataBag OfLine(OrderLine line) =>
        (line.Item?.ProductMetadata ?? MetadataBag.Empty).MergedWith(line.Item?.SkuMetadata).MergedWith(line.Metadata);

    private static bool LooksAtLines(CompiledRule.Part where) =>
        where.Conditions().Any(condition => condition.Kind.Subject is RuleSubject.LinePrice or RuleSubject.LineQuantity or RuleSubject.LineMetadata or RuleSubject.ProductMetadata);

    private static Outcome Ended(Truth truth) => truth == Truth.True ? Outcome.Passed : Outcome.Failed;

    // What is not text is shown as its JSON; a long value is cut, the attempt keeps what is needed to explain it.
    private static string Shown(JsonElement seen) => Cut(seen.ValueKind == JsonValueKind.String ? seen.GetString()! : seen.GetRawText());

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";

    private static string LineName(OrderLine line, in RuleFacts facts) =>
        line.Name ?? (line.ProductId is { } product ? facts.Catalogue.NameOf(product) : line.SourceId ?? line.SkuId ?? "?");

    private static string[] Named(IReadOnlyList<string> ids, in RuleFacts facts)
    {
        var names = new string[ids.Count];
        for (var i = 0; i < names.Length; i++) names[i] = facts.Catalogue.NameOf(ids[i]);
        return names;
    }
}
