using System.Text.Json;
using PromoConsole.Api;

namespace PromoConsole.Tests.Api;

public class FieldsTests
{
    [Fact]
    public void Names_the_field_that_is_wrong_by_its_path()
    {
        var fields = Read("""{"redeemables":[{"id":"A"},{"id":7}]}""");

        foreach (var one in fields.Objects("redeemables", 30)!) one.Text("id", 100, required: true);

        Assert.Equal("Property .redeemables[1].id should be a string", fields.Problems);
    }

    [Fact]
    public void Names_a_missing_field_as_documented()
    {
        var fields = Read("""{"redeemables":[{}]}""");

        foreach (var one in fields.Objects("redeemables", 30)!) one.Text("id", 100, required: true);

        Assert.Equal("Property .redeemables[0] should have required property 'id'", fields.Problems);
    }

    [Fact]
    public void Tells_everything_that_is_wrong_at_once()
    {
        var fields = Read("""{"amount":-1,"items":{},"name":"a\u0007b"}""");

        fields.Amount("amount");
        fields.Objects("items", 10);
        fields.Text("name", 100);

        Assert.Equal(
            "Property .amount should be >= 0\nProperty .items should be an array\nProperty .name should not contain control characters", fields.Problems);
    }

    [Theory]
    [InlineData("5000", 5000)]
    [InlineData("\"5000\"", 5000)]
    [InlineData("10.0", 10)]
    [InlineData("0", 0)]
    public void Takes_amounts_as_numbers_or_numeric_text(string json, long amount)
    {
        var fields = Read($$"""{"amount":{{json}}}""");

        Assert.Equal(amount, fields.Amount("amount"));
        Assert.Null(fields.Problems);
    }

    [Theory]
    [InlineData("10.5", "should be an integer")]
    [InlineData("\"ten\"", "should be an integer")]
    [InlineData("true", "should be an integer")]
    [InlineData("1e400", "should be an integer")]
    [InlineData("-1", "should be >= 0")]
    [InlineData("1000000000001", "should be <= 1000000000000")]
    public void Refuses_what_is_no_amount(string json, string problem)
    {
        var fields = Read($$"""{"amount":{{json}}}""");

        Assert.Null(fields.Amount("amount"));
        Assert.Equal($"Property .amount {problem}", fields.Problems);
    }

    [Fact]
    public void Reads_null_as_absent()
    {
        var fields = Read("""{"customer":null,"amount":null,"items":null,"metadata":null,"name":null,"start":null}""");

        Assert.Null(fields.Object("customer"));
        Assert.Null(fields.Amount("amount"));
        Assert.Null(fields.Objects("items", 10));
        Assert.Null(fields.Text("name", 10));
        Assert.Null(fields.Instant("start", TimeZoneInfo.Utc));
        Assert.True(fields.Metadata("metadata").IsEmpty);
        Assert.Null(fields.Problems);
    }

    [Theory]
    [InlineData("\"2026-03-02T12:00:00Z\"", "2026-03-02T12:00:00Z")]
    [InlineData("\"2026-03-02T12:00:00.123+02:00\"", "2026-03-02T10:00:00.123Z")]
    [InlineData("\"2026-03-02T12:00\"", "2026-03-02T12:00:00Z")]
    public void Reads_instants(string json, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), Read($$"""{"at":{{json}}}""").Instant("at", TimeZoneInfo.Utc));

    [Theory] // in Warsaw, one hour east of UTC in winter, two in summer
    [InlineData("2026-12-31", false, "2026-12-30T23:00:00Z")]
    [InlineData("2026-12-31", true, "2026-12-31T23:00:00Z")]
    [InlineData("2026-07-01", true, "2026-07-01T22:00:00Z")]
    public void Reads_a_date_as_the_start_or_end_of_that_day(string date, bool end, string instant) => Assert.Equal(
        DateTimeOffset.Parse(instant),
        Read($$"""{"at":"{{date}}"}""").Instant("at", TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"), end));

    [Theory]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"02/03/2026\"")]
    [InlineData("\"2026-13-01\"")]
    [InlineData("\"0001-01-01\"")]
    [InlineData("\"9999-12-31T23:59:59Z\"")]
    public void Refuses_other_dates(string json)
    {
        var fields = Read($$"""{"at":{{json}}}""");

        Assert.Null(fields.Instant("at", TimeZoneInfo.Utc));
        Assert.Equal("Property .at cannot be recognized as a ISO-8601 compliant date", fields.Problems);
    }

    [Fact]
    public void Keeps_metadata_as_it_came()
    {
        var metadata = Read("""{"metadata":{"vip":true,"sizes":["S","M"],"note":"<script>alert(1)</script>","deep":{"a":1.5}}}""").Metadata("metadata");

        Assert.Equal("<script>alert(1)</script>", metadata.Find("note")!.Value.GetString());
        Assert.Equal(1.5m, metadata.Find("deep.a")!.Value.GetDecimal());
        Assert.Equal(2, metadata.Find("sizes")!.Value.GetArrayLength());
    }

    [Theory]
    [InlineData("""{"metadata":{"note":"a\u0000b"}}""", "Property .metadata.note should not contain control characters")]
    [InlineData("""{"metadata":{"a\nb":1}}""", "Property .metadata should have keys of 1 to 100 characters without control characters")]
    [InlineData("""{"metadata":{"n":1e99}}""", "Property .metadata.n should be a number of at most 28 digits")]
    [InlineData("""{"metadata":[1]}""", "Property .metadata should be an object")]
    public void Refuses_metadata_that_would_hurt_later(string json, string problem)
    {
        var fields = Read(json);

        Assert.True(fields.Metadata("metadata").IsEmpty);
        Assert.Equal(problem, fields.Problems);
    }

    [Fact]
    public void Bounds_the_size_of_metadata()
    {
        var many = string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"k{i}\":1"));
        var fields = Read($$$"""{"a":{{{{many}}}},"b":{"text":"{{{new string('x', 5001)}}}"}}""");

        fields.Metadata("a");
        fields.Metadata("b");

        Assert.Equal("Property .a should not have more than 100 keys\nProperty .b.text should not be longer than 5000 characters", fields.Problems);
    }

    private static Fields Read(string json) => Fields.Of(JsonElement.Parse(json));
}
