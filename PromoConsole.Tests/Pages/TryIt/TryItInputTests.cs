using System.Text.Json;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Pages.TryIt;

namespace PromoConsole.Tests.Pages.TryIt;

public class TryItInputTests
{
    private static readonly TryItInput Full = new()
    {
        Codes = ["BLACK WEEK & more", "promo_1"],
        CustomerId = "cust_1",
        Lines = [new("prod_1", "prod_1", 2, 21_50), new("prod_2", "prod_2", 1, null)],
        Amount = 120_00,
        Attributes = [new("channel", "a=b&c"), new("visits", "7")],
        At = new DateTimeOffset(2026, 11, 27, 17, 30, 0, TimeSpan.Zero),
    };

    [Fact]
    public void An_address_asks_the_same_again()
    {
        var read = TryItInput.Of(Full.ToQuery());

        Assert.Equal(Full.Lines, read.Lines);
        Assert.Equal(Full.Attributes, read.Attributes);
        Assert.Equal(Full.Codes, read.Codes);
        Assert.Equal(Full with { Lines = [], Attributes = [], Codes = [] }, read with { Lines = [], Attributes = [], Codes = [] });
        Assert.Equal("", new TryItInput().ToQuery());
    }

    [Theory]
    [InlineData("?line=prod_1&amount=-5&at=tomorrow&meta==x")]
    [InlineData("?line=prod_1~-2&line=~3&line=prod_1~x~5&amount=99999999999999999999")]
    [InlineData("?line=%00&meta=")]
    public void Leaves_out_of_an_address_what_is_malformed(string query) => Assert.Equal("", TryItInput.Of(query).ToQuery());

    [Fact]
    public void Asks_for_each_code_tier_and_stack_once_in_the_order_typed()
    {
        var input = new TryItInput { Codes = [" TEN ", "", "promo_1", "TEN", "stack_1"] };

        Assert.Equal([Redeemable.Voucher("TEN"), Redeemable.Tier("promo_1"), Redeemable.Stack("stack_1")], input.Redeemables);
        Assert.Equal(["TEN", "promo_1", "stack_1"], TryItInput.Of(input.ToQuery()).Codes);
    }

    [Fact]
    public void Attributes_become_numbers_and_truths_only_when_they_read_exactly_as_such()
    {
        var input = new TryItInput { Attributes = [new("a", "7.5"), new("b", "007"), new("c", "true"), new("d", "app"), new(" ", "no key")] };

        Assert.Equal("""{"a":7.5,"b":"007","c":true,"d":"app"}""", JsonSerializer.Serialize(input.Metadata));
    }

    [Fact]
    public void An_explicit_value_outweighs_the_lines_and_an_empty_cart_is_no_order()
    {
        Assert.Equal(120_00, Full.BeforeDiscounts);
        Assert.Equal(43_00, (Full with { Amount = null }).BeforeDiscounts);
        Assert.Null(new TryItInput { Codes = ["X"] }.Order);
    }

    [Fact]
    public void The_api_call_is_safe_to_paste_into_a_shell()
    {
        var call = ApiCall.Of(new TryItInput { Codes = ["O'HARA", "promo_1"], Lines = [new("prod_1", "Shirt", 2, 21_50)], CustomerId = "cust_1" }, "https://shop.example/");

        Assert.Contains("curl -X POST 'https://shop.example/v1/validations'", call);
        Assert.Contains("\"id\": \"O'\\''HARA\"", call);
        Assert.Contains("\"object\": \"promotion_tier\"", call);
        Assert.Contains("\"product_id\": \"prod_1\"", call);
        Assert.Contains("\"quantity\": 2", call);
    }
}
