using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Benchmarks;

/// <summary>One rule of eight conditions over 4,096 different carts: the compiled rule against the same written in C#.</summary>
internal static class RuleBenchmark
{
    private const int Carts = 4_096;

    private static readonly Rule Rule = new AllOf(
    [
        new AnyOf([When.Segment(Operator.Is, "seg_vip"), When.InitialAmount(Operator.AtLeast, 50_00)]),
        When.AmountBefore(Operator.AtLeast, 20_00),
        When.ItemsQuantity(Operator.AtMost, 40),
        new AnyOf(
        [
            When.AnyItem([new ItemReference(ItemKind.Product, "prod_3"), new ItemReference(ItemKind.Product, "prod_5")], When.MatchedQuantity(Operator.AtLeast, 2)),
            When.OrderMetadata("channel", Operator.Is, "app"),
        ]),
        new Not(When.Segment(Operator.Is, "seg_blocked")),
        When.Used(BudgetMeasure.CampaignPerCustomer, Operator.AtMost, 3),
    ]);

    public static void Run()
    {
        var facts = Enumerable.Range(0, Carts).Select(Cart(new Random(7))).ToArray();
        var compiled = CompiledRule.Of(Rule);
        if (facts.Count(f => compiled.Holds(f)) is var ours && facts.Count(f => ByHand(f)) is var byHand && ours != byHand)
            throw new InvalidOperationException($"The two disagree: {ours} and {byHand}.");

        Compare("Rule of 8 conditions", facts, 100, compiled, static (CompiledRule rule, in RuleFacts f) => rule.Holds(f));
        Compare("The same with its proof", facts, 5, compiled, static (CompiledRule rule, in RuleFacts f) => RuleEvaluator.Explain(rule, f).Outcome != Outcome.Failed);
    }

    private static void Compare(string name, RuleFacts[] facts, int repeats, CompiledRule compiled, Ask ask)
    {
        const int Rounds = 15;
        var (a, b) = (new double[Rounds], new double[Rounds]);
        var bytes = 0L;
        for (var round = -3; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var mine = Time(facts, repeats, compiled, ask);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            var theirs = Time(facts, repeats, compiled, static (CompiledRule _, in RuleFacts f) => ByHand(f));
            if (round >= 0) (a[round], b[round]) = (mine, theirs);
        }

        Array.Sort(a);
        Array.Sort(b);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-34} ours {a[Rounds / 2],11:0.0} ns     by hand {b[Rounds / 2],12:0.0} ns     ratio {a[Rounds / 2] / b[Rounds / 2]:0.00}     {bytes / (repeats * (long)facts.Length):N0} bytes"));
    }

    // By reference: copying the facts would weigh on both and flatter the ratio.
    private delegate bool Ask(CompiledRule rule, in RuleFacts facts);

    private static double Time(RuleFacts[] facts, int repeats, CompiledRule rule, Ask ask)
    {
        var held = 0;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            for (var cart = 0; cart < facts.Length; cart++)
                if (ask(rule, facts[cart])) held++;
        var elapsed = Stopwatch.GetElapsedTime(start);
        GC.KeepAlive(held);
        return elapsed.TotalNanoseconds / (repeats * (double)facts.Length);
    }

    private static bool ByHand(in RuleFacts f)
    {
        if (f.Customer is not { } customer) return false; // "not in" and the count need one
        if (!(customer.SegmentIds.Contains("seg_vip") || f.InitialAmount >= 50_00)) return false;
        if (!(f.AmountBefore >= 20_00) || f.ItemsQuantity > 40) return false;
        if (!(MatchedQuantity(f.Lines) >= 2 || Channel(f.OrderMetadata) == "app")) return false;
        return !customer.SegmentIds.Contains("seg_blocked") && f.Budget![BudgetMeasure.CampaignPerCustomer] <= 3;
    }

    private static long MatchedQuantity(IReadOnlyList<OrderLine> lines)
    {
        long sum = 0;
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].ProductId is "prod_3" or "prod_5") sum += lines[i].Quantity;
        return sum;
    }

    private static string? Channel(MetadataBag order) =>
        order.Values.TryGetValue("channel", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Func<int, RuleFacts> Cart(Random random)
    {
        var catalogue = new Catalogue
        {
            Version = 1, Project = new CatalogueProject(TimeZoneInfo.Utc, "EUR", DayOfWeek.Monday, true),
            Campaigns = ImmutableDictionary<string, CatalogueCampaign>.Empty, Names = ImmutableDictionary<string, string>.Empty,
        };
        var app = JsonSerializer.Deserialize<MetadataBag>("""{"channel":"app"}""")!;
        var web = JsonSerializer.Deserialize<MetadataBag>("""{"channel":"web"}""")!;
        return i =>
        {
            OrderLine[] lines = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => new OrderLine
            {
                ProductId = $"prod_{random.Next(1, 12)}", Quantity = random.Next(1, 5), PriceAmount = random.Next(5_00, 40_00),
            })];
            var amount = lines.Sum(line => line.Amount!.Value);
            string[] segments = [.. new[] { "seg_vip", "seg_new", "seg_blocked" }.Where(_ => random.Next(3) == 0)];
            return new RuleFacts
            {
                Catalogue = catalogue, Lines = lines, OrderMetadata = random.Next(2) == 0 ? app : web, InitialAmount = amount, AmountBefore = amount,
                TotalAmount = amount - 10_00, ItemsQuantity = lines.Sum(line => (long)line.Quantity),
                Customer = random.Next(10) == 0 ? null : new CustomerFacts($"cust_{i}", null, null, segments, MetadataBag.Empty),
                Budget = new BudgetUse { [BudgetMeasure.CampaignPerCustomer] = random.Next(1, 5) },
            };
        };
    }
}
