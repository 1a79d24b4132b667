using System.Text.Json;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Filters;

public class CompiledFilterTests
{
    // Monday 2 March 2026, 13:00 in Warsaw.
    private static readonly FilterClock Clock = new(Decisions.Noon, Decisions.Project.Zone);

    // Two orders, 61.00 paid in all.
    private static readonly CustomerDetails Ola = new(new Customer
    {
        Id = "cust_1", SourceId = "ola", Name = "Ola Nowak", Email = "ola@shop.example", Birthdate = new DateOnly(1990, 3, 17),
        Address = new CustomerAddress("Kraków", null, null, null, "PL", "30-001"),
        Metadata = Decisions.Bag("""{"tier":"gold","points":250,"size":"5.0","brands":["loom","oak"],"since":"2026-02-20","home":{"floor":3},"vip":true,"empty":""}"""),
        CreatedAt = new DateTimeOffset(2026, 2, 1, 23, 30, 0, TimeSpan.Zero), // 2 February, 00:30 in Warsaw
    }, 2, 61_00, 20_99, new DateTimeOffset(2026, 2, 20, 9, 0, 0, TimeSpan.Zero), 3, 1, 2);

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
    [InlineData("summary.orders.total_amount", FilterOperator.AtLeast, "6100", true)]
    [InlineData("summary.orders.total_count", FilterOperator.Is, "2", true)]
    [InlineData("summary.orders.average_amount", FilterOperator.Is, "3050", true)]
    [InlineData("summary.orders.last_order_amount", FilterOperator.LessThan, "2099", false)]
    [InlineData("summary.orders.last_order_date", FilterOperator.DaysAgo, "10", true)]
    [InlineData("summary.orders.last_order_date", FilterOperator.LessThan, "10", false)] // a plain number is days ago
    [InlineData("summary.orders.last_order_date", FilterOperator.LessThan, "11", true)]
    [InlineData("summary.orders.last_order_date", FilterOperator.MoreThan, "9", true)]
    [InlineData("summary.orders.last_order_date", FilterOperator.LessThan, "2026-02-21", true)]
    [InlineData("summary.redemptions.total_redeemed", FilterOperator.Is, "4", true)]
    [InlineData("summary.redemptions.total_succeeded", FilterOperator.MoreThan, "3", false)]
    [InlineData("summary.redemptions.total_failed", FilterOperator.Is, "1", true)]
    [InlineData("summary.redemptions.total_rolled_back", FilterOperator.Is, "2", true)]
    public void Tests_one_attribute(string field, FilterOperator comparison, string? value, bool holds) =>
        Assert.Equal(holds, Holds(new Filter(Junction.And, [Ask(field, comparison, value)])));

    [Fact]
    public void Whoever_never_bought_has_sums_of_nothing_and_no_last_order()
    {
        var nobody = CustomerDetails.Of(new Customer { Id = "cust_2" });
        bool Fits(string field, FilterOperator comparison, string? value) =>
            CompiledFilter<CustomerDetails>.Of(new Filter(Junction.And, [Ask(field, comparison, value)]), CustomerFields.All).Holds(nobody, Clock);

        Assert.True(Fits("summary.orders.total_amount", FilterOperator.Is, "0"));
        Assert.True(Fits("summary.redemptions.total_succeeded", FilterOperator.LessThan, "1"));
        Assert.True(Fits("summary.orders.last_order_date", FilterOperator.IsUnknown, null));
        Assert.False(Fits("summary.orders.average_amount", FilterOperator.LessThan, "5000"));
        Assert.False(Fits("summary.orders.last_order_date", FilterOperator.MoreThan, "30"));
    }

    [Theory]
    [InlineData("summary.orders.last_order_date", "1.5")]
    [InlineData("summary.orders.last_order_date", "soon")]
    [InlineData("summary.orders.total_count", "many")]
    [InlineData("summary.redemptions.gift.redeemed_amount", "5")]
    public void What_cannot_be_compared_or_is_not_kept_is_named(string field, string value) =>
        Assert.StartsWith(field, Assert.Single(FilterCheck.Problems(new Filter(Junction.And, [Ask(field, FilterOperator.LessThan, value)]), CustomerFields.All)));

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

            var fast = CompiledFilter<CustomerDetails>.Of(filter, CustomerFields.All).Holds(CustomerDetails.Of(customer), Clock);

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
        return CompiledFilter<CustomerDetails>.Of(filter, CustomerFields.All).Holds(Ola, Clock);
    }

    private static FieldFilter Ask(string field, FilterOperator comparison, string? value) => new(field, [new(comparison, value is null ? [] : [Json(value)])]);

    private static JsonElement Json(string value) => JsonSerializer.SerializeToElement(value);
}
