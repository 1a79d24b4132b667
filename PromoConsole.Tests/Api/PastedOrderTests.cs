using PromoConsole.Api;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

public class PastedOrderTests
{
    [Fact]
    public void An_order_by_itself_is_read_as_the_shop_sends_it()
    {
        var pasted = Some.Of(PastedOrder.Read("""{"amount": 14200, "items": [{"source_id": "coat", "quantity": 2, "price": 7100}], "metadata": {"channel": "app"},}"""));

        Assert.Equal((14200, "coat", 2, 7100), (pasted.Order.ExplicitAmount, pasted.Order.Lines[0].SourceId, pasted.Order.Lines[0].Quantity, pasted.Order.Lines[0].PriceAmount));
        Assert.Equal("app", pasted.Order.Metadata.Find("channel")?.GetString());
        Assert.Null(pasted.Customer);
    }

    [Fact]
    public void A_whole_request_brings_its_customer_and_metadata()
    {
        var pasted = Some.Of(PastedOrder.Read("""{"customer": {"source_id": "crm-7", "metadata": {"vip": true}}, "order": {"id": "ord_1"}, "metadata": {"till": 7}}"""));

        Assert.Equal(("crm-7", "ord_1"), (pasted.Customer!.SourceId, pasted.OrderId));
        Assert.True(pasted.Customer.Metadata.Find("vip")?.GetBoolean());
        Assert.Equal(7, pasted.RedemptionMetadata.Find("till")?.GetInt32());
    }

    [Theory]
    [InlineData("", "Paste an order")]
    [InlineData("{\n \"items\": [}", "line 2")]
    [InlineData("[1]", "should be a JSON object")]
    [InlineData("""{"items": [{"quantity": "two"}]}""", ".items[0].quantity should be an integer")]
    [InlineData("""{"order": {"amount": -1}}""", ".order.amount should be >= 0")]
    [InlineData("""{"basket": []}""", "items, amount or metadata are missing")]
    public void Names_what_cannot_be_used(string text, string told) => Assert.Contains(told, PastedOrder.Read(text).Error!.Details, StringComparison.Ordinal);
}
