using System.Text.Json;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Filters;

public class CompiledFilterTests
{
    // Monday 2 March 2026, 13:00 in Warsaw.
    private static readonly FilterClock Clock = new(Decisions.Noon, Decisions.Project.Zone);

    private static readonly Customer Ola = new()
    {
        Id = "cust_1", SourceId = "ola", Name = "Ola Nowak", Email = "ola@shop.example", Birthdate = new DateOnly(1990, 3, 17),
        Address = new CustomerAddress("Kraków", null, null, null, "PL", "30-001"),
        Metadata = Decisions.Bag("""{"tier":"gold","points":250,"size":"5.0","brands":["loom","oak"],"since":"2026-02-20","home":{"floor":3},"vip":true,"empty":""}"""),
        CreatedAt = new DateTimeOffset(2026, 2, 1, 23, 30, 0, TimeSpan.Zero), // 2 February, 00:30 in Warsaw
    };

    [Theory]
    [InlineData("name", FilterOperator.Is, "Ola Nowak", true)]
    [InlineData("name", FilterOperator.Is, "ola nowak", false)] // case matters
    [InlineData("name", FilterOperator.StartsWith, "Ola", true)]
    [InlineData("email", FilterOperator.EndsWith, "@shop.example", true)]
    [InlineData("email", FilterOperator.NotContain, "@", false)]
    [InlineData("phone", FilterOperator.Is, "1", false)]
    [InlineData("phone", FilterOperator.IsNot, "1", true)] // a missing value is nothing else either
    [InlineData("address.city", FilterOperator.In, "Kraków", true)]
    [InlineData("address.state", FilterOperator.IsUnknown, null, true)]
    [InlineData("metadata.tier", FilterOperator.HasValue, null, true)]
    [InlineData("metadata.empty", FilterOperator.Is, "", true)]
    [InlineData("metadata.points", FilterOperator.AtLeast, "250", true)]
    [InlineData("metadata.size", FilterOperator.Is, "5", true)] // numbers as numbers
    [InlineData("metadata.tier", FilterOperator.MoreThan, "1", false)] // a word and a number have no order
    [InlineData("metadata.brands", FilterOperator.Contains, "oak", true)]
    [InlineData("metadata.brands", FilterOperator.Contains, "oa", false)] // elements, not parts of them
    [InlineData("metadata.brands", FilterOperator.IsNot, "oak", false)] // every element must be another
    [InlineData("metadata.brands", FilterOperator.Count, "2", true)]
    [InlineData("metadata.brands", FilterOperator.CountMore, "2", false)]
    [InlineData("metadata.home.floor", FilterOperator.LessThan, "4", true)]
    [InlineData("metadata.vip", FilterOperator.Is, "true", true)]
    [InlineData("metadata.since", FilterOperator.DaysAgo, "10", true)]
    [InlineData("created_at", FilterOperator.Is, "2026-02-02", true)] // that day where the shop is
    [InlineData("created_at", FilterOperator.DaysAgo, "28", true)]
    [InlineData("created_at", FilterOperator.MoreThanAgo, "28", false)]
    [InlineData("created_at", FilterOperator.LessThanAgo, "29", true)]
    [InlineData("created_at", FilterOperator.Before, "2026-02-02", false)]
    [InlineData("created_at", FilterOperator.After, "2026-02-01T23:29:59Z", true)]
    [InlineData("birthdate", FilterOperator.CurrentMonth, null, true)]
    [InlineData("birthdate", FilterOperator.NextMonth, null, false)]
    [InlineData("birthdate", FilterOperator.Before, "1990-03-18", true)]
    public void Tests_one_attribute(string field, FilterOperator comparison, string? value, bool holds) =>
        Assert.Equal(holds, Holds(new Filter(Junction.And, [Ask(field, comparison, value)])));

    [Fact]
    public void Joins_attributes_by_and_or_by_or()
    {
        FieldFilter[] fields = [Ask("name", FilterOperator.StartsWith, "Ola"), Ask("metadata.tier", FilterOperator.Is, "silver")];

        Assert.False(Holds(new Filter(Junction.And, fields)));
        Assert.True(Holds(new Filter(Junction.Or, fields)));
    }

    [Fact]
    public void All_tests_of_one_attribute_must_hold_and_any_value_of_a_test_suffices()
    {
        FieldTest from = new(FilterOperator.MoreThan, [Json("100")]), below = new(FilterOperator.LessThan, [Json("200")]);

        Assert.False(Holds(new Filter(Junction.And, [new("metadata.points", [from, below])])));
        Assert.True(Holds(new Filter(Junction.And, [new("metadata.tier", [new(FilterOperator.Is, [Json("silver"), Json("gold")])])])));
    }

    [Fact]
    public void Agrees_with_the_slow_evaluation_on_many_filters_and_customers()
    {
        var draw = new GeneratedFilters(11);
        var met = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var (filter, customer) = (draw.Filter(), draw.Customer());
            Assert.Empty(FilterCheck.Problems(filter, CustomerFields.All));

            var fast = CompiledFilter<Customer>.Of(filter, CustomerFields.All).Holds(customer, Clock);

            Assert.True(
                fast == FilterInterpreter.Holds(filter, customer, Decisions.Noon, Decisions.Project.Zone),
                $"{i}: {JsonSerializer.Serialize(filter)}\n{JsonSerializer.Serialize(customer)}");
            if (fast) met++;
        }

        Assert.InRange(met, 4_000, 16_000); // otherwise the samples say little
    }

    private static bool Holds(Filter filter)
    {
        Assert.Empty(FilterCheck.Problems(filter, CustomerFields.All));
        return CompiledFilter<Customer>.Of(filter, CustomerFields.All).Holds(Ola, Clock);
    }

    private static FieldFilter Ask(string field, FilterOperator comparison, string? value) => new(field, [new(comparison, value is null ? [] : [Json(value)])]);

    private static JsonElement Json(string value) => JsonSerializer.SerializeToElement(value);
}
