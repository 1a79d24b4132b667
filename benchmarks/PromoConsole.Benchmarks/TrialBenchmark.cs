using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Benchmarks;

/// <summary>What the rule builder's test panel does after every edit: a rule of 1,000 conditions made ready and explained, nearest change included.</summary>
internal static class TrialBenchmark
{
    private const int Conditions = 1_000;
    private const int Edits = 200;

    public static void Run()
    {
        var facts = Facts();
        var times = new double[Edits];
        for (var edit = -20; edit < Edits; edit++)
        {
            var rule = Rule(edit);
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(facts.Explain(rule));
            if (edit >= 0) times[edit] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{"1,000 conditions after an edit",-34} median {times[Edits / 2],6:0.00} ms     95 % within {times[Edits * 95 / 100],6:0.00} ms     longest {times[^1],6:0.00} ms"));
    }

    // Brackets of ten, every hundredth condition incomplete; each edit changes one number.
    private static AllOf Rule(int edit)
    {
        var incomplete = new NumberCondition(RuleKinds.Of("order.amount"), [new RuleTest(Operator.AtLeast, [])]);
        Condition Condition(int n) => ((n % 100, n % 5) switch
        {
            (99, _) => incomplete,
            (_, 0) => (Condition)When.InitialAmount(Operator.AtLeast, 50_00 + n + edit),
            (_, 1) => When.Segment(Operator.Is, "seg_vip", $"seg_{n}"),
            (_, 2) => When.AnyItem([new ItemReference(ItemKind.Product, $"prod_{n % 12}")], When.MatchedQuantity(Operator.AtLeast, 2)),
            (_, 3) => When.OrderMetadata("channel", Operator.Is, "app", $"web-{n}"),
            _ => When.Used(BudgetMeasure.CampaignPerCustomer, Operator.AtMost, 3),
        }) with
        { Number = n + 1 };
        return new AllOf([.. Enumerable.Range(0, Conditions / 10).Select(bracket =>
            (Rule)new AnyOf([.. Enumerable.Range(0, 10).Select(i => (Rule)Condition((bracket * 10) + i))]))]);
    }

    private static RuleTrialFacts Facts()
    {
        var catalogue = new Catalogue
        {
            Version = 1, Project = new CatalogueProject(TimeZoneInfo.Utc, "EUR", DayOfWeek.Monday, true),
            Campaigns = ImmutableDictionary<string, CatalogueCampaign>.Empty, Names = ImmutableDictionary<string, string>.Empty,
        };
        var content = new OrderContent { Lines = [.. Enumerable.Range(0, 5).Select(n => new OrderLine { ProductId = $"prod_{n}", Name = $"Product {n}", Quantity = 1, PriceAmount = 8_00 })] };
        var order = new OrderFacts(null, null, content, OrderState.Of(content));
        var customer = new CustomerFacts("cust_1", "ola", "Ola", ["seg_new"], MetadataBag.Empty);
        return new(new ValidateRedeemables { Redeemables = [], Caller = RuleTrial.Shop }, new Facts { Order = order, Customer = customer }, catalogue, DateTimeOffset.UnixEpoch.AddYears(56));
    }
}
