using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Orders;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>Discounts, what they cover and their bundles on the wire: read, kept, sent back; and every mistake named.</summary>
[Collection(ApiTests.Name)]
public class DiscountsApiTests(ApiWorld world)
{
    private const string Off = "\"discount\":{\"type\":\"AMOUNT\",\"amount_off\":100}";

    public static TheoryData<string> Kept =>
    [
        """{"type":"AMOUNT","amount_off":500,"effect":"APPLY_TO_ORDER","is_dynamic":false}""",
        """{"type":"AMOUNT","amount_off":500,"aggregated_amount_limit":900,"effect":"APPLY_TO_ITEMS","is_dynamic":false}""",
        """{"type":"AMOUNT","amount_off":500,"amount_off_formula":"ORDER_ITEM_PRICE * 0.1","effect":"APPLY_TO_ITEMS_BY_QUANTITY","is_dynamic":true}""",
        """{"type":"AMOUNT","amount_off":500,"effect":"APPLY_TO_ITEMS_PROPORTIONALLY","is_dynamic":false}""",
        """{"type":"AMOUNT","amount_off":500,"effect":"APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY","is_dynamic":false}""",
        """{"type":"PERCENT","percent_off":12.5,"amount_limit":600,"aggregated_amount_limit":1500,"effect":"APPLY_TO_ITEMS","is_dynamic":false}""",
        """{"type":"PERCENT","percent_off":0,"percent_off_formula":"CUSTOMER_METADATA(\"years\") * 2","effect":"APPLY_TO_ORDER","is_dynamic":true}""",
        """{"type":"FIXED","fixed_amount":1000,"effect":"APPLY_TO_ITEMS","is_dynamic":false}""",
        """{"type":"FIXED","fixed_amount":1000,"fixed_amount_formula":"ORDER_AMOUNT / 2","effect":"APPLY_TO_ORDER","is_dynamic":true}""",
        """{"type":"UNIT","unit_off":2,"unit_type":"PRODUCT","effect":"ADD_NEW_ITEMS","is_dynamic":false}""",
        """{"type":"UNIT","unit_off":1,"unit_off_formula":"ORDER_UNITS_QUANTITY / 3","unit_type":"PRODUCT","effect":"ADD_MISSING_ITEMS","is_dynamic":true}""",
        """{"type":"UNIT","unit_off":1,"unit_type":"prod_5h1pp1ng","effect":"ADD_MISSING_ITEMS","is_dynamic":false}""",
        """{"type":"UNIT","units":[{"unit_off":1,"unit_type":"PRODUCT","effect":"ADD_NEW_ITEMS"},{"unit_off":2,"unit_type":"OTHER","effect":"ADD_MISSING_ITEMS"}],"effect":"ADD_MANY_ITEMS","is_dynamic":false}""",
    ];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_discount_is_sent_back_as_it_came(string discount)
    {
        discount = discount.Replace("PRODUCT", await ProductAsync("mug"), StringComparison.Ordinal).Replace("OTHER", await ProductAsync("plate"), StringComparison.Ordinal);

        var made = await world.Owner.DoAsync("/v1/vouchers", $$"""{"discount":{{discount}}}""");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(discount), made["discount"]), made["discount"]!.ToJsonString());
    }

    [Fact]
    public async Task Coverage_and_bundles_are_sent_back_with_platform_ids()
    {
        var mug = await ProductAsync("mug");
        var plate = await ProductAsync("plate");

        var made = await world.Owner.DoAsync("/v1/vouchers", """
            {"discount":{"type":"PERCENT","percent_off":10},
             "applicable_to":{"included":[{"object":"product","source_id":"mug","effect":"APPLY_FROM_CHEAPEST","target":"UNIT","skip_initially":1,"repeat":2,"quantity_limit":3,
               "aggregated_quantity_limit":4,"amount_limit":500,"aggregated_amount_limit":600,"strict":true}],"excluded":[{"object":"product","id":"plate"}]},
             "bundle_rules":{"1":{"name":"order.items.any","conditions":{"$is":[{"id":"mug","type":"product"}]},
               "rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":[2]}},"logic":"1"}},
               "2":{"name":"order.items.any","conditions":{"$is":[{"id":"plate","object":"product"}]}},"logic":"1 and 2","limit":5}}
            """);

        Assert.Equal("APPLY_TO_ITEMS", (string?)made["discount"]!["effect"]); // something is included, nothing else was said
        AssertSame($$$"""
            {"included":[{"object":"product","id":"{{{mug}}}","strict":true,"effect":"APPLY_FROM_CHEAPEST","target":"UNIT","skip_initially":1,"repeat":2,"quantity_limit":3,
               "aggregated_quantity_limit":4,"amount_limit":500,"aggregated_amount_limit":600}],
             "excluded":[{"object":"product","id":"{{{plate}}}","strict":false,"effect":"APPLY_TO_EVERY"}],"included_all":false}
            """, made["applicable_to"]);
        AssertSame($$$"""
            {"1":{"name":"order.items.any","conditions":{"$is":[{"id":"{{{mug}}}","type":"product","object":"product"}]},
               "rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":[2]}},"logic":"1"}},
             "2":{"name":"order.items.any","conditions":{"$is":[{"id":"{{{plate}}}","type":"product","object":"product"}]},
               "rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":[1]}},"logic":"1"}},
             "logic":"1 and 2","limit":5,"scaling":"MULTIPLY"}
            """, made["bundle_rules"]);
    }

    [Fact]
    public async Task Limits_of_units_over_all_orders_are_sent_back()
    {
        var mug = await ProductAsync("unit-mug");
        var kitchen = (await world.Owner.DoAsync("/v1/product-collections", $$"""{"type":"STATIC","name":"Unit kitchen","products":[{"id":"{{mug}}","object":"product"}]}"""))["id"]!.GetValue<string>();
        string[] names =
        [
            "product_campaign_quantity_limit", "product_customer_campaign_quantity_limit", "product_promotion_tier_quantity_limit", "product_customer_promotion_tier_quantity_limit",
            "product_in_collection_campaign_quantity_limit", "product_in_collection_customer_campaign_quantity_limit",
            "product_in_collection_promotion_tier_quantity_limit", "product_in_collection_customer_promotion_tier_quantity_limit",
        ];
        var limits = string.Join(',', names.Select((name, at) => $"\"{name}\":{at + 1}"));

        var made = await world.Owner.DoAsync("/v1/vouchers", $$$"""{"discount":{"type":"PERCENT","percent_off":10},"applicable_to":{"included":[{"object":"products_collection","id":"{{{kitchen}}}",{{{limits}}}}]} }""");
        var inRule = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/validation-rules", $$$"""{"name":"Units","applicable_to":{"included":[{"object":"product","id":"{{{mug}}}","product_campaign_quantity_limit":5}]} }""");
        var ofLines = await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/vouchers",
            $$$"""{"discount":{"type":"AMOUNT","amount_off":10,"effect":"APPLY_TO_ITEMS"},"applicable_to":{"included":[{"object":"product","id":"{{{mug}}}","product_campaign_quantity_limit":5}]} }""");

        var sent = made["applicable_to"]!["included"]![0]!;
        Assert.Equal(Enumerable.Range(1, 8), names.Select(name => sent[name]!.GetValue<int>()));
        Assert.Equal(400, inRule.Status);
        Assert.Equal(400, ofLines.Status);
    }

    [Fact]
    public async Task A_campaign_keeps_prices_of_single_products()
    {
        await ProductAsync("mug");

        var made = await world.Owner.DoAsync("/v1/campaigns", """
            {"name":"Fixed mugs","type":"STANDALONE","voucher":{"discount":{"type":"FIXED"},"code_config":{"pattern":"FIXEDMUGS"},
             "applicable_to":{"included":[{"object":"product","id":"mug","price":500,"price_formula":"ORDER_ITEM_PRICE / 2"}]}}}
            """);

        Assert.Equal(500, (int)made["voucher"]!["applicable_to"]!["included"]![0]!["price"]!);
        Assert.Equal("ORDER_ITEM_PRICE / 2", (string?)made["voucher"]!["applicable_to"]!["included"]![0]!["price_formula"]);
    }

    [Fact]
    public async Task A_validation_tells_what_came_off_every_line_and_what_was_covered()
    {
        var mug = await ProductAsync("mug");
        var made = await world.Owner.DoAsync("/v1/vouchers", """
            {"discount":{"type":"AMOUNT","amount_off":1,"amount_off_formula":"1 + 2","effect":"APPLY_TO_ITEMS_BY_QUANTITY"},
             "applicable_to":{"included":[{"object":"product","id":"mug","target":"UNIT","repeat":2}],"excluded":[]}}
            """);

        var answer = await world.Owner.DoAsync("/v1/validations", Asked(made, """[{"source_id":"mug","quantity":3},{"source_id":"bowl","price":500}]"""));

        var one = answer["redeemables"]![0]!;
        AssertSame("""{"type":"AMOUNT","amount_off":300,"amount_off_formula":"1 + 2","effect":"APPLY_TO_ITEMS_BY_QUANTITY","is_dynamic":true}""", one["result"]!["discount"]);
        AssertSame($$"""
            {"data":[{"object":"product","id":"{{mug}}","strict":false,"effect":"APPLY_TO_EVERY","target":"UNIT","skip_initially":0,"repeat":2,
              "order_item_indices":[0],"order_item_units":[{"index":0,"units":[1,3]}]}],"total":1,"object":"list","data_ref":"data"}
            """, one["applicable_to"]);
        Assert.Equal(0, (int)one["inapplicable_to"]!["total"]!);
        var item = answer["order"]!["items"]![0]!;
        Assert.Equal((2100, 600, 600, 1500), ((int)item["amount"]!, (int)item["discount_amount"]!, (int)item["applied_discount_amount"]!, (int)item["subtotal_amount"]!));
        Assert.Equal((600, 2000), ((int)answer["order"]!["items_discount_amount"]!, (int)answer["order"]!["total_amount"]!));
    }

    [Fact]
    public async Task A_single_code_gives_a_product_at_its_price_of_today()
    {
        await ProductAsync("plate");
        var made = await world.Owner.DoAsync("/v1/vouchers", """{"discount":{"type":"UNIT","unit_off":2,"unit_type":"plate","effect":"ADD_NEW_ITEMS"}}""");

        var redeemed = await world.Owner.DoAsync("/v1/redemptions", Asked(made, """[{"source_id":"bowl","price":500}]"""));

        var added = redeemed["order"]!["items"]![1]!;
        Assert.Equal(("plate", 2, 0, 2), ((string?)added["product"]!["name"], (int)added["quantity"]!, (int)added["initial_quantity"]!, (int)added["discount_quantity"]!));
        Assert.Equal((1400, 0, 1400, 0), ((int)added["amount"]!, (int)added["initial_amount"]!, (int)added["discount_amount"]!, (int)added["subtotal_amount"]!));
        Assert.Equal((1900, 500, 500), ((int)redeemed["order"]!["amount"]!, (int)redeemed["order"]!["initial_amount"]!, (int)redeemed["order"]!["total_amount"]!));
    }

    [Fact]
    public async Task An_exchange_is_told_on_both_lines()
    {
        await ProductAsync("mug");
        await ProductAsync("plate");
        var made = await world.Owner.DoAsync("/v1/vouchers", """
            {"discount":{"type":"UNIT","unit_off":2,"unit_type":"plate","effect":"REPLACE_ITEMS"},"applicable_to":{"included":[{"object":"product","id":"mug","quantity_limit":1}]} }
            """);

        var redeemed = await world.Owner.DoAsync("/v1/redemptions", Asked(made, """[{"source_id":"mug","quantity":2}]"""));

        var items = redeemed["order"]!["items"]!;
        Assert.Equal((1, -1, -700), ((int)items[0]!["quantity"]!, (int)items[0]!["applied_quantity"]!, (int)items[0]!["applied_quantity_amount"]!));
        AssertSame("""
            [{"source_index":0,"source_applied_quantity":-1,"source_applied_quantity_amount":-700,
              "target_index":1,"target_applied_quantity":2,"target_applied_quantity_amount":1400,"target_applied_discount_amount":700}]
            """, items[0]!["application_details"]);
        Assert.Equal(1400, (int)redeemed["order"]!["total_amount"]!);
    }

    [Fact]
    public async Task A_formula_reads_the_customer_as_sent()
    {
        var made = await world.Owner.DoAsync("/v1/vouchers", """{"discount":{"type":"AMOUNT","amount_off":1,"amount_off_formula":"YEAR(CUSTOMER_BIRTHDATE) - 1980 + CUSTOMER_METADATA(\"bonus\")"}}""");

        var answer = await world.Owner.DoAsync("/v1/validations", $$"""
            {"redeemables":[{"object":"voucher","id":"{{made["code"]}}"}],"order":{"amount":5000},"customer":{"source_id":"birthday","birthdate":"1990-03-03","metadata":{"bonus":2} } }
            """);

        Assert.Equal(1200, (int)answer["redeemables"]![0]!["result"]!["discount"]!["amount_off"]!);
        Assert.Equal(3800, (int)answer["order"]!["total_amount"]!);
    }

    [Fact]
    public async Task A_bundle_counts_or_tells_what_it_lacks()
    {
        var mug = await ProductAsync("mug");
        var made = await world.Owner.DoAsync("/v1/vouchers", """
            {"discount":{"type":"AMOUNT","amount_off":300},
             "bundle_rules":{"1":{"name":"order.items.any","conditions":{"$is":[{"id":"mug","object":"product"}]},
               "rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":2} } } },"logic":"1","limit":3} }
            """);

        var two = await world.Owner.DoAsync("/v1/validations", Asked(made, """[{"source_id":"mug","quantity":5}]"""));
        var none = await world.Owner.DoAsync("/v1/validations", Asked(made, """[{"source_id":"mug","quantity":1}]"""));

        AssertSame($$"""{"quantity":2,"limit":3,"identified":[{"id":"{{mug}}","object":"product","item_index":0,"item_quantity":4}],"missing":[]}""", two["redeemables"]![0]!["result"]!["bundle"]);
        Assert.Equal(600, (int)two["order"]!["discount_amount"]!);
        Assert.Equal("INAPPLICABLE", (string?)none["redeemables"]![0]!["status"]);
        Assert.Equal("order_rules_violated", (string?)none["redeemables"]![0]!["result"]!["error"]!["key"]);
        AssertSame($$"""{"quantity":0,"limit":3,"identified":[],"missing":[{"id":"{{mug}}","object":"product","item_quantity":1}]}""", none["redeemables"]![0]!["result"]!["bundle"]);
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { Discount("""[]"""), ".discount should be an object" },
        { Discount("""{"type":"UNIT"}"""), ".discount should have required property 'unit_off'" },
        { Discount("""{"type":"UNIT","unit_off":1}"""), ".discount should have required property 'unit_type'" },
        { Discount("""{"type":"UNIT","unit_off":0,"unit_type":"mug"}"""), ".discount.unit_off should be >= 1" },
        { Discount("""{"type":"UNIT","unit_off":10001,"unit_type":"mug"}"""), ".discount.unit_off should be <= 10000" },
        { Discount("""{"type":"UNIT","unit_off":1,"unit_type":"nothing"}"""), ".discount.unit_type names no product that exists: nothing" },
        { Discount("""{"type":"UNIT","unit_off":1,"unit_type":"sku_none"}"""), ".discount.unit_type names no SKU that exists: sku_none" },
        { Discount("""{"type":"UNIT","unit_off":1,"unit_type":"mug","effect":"APPLY_TO_ITEMS"}"""), ".discount.effect should be equal to one of ADD_MISSING_ITEMS" },
        { Discount("""{"type":"UNIT","effect":"ADD_MANY_ITEMS"}"""), ".discount.units should name at least one product" },
        { Discount("""{"type":"UNIT","units":[{"unit_off":1}]}"""), ".discount.units[0] should have required property 'unit_type'" },
        { Discount("""{"type":"UNIT","units":[{"unit_off":1,"unit_type":"mug","effect":"REPLACE_ITEMS"}]}"""), ".discount.units[0].effect should be equal to one of" },
        { Discount("""{"type":"PERCENT","percent_off":1,"effect":"APPLY_TO_ITEMS_BY_QUANTITY"}"""), ".discount.effect should be equal to one of APPLY_TO_ORDER, APPLY_TO_ITEMS" },
        { Discount("""{"type":"PERCENT","percent_off":-0.5,"percent_off_formula":"1"}"""), ".discount.percent_off should be >" },
        { Discount("""{"type":"AMOUNT","amount_off":1,"aggregated_amount_limit":5}"""), ".discount.aggregated_amount_limit needs" },
        { Discount("""{"type":"FIXED","fixed_amount":1,"effect":"APPLY_TO_ITEMS","aggregated_amount_limit":5}"""), ".discount.aggregated_amount_limit needs" },
        { Discount("""{"type":"AMOUNT","amount_off":1,"effect":"APPLY_TO_ITEMS","aggregated_amount_limit":0}"""), ".discount.aggregated_amount_limit should be >= 1" },
        { Discount("""{"type":"AMOUNT","amount_off":1,"amount_off_formula":7}"""), ".discount.amount_off_formula should be a string" },
        { Discount("""{"type":"AMOUNT","amount_off":1,"amount_off_formula":"ORDER_ITEM_PRICE"}"""), ".discount.amount_off_formula names an order item" },
        { Discount("""{"type":"FIXED"}"""), ".discount should have required property 'fixed_amount'" },
        { Covering("""[]"""), ".applicable_to should be an object" },
        { Covering("""{"included":{}}"""), ".applicable_to.included should be an array" },
        { Covering("""{"included":["mug"]}"""), ".applicable_to.included[0] should be an object" },
        { Covering("""{"included":[{"id":"mug"}]}"""), ".applicable_to.included[0] should have required property 'object'" },
        { Covering("""{"included":[{"object":"product"}]}"""), ".applicable_to.included[0] should have required property 'id'" },
        { Covering("""{"included":[{"object":"shelf","id":"mug"}]}"""), ".applicable_to.included[0].object should be equal to one of product, sku, products_collection" },
        { Covering("""{"excluded":[{"object":"products_collection","id":"pc_none"}]}"""), ".applicable_to.excluded[0].id names no collection that exists: pc_none" },
        { Covering("""{"included":[{"object":"product","id":"mug","effect":"APPLY_TO_SOME"}]}"""), ".applicable_to.included[0].effect should be equal to one of APPLY_TO_EVERY" },
        { Covering("""{"included":[{"object":"product","id":"mug","target":"BOX"}]}"""), ".applicable_to.included[0].target should be equal to one of ITEM, UNIT" },
        { Covering("""{"included":[{"object":"product","id":"mug","repeat":0}]}"""), ".applicable_to.included[0].repeat should be >= 1" },
        { Covering("""{"included":[{"object":"product","id":"mug","skip_initially":-1}]}"""), ".applicable_to.included[0].skip_initially should be >= 0" },
        { Covering("""{"included":[{"object":"product","id":"mug","quantity_limit":1.5}]}"""), ".applicable_to.included[0].quantity_limit should be an integer" },
        { Covering("""{"included":[{"object":"product","id":"mug","price_formula":"2 *"}]}"""), ".applicable_to.included[0].price_formula is malformed at position 4" },
        { Covering("""{"included":[{"object":"product","id":"mug","product_campaign_quantity_limit":0}]}"""), ".applicable_to.included[0].product_campaign_quantity_limit should be >= 1" },
        { Covering("""{"included":[{"object":"product","id":"mug","product_campaign_quantity_limit_formula":"5"}]}"""), ".applicable_to.included[0].product_campaign_quantity_limit_formula is not offered" },
        { Covering("""{"included_all":"yes"}"""), ".applicable_to.included_all should be a boolean" },
        { Bundle("""[]"""), ".bundle_rules should be an object" },
        { Bundle("""{"logic":"1"}"""), ".bundle_rules should have 1 to 20 numbered rules" },
        { Bundle("""{"1":7}"""), ".bundle_rules.1 should be an object" },
        { Bundle("""{"1":{"name":"order.items.every","conditions":{"$is":[{"id":"mug","object":"product"}]} } }"""), ".bundle_rules.1.name should be equal to one of order.items.any" },
        { Bundle("""{"1":{"name":"order.items.any"} }"""), ".bundle_rules.1 should have required property 'conditions'" },
        { Bundle("""{"1":{"name":"order.items.any","conditions":{"$is_not":[]} } }"""), ".bundle_rules.1.conditions.$is_not should be $is" },
        { Bundle("""{"1":{"name":"order.items.any","conditions":{"$is":[]} } }"""), ".bundle_rules.1.conditions.$is should name one product" },
        { Bundle("""{"1":{"name":"order.items.any","conditions":{"$is":[{"id":"mug"}]} } }"""), ".bundle_rules.1.conditions.$is[0] should have required property 'object'" },
        { Bundle("""{"1":{"name":"order.items.any","error":{},"conditions":{"$is":[{"id":"mug","object":"product"}]} } }"""), ".bundle_rules.1.error is not offered" },
        { Bundle("""{"1":{"name":"order.items.any","conditions":{"$is":[{"id":"mug","object":"product"}]} },"logic":"1 or 2"}"""), ".bundle_rules.logic should be 1" },
        { Bundle("""{"1":{"name":"order.items.any","conditions":{"$is":[{"id":"mug","object":"product"}]} },"limit":101}"""), ".bundle_rules.limit should be <= 100" },
        {
            Bundle("""{"1":{"name":"order.items.any","conditions":{"$is":[{"id":"mug","object":"product"}]},"rules":{"1":{"name":"order.items.aggregated_quantity","conditions":{"$more_than_or_equal":[0]} } } } }"""),
            ".bundle_rules.1.rules.1.conditions.$more_than_or_equal[0] should be an integer from 1 to 10000"
        },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Every_mistake_is_named_with_its_field(string body, string problem)
    {
        await ProductAsync("mug");

        var answer = await world.Owner.PostAsync("/v1/vouchers/NOT-MADE", $"{{{body}}}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Property " + problem, (await answer.ReadAsync()).GetProperty("details").GetString(), StringComparison.Ordinal);
    }

    private static string Asked(JsonNode voucher, string items) => $$"""{"redeemables":[{"object":"voucher","id":"{{voucher["code"]}}"}],"order":{"items":{{items}} } }""";

    private static string Discount(string discount) => $"\"discount\":{discount}";

    private static string Covering(string coverage) => $"{Off},\"applicable_to\":{coverage}";

    private static string Bundle(string bundle) => $"{Off},\"bundle_rules\":{bundle}";

    private static void AssertSame(string expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());

    private async Task<string> ProductAsync(string source) =>
        Some.Of(await world.Host.Services.GetRequiredService<ProductService>().UpsertAsync(new ProductInput { SourceId = source, Name = source, PriceAmount = 7_00 }, Some.Shop, TestContext.Current.CancellationToken)).Id;
}
