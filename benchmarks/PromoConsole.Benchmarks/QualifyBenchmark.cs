using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Qualification.Index;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Benchmarks;

/// <summary>
/// Which of many promotions a cart can use: the index of the catalogue against a bare set of bits for the same conditions, and against a scan over all
/// of them by hand. Then the whole answer with discounts, and what making the index costs in time and memory.
/// </summary>
internal static class QualifyBenchmark
{
    private const int Carts = 512;
    private const int Products = 2_000;
    private const int MostScanned = 100_000; // beyond, the scan takes minutes
    private const int Segments = 40;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly CatalogueProject Project = new(TimeZoneInfo.Utc, "EUR", DayOfWeek.Monday, true);

    public static void Run()
    {
        var times = new Dictionary<int, double>();
        foreach (var count in (int[])[100, 10_000]) times[count] = Compare(count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"Growth",-28} 10,000 promotions take {times[10_000] / times[100]:0.0} × the time of 100"));
        Answer(10_000);
        Publish(10_000);
    }

    /// <summary>Finding alone, among so many.</summary>
    public static void Find(int count) => Compare(count);

    private static double Compare(int count)
    {
        var asked = Asked(count);
        var catalogue = CatalogueOf(asked);
        var index = catalogue.Index;
        var bare = new Bare(asked);
        var carts = CartsOf();
        var keys = carts.Select(facts => CartKeys.Of(facts, Now)).ToArray();
        var (a, b, c) = (0L, 0L, 0L);
        var scanned = count <= MostScanned;
        foreach (var key in keys)
        {
            a += index.Find(key, OfferKinds.Tiers, AskedAbout.Everything).Count;
            b += bare.Find(key).Count;
            c += scanned ? Scan(asked, key) : bare.Find(key).Count;
        }

        if (a != b || b != c) throw new InvalidOperationException($"They disagree: {a}, {b}, {c}.");
        const int Rounds = 15;
        var (ours, bits, scan) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = -3; round < Rounds; round++)
        {
            var times = (Time(keys, key => index.Find(key, OfferKinds.Tiers, AskedAbout.Everything).Count), Time(keys, key => bare.Find(key).Count), scanned ? Time(keys, key => Scan(asked, key)) : double.NaN);
            if (round >= 0) (ours[round], bits[round], scan[round]) = times;
        }

        var (mine, theirs, by) = (Median(ours), Median(bits), Median(scan));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{$"Find of {count:N0}",-28} ours {mine,8:0.00} µs   bare bits {theirs,8:0.00} µs   ratio {mine / theirs:0.00}{(scanned ? $"   scan by hand {by,8:0.00} µs   ratio {mine / by:0.000}" : "")}   found {a / (double)Carts:0.0} a cart"));
        return mine;
    }

    // Everything but reading the database: find, decide with discount and proof, sort, cut.
    private static void Answer(int count)
    {
        var catalogue = CatalogueOf(Asked(count));
        _ = catalogue.Index;
        var carts = CartsOf();
        var request = new QualifyRedeemables { Limit = 30, Sort = QualificationSort.BestDeal, Caller = new(Caller.Api, "Web shop", "app-1") };
        var rounds = new double[15];
        var entries = 0;
        for (var round = -3; round < rounds.Length; round++)
        {
            entries = 0;
            var time = Time(carts, facts =>
            {
                var found = catalogue.Index.Find(CartKeys.Of(facts, Now), OfferKinds.Tiers, AskedAbout.Everything);
                var answer = Qualifier.Decide(request, catalogue, facts, found, Now);
                entries += answer.Entries.Count;
                return answer.Entries.Count;
            });
            if (round >= 0) rounds[round] = time;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"Answer out of {count:N0}",-28} best 30 with discounts and proofs {Median(rounds):0.0} µs   entries {entries / (double)Carts:0.0} a cart"));
    }

    private static void Publish(int count)
    {
        var asked = Asked(count);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var catalogue = CatalogueOf(asked);
        var compiled = GC.GetTotalMemory(forceFullCollection: true);
        var index = catalogue.Index;
        var indexed = GC.GetTotalMemory(forceFullCollection: true);
        var times = new double[9];
        for (var round = 0; round < times.Length; round++)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(QualificationIndex.Of(catalogue));
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        GC.KeepAlive(index);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{$"Publish with {count:N0}",-28} index made in {Median(times):0.0} ms   memory a promotion: rule and setup {(compiled - before) / (double)count:0} B, index {(indexed - compiled) / (double)count:0} B"));
        GC.KeepAlive(catalogue);
    }

    private static double Time<T>(T[] carts, Func<T, int> find)
    {
        var found = 0;
        var start = Stopwatch.GetTimestamp();
        foreach (var cart in carts) found += find(cart);
        var elapsed = Stopwatch.GetElapsedTime(start);
        GC.KeepAlive(found);
        return elapsed.TotalMicroseconds / carts.Length;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    /// <summary>What one promotion asks: (one of these products or this segment) and an amount, between two instants.</summary>
    private sealed record Promotion(int Number, string[] Products, string? Segment, long Amount, long From, long To);

    private static Promotion[] Asked(int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(n =>
        {
            string[] products = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"prod_{random.Next(Products)}")];
            var segment = random.Next(4) == 0 ? $"seg_{random.Next(Segments)}" : null;
            var (amount, from) = (random.Next(5_00, 400_00), Now.AddDays(random.Next(-90, 10)));
            var to = Now.AddDays(random.Next(-5, 90));
            return new Promotion(n, products, segment, amount, from.UtcTicks, (to > from ? to : from.AddDays(1)).UtcTicks);
        })];
    }

    private static Catalogue CatalogueOf(Promotion[] asked)
    {
        var campaigns = ImmutableDictionary.CreateBuilder<string, CatalogueCampaign>();
        foreach (var setup in SetupsOf(asked))
        {
            var id = $"camp_{setup.Tiers[0].Id}";
            campaigns[id] = new(id, id, true, null, false, 1, FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(1, CatalogueVersion.Of(1, setup, Project))]));
        }

        return new Catalogue { Version = 1, Project = Project, Campaigns = campaigns.ToImmutable(), Names = ImmutableDictionary<string, string>.Empty };
    }

    /// <summary>Campaigns of a hundred tiers each.</summary>
    public static IEnumerable<CampaignSetup> Setups(int count) => SetupsOf(Asked(count));

    private static IEnumerable<CampaignSetup> SetupsOf(Promotion[] asked) => asked.Chunk(100).Select(some => new CampaignSetup
    {
        Codes = CodeSetup.None,
        Tiers = [.. some.Select((one, at) => new TierSetup
        {
            Id = $"promo_{one.Number}", Name = $"Tier {one.Number}", Hierarchy = at + 1, Discount = new AmountOff(one.Number % 20 + 1), CreatedAt = Now.AddMinutes(-one.Number),
            Schedule = new Schedule { StartsAt = new DateTimeOffset(one.From, TimeSpan.Zero), EndsAt = new DateTimeOffset(one.To, TimeSpan.Zero) },
            Rule = new AllOf([Which(one), When.AmountBefore(Operator.AtLeast, one.Amount)]),
        })],
    });

    /// <summary>Carts that buy some of the products promotions name.</summary>
    public static OrderContent[] Orders() => [.. CartsOf().Select(facts => facts.Order!.Content)];

    private static Rule Which(Promotion one)
    {
        var items = When.AnyItem([.. one.Products.Select(product => new ItemReference(ItemKind.Product, product))]);
        return one.Segment is null ? items : new AnyOf([items, When.Segment(Operator.Is, one.Segment)]);
    }

    private static Facts[] CartsOf()
    {
        var random = new Random(12);
        return [.. Enumerable.Range(0, Carts).Select(n =>
        {
            OrderLine[] lines = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => new OrderLine { ProductId = $"prod_{random.Next(Products)}", Quantity = random.Next(1, 4), PriceAmount = random.Next(5_00, 60_00) })];
            string[] segments = [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"seg_{random.Next(Segments)}")];
            return new Facts
            {
                Customer = random.Next(4) == 0 ? null : new CustomerFacts($"cust_{n}", null, null, segments, MetadataBag.Empty),
                Order = OrderFacts.New(null, new OrderContent { Lines = lines }),
            };
        })];
    }

    private static int Scan(Promotion[] asked, in CartKeys cart)
    {
        var found = 0;
        foreach (var one in asked)
            if (one.From <= cart.NowTicks && cart.NowTicks < one.To && cart.AmountBefore >= one.Amount && (HasOne(one.Products, cart.Items) || (one.Segment is { } segment && cart.Segments.Contains(segment)))) found++;
        return found;
    }

    private static bool HasOne(string[] products, HashSet<ItemKey> items)
    {
        foreach (var product in products)
            if (items.Contains(new(ItemKind.Product, product))) return true;
        return false;
    }

    /// <summary>The same with nothing but bits: one set for each product and segment, and bounds looked at for what they leave.</summary>
    private sealed class Bare
    {
        private readonly Promotion[] _asked;
        private readonly int _words;
        private readonly Dictionary<string, ulong[]> _products = [];
        private readonly Dictionary<string, ulong[]> _segments = [];

        public Bare(Promotion[] asked)
        {
            _asked = asked;
            _words = (asked.Length + 63) / 64;
            foreach (var one in asked)
            {
                foreach (var product in one.Products) Set(_products, product, one.Number);
                if (one.Segment is { } segment) Set(_segments, segment, one.Number);
            }
        }

        public List<int> Find(in CartKeys cart)
        {
            Span<ulong> result = stackalloc ulong[_words];
            foreach (var item in cart.Items) Or(result, _products, item.Id);
            foreach (var segment in cart.Segments) Or(result, _segments, segment);
            var found = new List<int>();
            for (var word = 0; word < _words; word++)
            {
                for (var bits = result[word]; bits != 0; bits &= bits - 1)
                {
                    var one = _asked[(word << 6) + BitOperations.TrailingZeroCount(bits)];
                    if (one.From <= cart.NowTicks && cart.NowTicks < one.To && cart.AmountBefore >= one.Amount) found.Add(one.Number);
                }
            }

            return found;
        }

        private void Set(Dictionary<string, ulong[]> sets, string value, int number)
        {
            if (!sets.TryGetValue(value, out var set)) sets[value] = set = new ulong[_words];
            set[number >> 6] |= 1UL << number;
        }

        private static void Or(Span<ulong> result, Dictionary<string, ulong[]> sets, string value)
        {
            if (!sets.TryGetValue(value, out var set)) return;
            for (var i = 0; i < set.Length; i++) result[i] |= set[i];
        }
    }
}
