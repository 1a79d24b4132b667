using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions;

public class BundleRefusalTests
{
    [Fact]
    public void A_cart_without_a_complete_bundle_is_refused_in_words()
    {
        var decision = new Decisions
        {
            Setup = new() { Discount = new AmountOff(7_00), Bundle = new BundleRule([new(new ItemReference(ItemKind.Product, "machine"), 1), new(new ItemReference(ItemKind.Product, "cup"), 2)]) },
            Order = Decisions.Cart(Decisions.Line("machine", 100_00), Decisions.Line("cup", 5_00)),
        }.Decide();

        var words = new ProofWords(decision.Proof, Wording.English("EUR", TimeZoneInfo.Utc));
        Assert.Equal(Violations.OrderRules, decision.Proof.RefusalKey);
        Assert.Equal("Refused: the bundle is not complete", words.Headline);
        Assert.Equal("The cart holds no complete bundle: 1 piece is missing.", words.Detail);
        Assert.Contains("1 piece was missing in your cart", words.Answer, StringComparison.Ordinal);
    }
}
