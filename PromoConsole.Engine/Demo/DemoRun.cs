using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Demo;

/// <summary>
/// Lets the demo shop's year happen: an engine of its own on the same database, whose clock follows the events. Campaigns are launched, codes
/// published, redeemed and rolled back by the services everybody calls, so every figure and proof is one the engine itself produced.
/// </summary>
internal sealed class DemoRun(PromoEngineOptions options, DemoShop shop, DateTimeOffset opened) : IAsyncDisposable
{
    private static readonly Caller Shop = new(Caller.DemoStore, "Demo store");
    private readonly MovingClock _clock = new(opened);
    private readonly Random _random = new(7);
    private readonly Dictionary<string, string> _campaignIds = [];
    private readonly Dictionary<string, string> _categoryIds = [];
    private readonly Dictionary<(string Campaign, string Customer), Queue<string>> _held = [];
    private readonly Dictionary<string, List<string>> _spent = [];
    private readonly PriorityQueue<string, DateTimeOffset> _returns = new();
    private readonly List<Order> _plain = [];
    private ServiceProvider? _engine;

    private ServiceProvider Engine => _engine ??= new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddPromoEngine(options).BuildServiceProvider();

    private IWrites Writes => Engine.GetRequiredService<IWrites>();

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
    }

    /// <summary>Puts products, customers, segments and categories in place.</summary>
    public async Task StockAsync(CancellationToken ct)
    {
        await Writes.ExclusiveAsync<int>((db, _) =>
        {
            db.AddRange(shop.Collections);
            db.AddRange(shop.Products);
            db.AddRange(shop.Skus);
            db.AddRange(shop.Shelves);
            db.AddRange(shop.Segments);
            return Task.FromResult<Result<int>>(0);
        }, ct);
        foreach (var slice in shop.Customers.Chunk(500)) await AddAsync(slice, ct);
        foreach (var slice in shop.Members.Chunk(1_000)) await AddAsync(slice, ct);
        var categories = Engine.GetRequiredService<CategoryService>();
        foreach (var (name, hierarchy) in DemoWords.Categories)
        {
            // A category of this name may be the owner's own.
            var made = await categories.CreateAsync(new CreateCategory(name, hierarchy, Shop), ct);
            _categoryIds[name] = (made.IsOk ? made.Value : Sure(await categories.GetAsync(name, ct))).Id;
        }
    }

    /// <summary>One thing that happens, and what fell due before it.</summary>
    public async Task HappenAsync(DemoEvent what, CancellationToken ct)
    {
        while (_returns.TryPeek(out var redemption, out var due) && due <= what.At)
        {
            _returns.Dequeue();
            _clock.MoveTo(due);
            await Engine.GetRequiredService<IRedemptionService>().RollBackAsync(
                new RollBackRedemption { RedemptionId = redemption, Reason = "Order returned", Caller = Shop }, ct);
        }

        _clock.MoveTo(what.At);
        await (what switch
        {
            DemoLaunch launch => LaunchAsync(launch.Campaign, ct),
            DemoPause pause => PauseAsync(pause.Campaign, ct),
            DemoPublish publish => PublishAsync(publish, ct),
            DemoOrder order => OrderAsync(order, ct),
            _ => Task.CompletedTask,
        });
    }

    /// <summary>Leaves a draft for somebody to finish.</summary>
    public async Task DraftAsync(DemoCampaign campaign, CancellationToken ct) => Sure(await Engine.GetRequiredService<CampaignService>().CreateDraftAsync(
        DraftOf(campaign), ct));

    /// <summary>Puts away what is over.</summary>
    public async Task ArchiveAsync(DemoCampaign campaign, DateTimeOffset now, CancellationToken ct)
    {
        _clock.MoveTo(now);
        Sure(await Engine.GetRequiredService<CampaignService>().ArchiveAsync(_campaignIds[campaign.Name], Shop.Name, ct));
    }

    /// <summary>Writes the orders that used no code and are still waiting.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        if (_plain.Count == 0) return;
        await AddAsync(_plain.ToArray(), ct);
        _plain.Clear();
    }

    private CreateDraft DraftOf(DemoCampaign campaign) => new()
    {
        Name = campaign.Name,
        Kind = campaign.Kind,
        Setup = campaign.Setup,
        CategoryId = _categoryIds[campaign.Category],
        Tags = campaign.Tags,
        Demo = true,
        Actor = Shop.Name,
    };

    private async Task LaunchAsync(DemoCampaign campaign, CancellationToken ct)
    {
        var campaigns = Engine.GetRequiredService<CampaignService>();
        var draft = Sure(await campaigns.CreateDraftAsync(DraftOf(campaign), ct));
        Sure(await campaigns.LaunchAsync(new LaunchCampaign(draft.Id, draft.Revision, "First launch", Shop.Name), ct));
        _campaignIds[campaign.Name] = draft.Id;
        if (campaign is { Kind: CampaignKind.Coupons, Setup.Codes.Mode: CodeMode.Unique }) await GeneratedAsync(draft.Id, campaign.Setup.Codes.Count, ct);
    }

    // The instance this runs in may take the job up first; either way the codes are there before the shop goes on.
    private async Task GeneratedAsync(string campaignId, int count, CancellationToken ct)
    {
        var contexts = Engine.GetRequiredService<IDbContextFactory<PromoDbContext>>();
        for (var look = 0; look < 600; look++)
        {
            await Engine.GetRequiredService<JobRunner>().RunOneAsync(ct);
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await db.Vouchers.LongCountAsync(v => v.CampaignId == campaignId, ct) >= count) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }

        throw new InvalidOperationException("The demo store's codes were not made in time.");
    }

    private async Task PauseAsync(DemoCampaign campaign, CancellationToken ct) => Sure(await Engine.GetRequiredService<CampaignService>().PauseAsync(
        new PauseCampaign(_campaignIds[campaign.Name], campaign.PauseReason ?? "Paused", Shop.Name), ct));

    private async Task PublishAsync(DemoPublish publish, CancellationToken ct)
    {
        var given = await Engine.GetRequiredService<PublicationService>().PublishAsync(new PublishVoucher
        {
            CampaignId = _campaignIds[publish.Campaign.Name],
            Customer = new CustomerInput { Id = publish.Customer.Id },
            Reason = "Newsletter",
            Caller = Shop,
        }, ct);
        if (given.IsOk) Held(publish.Campaign.Name, publish.Customer.Id).Enqueue(given.Value.Code);
    }

    private async Task OrderAsync(DemoOrder order, CancellationToken ct)
    {
        if (order.Campaign is not { } campaign || AskedFor(campaign, order) is not { } asked)
        {
            await PlainAsync(order, ct);
            return;
        }

        var answer = Sure(await Engine.GetRequiredService<IRedemptionService>().RedeemAsync(new RedeemRedeemables
        {
            Redeemables = [asked],
            Customer = new CustomerInput { Id = order.Customer.Id },
            Order = new OrderInput { SourceId = order.Number, Content = order.Content },
            Caller = Shop,
        }, ct));
        if (answer.Stored.Kind == RedemptionKind.Redeemed)
        {
            if (campaign is { Kind: CampaignKind.Coupons, Setup.Codes.Mode: CodeMode.Unique }) Spent(campaign.Name).Add(asked.Id);
            if (order.Returned) _returns.Enqueue(answer.Stored.Id, order.At.AddDays(3 + _random.Next(9)));
        }
        else if (_random.Next(100) < 60)
        {
            await PlainAsync(order, ct); // refused, but bought anyway
        }
    }

    private async Task PlainAsync(DemoOrder order, CancellationToken ct)
    {
        _plain.Add(new Order
        {
            Id = Ids.New("ord_", order.At),
            SourceId = order.Number,
            CustomerId = order.Customer.Id,
            Status = OrderStatus.Paid,
            Amount = OrderArithmetic.InitialAmount(order.Content) ?? 0,
            Content = order.Content,
            Demo = true,
            CreatedAt = order.At,
            UpdatedAt = order.At,
        });
        if (_plain.Count >= 200) await FlushAsync(ct);
    }

    private Redeemable? AskedFor(DemoCampaign campaign, DemoOrder order)
    {
        if (campaign.Kind == CampaignKind.Promotion) return Redeemable.Tier(TierFor(campaign, order));
        return CodeFor(campaign, order) is { } code ? Redeemable.Voucher(order.Mistyped ? Mistyped(code) : code) : null;
    }

    // The shop offers the best tier the basket reaches; some shoppers look away from the sign and try the one above.
    private string TierFor(DemoCampaign campaign, DemoOrder order)
    {
        var amount = OrderArithmetic.InitialAmount(order.Content) ?? 0;
        var reached = DemoCampaigns.Offers.Count(offer => amount >= offer.FromAmount) - 1;
        var tried = reached + (_random.Next(100) < 7 ? 1 : 0);
        return campaign.Setup.Tiers[Math.Clamp(tried, 0, campaign.Setup.Tiers.Count - 1)].Id;
    }

    private string? CodeFor(DemoCampaign campaign, DemoOrder order)
    {
        if (campaign.Setup.Codes.Mode == CodeMode.Shared) return campaign.Setup.Codes.SharedCode;
        if (Held(campaign.Name, order.Customer.Id).TryDequeue(out var own)) return own;

        // Codes get around: now and then somebody tries one that was used already.
        var spent = Spent(campaign.Name);
        return spent.Count > 0 && _random.Next(100) < 12 ? spent[_random.Next(spent.Count)] : null;
    }

    private Queue<string> Held(string campaign, string customer) =>
        _held.TryGetValue((campaign, customer), out var codes) ? codes : _held[(campaign, customer)] = new Queue<string>();

    private List<string> Spent(string campaign) => _spent.TryGetValue(campaign, out var codes) ? codes : _spent[campaign] = [];

    private string Mistyped(string code)
    {
        var at = _random.Next(code.Length - 1);
        return string.Create(code.Length, (code, at), static (text, from) =>
        {
            from.code.CopyTo(text);
            (text[from.at], text[from.at + 1]) = (text[from.at + 1], text[from.at]);
        });
    }

    private Task AddAsync<T>(T[] rows, CancellationToken ct) where T : class => Writes.WriteAsync<int>((db, _) =>
    {
        db.AddRange(rows);
        return Task.FromResult<Result<int>>(0);
    }, ct);

    private static T Sure<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException($"The demo store could not go on: {result.Error.Message} {result.Error.Details}");
}
