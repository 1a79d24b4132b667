using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Customers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Customers;

public class WalletListTests : Rendered
{
    private static readonly ProjectFormat Format = new("EUR", 2, CultureInfo.GetCultureInfo("en-GB"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));

    private static readonly WalletCard Usable = new()
    {
        VoucherId = "v_1", Code = "BLACK-7H2K", CampaignName = "Black Week", State = WalletState.UsableNow, TimeZone = "Europe/Warsaw",
        Discount = new PercentOff(20, 40_00), Conditions = When.AmountBefore(Operator.AtLeast, 50_00),
        EndsAt = new DateTimeOffset(2026, 3, 31, 22, 0, 0, TimeSpan.Zero), UsesLeft = 1, Published = true, // midnight in Warsaw's summer time
    };

    [Fact]
    public void A_card_says_what_it_gives_on_what_condition_and_until_when()
    {
        var text = Show(Usable).Find(".w-item").TextContent;

        Assert.Contains("20% off, at most €40.00", text, StringComparison.Ordinal);
        Assert.Contains("Black Week. Cart total is €50.00 or more.", text, StringComparison.Ordinal);
        Assert.Contains("BLACK-7H2K", text, StringComparison.Ordinal);
        Assert.Contains("1 use left", text, StringComparison.Ordinal);
        Assert.Contains("until 31 Mar, end of day, Warsaw", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_stand_in_order_and_empty_ones_are_left_out()
    {
        var cut = Show(
            Usable,
            Usable with { VoucherId = "v_2", State = WalletState.Expired },
            Usable with { VoucherId = "v_3", State = WalletState.Paused, PauseReason = "Wrong price in the mail" },
            Usable with { VoucherId = "v_4", State = WalletState.NotYet, OpensAt = new DateTimeOffset(2026, 3, 5, 8, 0, 0, TimeSpan.Zero) });

        Assert.Equal(["Usable now 1", "Not yet 1", "On hold 1", "Expired 1"], cut.FindAll(".w-group h3").Select(h => Squeezed(h.TextContent)));
        Assert.Contains("from 5 Mar, 09:00, Warsaw", cut.Markup, StringComparison.Ordinal);
        Assert.Contains("On hold: Wrong price in the mail.", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Used_codes_show_a_few_at_first_and_what_came_off()
    {
        var use = new WalletUse("r_1", new DateTimeOffset(2026, 3, 1, 19, 6, 0, TimeSpan.Zero), 5_00, "ord_1", "10482");
        var cut = Show([.. Enumerable.Range(0, 5).Select(i => Usable with { VoucherId = $"v_{i}", State = WalletState.Used, LastUse = use, UsesLeft = 0 })]);

        Assert.Equal(3, cut.FindAll(".w-item").Count);
        Assert.Contains("−€5.00", cut.Find(".w-item").TextContent, StringComparison.Ordinal);
        Assert.Contains("Order 10482.", cut.Find(".w-item").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 Mar, 20:06", cut.Find(".w-item").TextContent, StringComparison.Ordinal);

        cut.Find(".w-group h3 button").Click();

        Assert.Equal(5, cut.FindAll(".w-item").Count);
    }

    [Fact]
    public void Actions_need_their_permission_and_name_what_they_act_on()
    {
        var use = new WalletUse("r_9", Time.GetUtcNow(), 5_00, null, null);
        var used = Usable with { VoucherId = "v_2", State = WalletState.Used, LastUse = use };
        string? rolledBack = null;
        string? check = null;

        Assert.Empty(Show(Usable, used).FindAll(".act button"));
        var cut = Show([Usable, used], parameters => parameters
            .Add(w => w.MayCheck, true).Add(w => w.MayRollBack, true)
            .Add(w => w.OnCheck, EventCallback.Factory.Create<string>(this, code => check = code))
            .Add(w => w.OnRollBack, EventCallback.Factory.Create<string>(this, id => rolledBack = id)));
        cut.FindAll(".act button")[0].Click();
        cut.FindAll(".act button")[1].Click();

        Assert.Equal(("BLACK-7H2K", "r_9"), (check, rolledBack));
    }

    [Fact]
    public void An_empty_wallet_says_what_belongs_there() =>
        Assert.Contains("No codes yet", Show().Markup, StringComparison.Ordinal);

    private IRenderedComponent<WalletList> Show(params WalletCard[] cards) => Show(cards, _ => { });

    private IRenderedComponent<WalletList> Show(WalletCard[] cards, Action<ComponentParameterCollectionBuilder<WalletList>> more) =>
        Render<WalletList>(parameters =>
        {
            parameters.AddCascadingValue(Format).Add(w => w.Wallet, new Wallet(cards, new Dictionary<string, string>(), false));
            more(parameters);
        });

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" Show all", "", StringComparison.Ordinal);
}
