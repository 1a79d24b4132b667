using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Campaigns;

/// <summary>A host with campaigns in every state, on the engine itself.</summary>
internal sealed class CampaignShop
{
    private static readonly Caller Anna = new(Caller.Dashboard, TestMembers.AddressOf(Roles.Owner));
    private readonly IServiceProvider _services;

    private CampaignShop(IServiceProvider services) => _services = services;

    public string LiveId { get; private set; } = "";

    public string DraftId { get; private set; } = "";

    public string NewsletterId { get; private set; } = "";

    public static async Task<CampaignShop> FillAsync(RunningHost host)
    {
        await host.SignedInAsync();
        var shop = new CampaignShop(host.Services);
        await shop.FillAsync();
        return shop;
    }

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    private async Task FillAsync()
    {
        var now = Get<TimeProvider>().GetUtcNow();
        foreach (var (name, price) in new[] { ("Linen duvet cover 200×220", 119_00L), ("Wool throw", 29_00), ("Cotton sheet", 45_50), ("Candle", 13_00) })
            Done(await Get<ProductService>().UpsertAsync(new ProductInput { SourceId = name.ToUpperInvariant(), Name = name, PriceAmount = price }, Anna));
        var club = Done(await Get<SegmentService>().CreateAsync("Loom Club", Anna));
        var marta = Done(await Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = "marta", Name = "Marta Nowak", Email = "marta@example.com" }, Anna));
        Done(await Get<SegmentService>().AddMembersAsync(club.Id, [marta.Id], Anna));

        LiveId = (await LaunchAsync("Black Week warm-up", Shared("BLACK15", new PercentOff(15, 40_00)) with
        {
            Rule = new AllOf([
                When.Segment(Operator.Is, club.Id) with { Number = 1, Message = "Join the Loom Club to use this code." },
                new AnyOf([
                    When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 2, Message = "Spend 50.00 or more to use this code." },
                    new Not(When.OrderMetadata("channel", Operator.Is, "web shop") with { Number = 3 })])]),
            Limits = new CampaignLimits(DiscountedAmount: 100_00),
            Schedule = new Schedule { EndsAt = now.AddDays(8) },
        }, ["season", "black week"])).Id;
        await LaunchAsync("Welcome", Shared("WELCOME10", new PercentOff(10)) with { Limits = new CampaignLimits(RedemptionsPerCustomer: 1) }, ["always on"]);
        NewsletterId = (await LaunchAsync("Newsletter, autumn", Unique("NL-####-####", 900, new AmountOff(5_00)), ["newsletter"])).Id;
        await LaunchAsync("Advent", Shared("ADVENT", new FixedTotal(99_00)) with { Schedule = new Schedule { StartsAt = now.AddDays(9), Days = [DayOfWeek.Sunday] } }, []);
        await LaunchAsync("Summer linen", Shared("SUMMER20", new PercentOff(20)) with { Schedule = new Schedule { EndsAt = now.AddDays(-40) } }, ["season"]);
        var wrong = await LaunchAsync("Bring a friend", Shared("FRIEND", new AmountOff(15_00)), []);
        Done(await Get<CampaignService>().PauseAsync(new(wrong.Id, "Wrong price on the poster", Anna.Name)));
        var anniversary = new AllOf([
            When.CustomerMetadata("joined", Operator.Within, "2025-11-01/2025-11-30") with { Number = 1 },
            When.CustomerMetadata("last_visit", Operator.WithinPast, "P30D") with { Number = 2 }]);
        DraftId = Done(await Get<CampaignService>().CreateDraftAsync(new CreateDraft { Name = "Black Week for Loom Club", Setup = new CampaignSetup { Rule = anniversary }, Actor = Anna.Name })).Id;

        for (var order = 0; order < 9; order++)
            Done(await RedeemAsync("BLACK15", order % 3 == 2 ? 20_00 : 70_00 + (order * 1_00), order % 4 == 3 ? null : "marta"));
        Done(await RedeemAsync("WELCOME10", 148_00, "marta"));
        var rules = Get<RuleService>();
        var carts = new AllOf([When.InitialAmount(Operator.AtLeast, 10_00) with { Number = 1 }, When.InitialAmount(Operator.AtMost, 5_000_00) with { Number = 2, Message = "Ask us for an offer." }]);
        var everyday = Done(await rules.CreateAsync(new("Everyday carts", new RuleContent { Rule = carts, RefusalMessage = "This offer is for everyday carts." }, Anna)));
        Done(await rules.AssignAsync(everyday.Id, RuleOwner.Campaign, LiveId, force: false, Anna));
        Done(await RedeemAsync("FRIEND", 148_00, "marta"));
    }

    private async Task<Campaign> LaunchAsync(string name, CampaignSetup setup, string[] tags)
    {
        var draft = Done(await Get<CampaignService>().CreateDraftAsync(new CreateDraft { Name = name, Setup = setup, Tags = tags, Actor = Anna.Name }));
        return Done(await Get<CampaignService>().LaunchAsync(new(draft.Id, null, null, Anna.Name)));
    }

    private Task<Result<RedeemAnswer>> RedeemAsync(string code, long amount, string? customer) => Get<IRedemptionService>().RedeemAsync(new RedeemRedeemables
    {
        Redeemables = [Redeemable.Voucher(code)],
        Order = new OrderInput { Content = new OrderContent { ExplicitAmount = amount } },
        Customer = customer is null ? null : new CustomerInput { SourceId = customer },
        Caller = Anna,
    });

    private static CampaignSetup Shared(string code, Discount discount) =>
        new() { Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = code, RedemptionLimit = null }, Discount = discount };

    private static CampaignSetup Unique(string pattern, int count, Discount discount) =>
        new() { Codes = new CodeSetup { Count = count, Pattern = new CodePattern { Pattern = pattern } }, Discount = discount };

    private static T Done<T>(Result<T> result) => result.Value ?? throw new InvalidOperationException(result.Error?.Message);
}
