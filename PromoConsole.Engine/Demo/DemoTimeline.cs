using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Demo;

/// <summary>Something that happens in the demo shop's year.</summary>
internal abstract record DemoEvent(DateTimeOffset At);

internal sealed record DemoLaunch(DateTimeOffset At, DemoCampaign Campaign) : DemoEvent(At);

internal sealed record DemoPause(DateTimeOffset At, DemoCampaign Campaign) : DemoEvent(At);

internal sealed record DemoPublish(DateTimeOffset At, DemoCampaign Campaign, Customer Customer) : DemoEvent(At);

/// <param name="Number">The shop's order number.</param>
/// <param name="Campaign">Whose code the shopper tries; null for an order without a code.</param>
/// <param name="Mistyped">The shopper swaps two characters of the code.</param>
/// <param name="Returned">The order is sent back some days later.</param>
internal sealed record DemoOrder(
    DateTimeOffset At, string Number, Customer Customer, OrderContent Content, DemoCampaign? Campaign, bool Mistyped, bool Returned) : DemoEvent(At);

/// <summary>A year of shopping, from a seed: busier at weekends, in the evening and towards its end.</summary>
/// <remarks>Days begin at the project's midnight of the day of loading; that clocks change in between shifts an hour, which nobody sees.</remarks>
internal static class DemoTimeline
{
    private const int Orders = 7_600;
    private static readonly int[] HourWeights = [1, 1, 0, 0, 0, 1, 2, 4, 6, 8, 10, 12, 13, 11, 9, 8, 9, 12, 16, 19, 20, 17, 10, 4];
    private static readonly int[] DayWeights = [14, 9, 9, 10, 10, 12, 16];

    public static List<DemoEvent> Of(int seed, DemoShop shop, IReadOnlyList<DemoCampaign> campaigns, DateTimeOffset today, DateTimeOffset now)
    {
        var random = new Random(seed + 1);
        var events = new List<DemoEvent>();
        foreach (var campaign in campaigns)
        {
            if (campaign.LaunchedDaysAgo is not { } days) continue;
            var launched = today.AddDays(-days).AddHours(9);
            events.Add(new DemoLaunch(launched, campaign));
            if (campaign.PausedDaysAgo is { } paused) events.Add(new DemoPause(today.AddDays(-paused).AddHours(10.5), campaign));
            if (campaign.PublishCodes) AddPublications(events, random, shop, campaign, launched, today);
        }

        var tried = new HashSet<(string, string)>();
        for (var i = 0; i < Orders; i++) events.Add(Order(random, shop, campaigns, today, now, tried, 10_000 + i));
        events.Sort((a, b) => a.At.CompareTo(b.At));
        return events;
    }

    private static void AddPublications(List<DemoEvent> events, Random random, DemoShop shop, DemoCampaign campaign, DateTimeOffset launched, DateTimeOffset today)
    {
        var count = campaign.Setup.Codes.Count * 4 / 5;
        var audience = Members(shop, campaign);
        var span = (today - launched).TotalMinutes - 120;
        for (var i = 0; i < count; i++)
            events.Add(new DemoPublish(launched.AddMinutes(60 + span * random.NextDouble() * random.NextDouble()), campaign, audience[i % audience.Count]));
    }

    private static DemoOrder Order(
        Random random, DemoShop shop, IReadOnlyList<DemoCampaign> campaigns, DateTimeOffset today, DateTimeOffset now, HashSet<(string, string)> tried, int number)
    {
        // The square root makes the year grow towards its end.
        DateTimeOffset at;
        do at = today.AddDays(-360 + (int)(361 * Math.Sqrt(random.NextDouble()))).AddHours(Weighted(random, HourWeights)).AddSeconds(random.Next(3_600));
        while (random.Next(16) >= DayWeights[(int)at.DayOfWeek] || at >= now);

        var customer = DemoShop.Pick(random, shop.Customers);
        var campaign = random.Next(100) < 69 ? Tried(random, shop, campaigns, today, at, tried, ref customer) : null;
        return new DemoOrder(
            at, FormattableString.Invariant($"{number}"), customer, Cart(random, shop, campaign), campaign, Mistyped: random.Next(100) < 3, Returned: random.Next(100) < 2);
    }

    private static DemoCampaign? Tried(Random random, DemoShop shop, IReadOnlyList<DemoCampaign> campaigns, DateTimeOffset today, DateTimeOffset at, HashSet<(string, string)> tried, ref Customer customer)
    {
        var anyTime = random.Next(100) < 7; // people also try codes that are over, or not yet on
        var known = campaigns.Where(c => c.LaunchedDaysAgo is { } days && today.AddDays(-days).AddHours(9) < at
            && (anyTime || ((c.Setup.Schedule.StartsAt ?? at) <= at && (c.Setup.Schedule.EndsAt ?? DateTimeOffset.MaxValue) > at))).ToList();
        if (known.Count == 0) return null;
        var campaign = known[Weighted(random, [.. known.Select(c => c.Weight)])];

        // Most who try a code for a group belong to it, and most who try one that works once have not used it yet.
        if (random.Next(100) < 88 && Members(shop, campaign) is { Count: > 0 } members) customer = DemoShop.Pick(random, members);
        for (var look = 0; look < 12 && campaign.Setup.Limits.RedemptionsPerCustomer == 1 && tried.Contains((campaign.Name, customer.Id)); look++)
            customer = DemoShop.Pick(random, shop.Customers);
        tried.Add((campaign.Name, customer.Id));
        return campaign;
    }

    private static List<Customer> Members(DemoShop shop, DemoCampaign campaign) => campaign.Name switch
    {
        "Black Week warm-up" => shop.MembersOf("Loom Club"),
        "Friends and family" => shop.MembersOf(DemoShop.Staff),
        "Win back" => shop.MembersOf("Lapsed, 90 days"),
        "Newsletter, autumn" => shop.MembersOf("Newsletter readers"),
        _ => [],
    };

    private static OrderContent Cart(Random random, DemoShop shop, DemoCampaign? campaign)
    {
        var shelf = campaign?.Name switch
        {
            "Black Week warm-up" => DemoWords.Bedding,
            "Weekend table" => "Table",
            "Candle week" => "Candles",
            _ => null,
        };
        var lines = new List<OrderLine>();
        var count = 1 + random.Next(4);
        for (var i = 0; i < count; i++)
        {
            var from = i == 0 && shelf is not null && random.Next(100) < 88 ? shop.OnShelf(shelf) : shop.Products;
            var product = DemoShop.Pick(random, from);
            if (lines.Exists(l => l.ProductId == product.Id)) continue;
            lines.Add(new OrderLine
            {
                ProductId = product.Id,
                SourceId = product.SourceId,
                Name = product.Name,
                PriceAmount = product.PriceAmount,
                Quantity = product.PriceAmount < 40_00 ? 1 + random.Next(3) : 1,
            });
        }

        return new OrderContent { Lines = lines, Metadata = DemoShop.Metadata(("channel", DemoShop.Pick(random, DemoWords.Channels))) };
    }

    private static int Weighted(Random random, int[] weights)
    {
        var at = random.Next(weights.Sum());
        for (var i = 0; i < weights.Length; i++)
        {
            at -= weights[i];
            if (at < 0) return i;
        }

        return weights.Length - 1;
    }
}
