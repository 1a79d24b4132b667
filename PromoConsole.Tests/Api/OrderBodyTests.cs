using System.Text.Json;
using PromoConsole.Api;

namespace PromoConsole.Tests.Api;

public class OrderBodyTests
{
    [Fact]
    public void Reads_lines_with_the_shops_own_ids_and_inline_product_data()
    {
        var order = OrderBody.Read(Read("""
            {"source_id":"o-1","items":[
              {"source_id":"mug","related_object":"product","quantity":"2","price":"2500","metadata":{"gift":true}},
              {"product_id":"prod_01","quantity":1,"product":{"name":"Shirt","price":1999}},
              {"product_id":"their-id","amount":300}]}
            """));

        Assert.Null(order.Id);
        Assert.Equal("o-1", order.SourceId);
        Assert.Equal(["mug", null, "their-id"], order.Content.Lines.Select(line => line.SourceId));
        Assert.Equal([null, "prod_01", null], order.Content.Lines.Select(line => line.ProductId));
        Assert.Equal([5000L, 1999L, 300L], order.Content.Lines.Select(line => line.Amount));
        Assert.Equal("Shirt", order.Content.Lines[1].Name);
        Assert.NotNull(order.Content.Lines[0].Metadata);
    }

    [Theory]
    [InlineData("ord_1", "ord_1", null)]
    [InlineData("A-17", null, "A-17")]
    public void Takes_either_id_in_the_id_field(string id, string? platform, string? own)
    {
        var order = OrderBody.Read(Read($$"""{"id":"{{id}}"}"""));

        Assert.Equal(platform, order.Id);
        Assert.Equal(own, order.SourceId);
    }

    [Fact]
    public void Refuses_lines_whose_value_cannot_be_summed()
    {
        var fields = Read("""{"items":[{"quantity":1000000,"price":1000000000000}]}""");

        OrderBody.Read(fields);

        Assert.Equal("Property .items[0].price times quantity should be <= 1000000000000", fields.Problems);
    }

    private static Fields Read(string json) => Fields.Of(JsonElement.Parse(json));
}
