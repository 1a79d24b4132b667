using PromoConsole.Components.Carts;
using PromoConsole.Components.RuleBuilder.Trial;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Carts;

public class CartInputTests
{
    [Theory]
    [InlineData("""{"a":"app","b":7.5,"c":true,"d":null,"e":["x",1],"f":{"g":1}}""")]
    [InlineData("""{"a":"7","b":"true","c":"null","d":"[1]","e":"{","f":"\"quoted\""," g ":"007","h":" padded ","i":""}""")]
    public void Attributes_are_the_same_after_they_were_shown_as_text(string json)
    {
        var bag = Decisions.Bag(json);

        var again = CartAttribute.Bag([.. CartAttribute.Of(bag)]);

        Assert.Equal(PromoJson.Write(bag).Replace("\" g \"", "\"g\"", StringComparison.Ordinal), PromoJson.Write(again)); // keys are trimmed
    }

    [Fact]
    public void A_whole_copy_of_an_order_is_the_order()
    {
        var order = new OrderContent
        {
            ExplicitAmount = 90_00,
            Lines = [new OrderLine { SkuId = "sku_1", Name = "Coat, M", Quantity = 2, PriceAmount = 45_00, ExplicitAmount = 89_99, Metadata = Decisions.Bag("""{"gift":true}""") }, new OrderLine { ProductId = "prod_1", Name = "Mug", PriceAmount = 5_00 }],
            Metadata = Decisions.Bag("""{"channel":"app"}"""),
        };

        Assert.Equal(PromoJson.Write(order), PromoJson.Write(new TrialInput().With(order, whole: true).Order));
    }

    [Fact]
    public void A_changed_quantity_counts_and_not_what_the_copied_line_was_worth()
    {
        var input = new TrialInput().With(new OrderContent { Lines = [new OrderLine { ProductId = "prod_1", Name = "Mug", Quantity = 2, PriceAmount = 5_00, ExplicitAmount = 9_00 }] }, whole: true);

        var more = input with { Lines = [input.Lines[0] with { Quantity = 3 }] };

        Assert.Equal((9_00, 15_00), (input.BeforeDiscounts, more.BeforeDiscounts));
    }

    [Fact]
    public void An_example_asks_the_same_as_the_test_it_was_pinned_from()
    {
        var input = new TrialInput
        {
            CustomerId = "cust_1", CustomerAttributes = [new("vip", "true")], RedemptionAttributes = [new("till", "7")], At = Decisions.Noon,
            Lines = [new("prod_1", "Coat", 2, 99_00)], Amount = 200_00, Attributes = [new("channel", "app")],
        };

        var example = input.ToExample("Two coats", mustPass: true);

        Assert.Equal(PromoJson.Write(example), PromoJson.Write(TrialInput.Of(example).ToExample("Two coats", mustPass: true)));
        Assert.Equal(("cust_1", Decisions.Noon, 200_00), (example.Request.Customer!.Id, example.Request.AsOf, example.Request.Order!.Content.ExplicitAmount));
        Assert.Null(new TrialInput().ToExample("Guest", mustPass: false).Request.Customer);
    }
}
