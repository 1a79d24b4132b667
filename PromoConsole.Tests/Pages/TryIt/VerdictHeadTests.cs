using Bunit;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.TryIt;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.TryIt;

public class VerdictHeadTests : Rendered
{
    [Fact]
    public void What_is_paid_is_what_the_cart_cost_less_the_discount()
    {
        var head = Shown(new AmountOff(10_00));

        Assert.Contains("The customer pays €90.00 and saves €10.00.", head.Markup, StringComparison.Ordinal);
        Assert.Equal(["100.00", "−10.00", "90.00"], Amounts(head));
    }

    [Fact]
    public void A_free_item_that_was_added_takes_nothing_off_what_is_paid_for_the_others()
    {
        var head = Shown(new FreeItems([new(new(ItemKind.Product, "mug"), 2)]) { Effect = DiscountEffect.AddNewItems }); // two mugs of 9.00

        Assert.Contains("The customer pays €100.00 and saves €18.00.", head.Markup, StringComparison.Ordinal);
        Assert.Equal(["100.00", "−18.00", "100.00"], Amounts(head));
    }

    private IRenderedComponent<VerdictHead> Shown(Discount discount)
    {
        var asked = new Decisions { Setup = new CampaignSetup { Discount = discount } };
        var catalogue = asked.InCatalogue() with { Items = new Dictionary<string, ItemFacts> { ["mug"] = new("mug", null, null, "Mug", 9_00) } };
        var decision = RedemptionDecider.Decide(asked.Request(), catalogue, asked.Facts(), asked.Now);
        return Render<VerdictHead>(parameters => parameters.Add(head => head.Decision, decision).Add(head => head.Headline, "Accepted"));
    }

    private static string[] Amounts(IRenderedComponent<VerdictHead> head) => [.. head.FindAll("dd.val").Select(value => value.FirstChild!.TextContent.Trim())];
}
