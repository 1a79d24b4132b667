using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Identity;
using PromoConsole.Pages.Home;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Home;

public class HomePageTests : Rendered
{
    [Fact]
    public async Task Teaches_what_to_do_while_nothing_runs()
    {
        await using var world = await PromoWorld.StartAsync(Time);
        Use(world);
        SignIn(Roles.Owner);

        var page = Render<HomePage>();

        page.WaitForAssertion(() => Assert.Contains("Nothing runs yet", page.Markup));
        Assert.Equal("Home", page.Find("h1").TextContent.Trim());
        Assert.NotNull(page.Find("a[href='/campaigns/new']"));
    }

    [Fact]
    public async Task Shows_the_month_so_far_and_what_needs_a_look()
    {
        await using var world = await PromoWorld.StartAsync(Time);
        var campaigns = world.Get<CampaignService>();
        var draft = (await campaigns.CreateDraftAsync(new CreateDraft
        {
            Name = "Candle week",
            Setup = new CampaignSetup
            {
                Codes = new CodeSetup { Mode = CodeMode.Shared, SharedCode = "CANDLE3", RedemptionLimit = null }, Discount = new AmountOff(3_00),
            },
            Actor = "anna@shop.example",
        }, Xunit.TestContext.Current.CancellationToken)).Value!;
        await campaigns.LaunchAsync(new LaunchCampaign(draft.Id, draft.Revision, null, "anna@shop.example"), Xunit.TestContext.Current.CancellationToken);
        await campaigns.PauseAsync(new PauseCampaign(draft.Id, "Out of stock", "anna@shop.example"), Xunit.TestContext.Current.CancellationToken);
        Use(world);
        SignIn(Roles.Owner);

        var page = Render<HomePage>();

        page.WaitForAssertion(() => Assert.Contains("“Candle week” is paused", page.Markup));
        Assert.Contains("Out of stock", page.Markup);
        Assert.Equal(["Redeemed", "Success rate", "Discount given", "Order value", "Average order"], page.FindAll(".kpi .k").Select(k => k.TextContent.Trim()));
    }

    [Fact]
    public async Task Says_of_a_promotion_what_its_tiers_give()
    {
        await using var world = await PromoWorld.StartAsync(Time);
        Some.Of(await world.Get<CampaignService>().CreateLaunchedAsync(new CreateDraft { Name = "Basket boost", Kind = CampaignKind.Promotion, Setup = Some.Promotion("Ten"), Actor = "anna@shop.example" }));
        await world.Redemptions.RedeemAsync(Some.Redemption("") with { Redeemables = [Redeemable.Tier("promo_Ten")] });
        Use(world);
        SignIn(Roles.Owner);

        var page = Render<HomePage>();

        page.WaitForAssertion(() => Assert.Contains("1 tier: €10.00 off", page.Markup));
    }

    [Fact]
    public async Task Offers_a_cashier_what_a_cashier_may_do()
    {
        await using var world = await PromoWorld.StartAsync(Time);
        Use(world);
        SignIn(Roles.Cashier);

        var page = Render<HomePage>();

        Assert.Empty(page.FindAll(".kpi"));
        Assert.Empty(page.FindAll("a[href='/campaigns']"));
    }

    private void Use(PromoWorld world)
    {
        Services.AddSingleton(world.Get<ReportService>());
        Services.AddSingleton(world.Get<CampaignList>());
    }

    private void SignIn(string role)
    {
        var who = AddAuthorization();
        who.SetAuthorized("anna@shop.example");
        who.SetRoles(role);
        who.SetPolicies([Permissions.Member, .. Permissions.Of(role)]);
    }
}
