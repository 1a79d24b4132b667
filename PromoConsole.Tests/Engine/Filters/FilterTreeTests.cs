using System.Text.Json;
using PromoConsole.Components.RuleBuilder;
using PromoConsole.Components.RuleBuilder.Fields;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Engine.Customers.Segments;
using PromoConsole.Tests.Support;
using Junction = PromoConsole.Engine.Filters.Junction;

namespace PromoConsole.Tests.Engine.Filters;

/// <summary>Filters as trees that are edited, and back.</summary>
public class FilterTreeTests
{
    private static readonly FilterClock Clock = new(Decisions.Noon, Decisions.Project.Zone);

    private static Rule? TreeOf(Filter filter) => FilterTree.ToRule(filter, field => FieldKinds.KindOf(FieldKinds.Customers, field));

    [Fact]
    public void A_filter_comes_back_from_the_tree_as_it_was()
    {
        var filter = new Filter(Junction.Or, [new("metadata.tier", [new(FilterOperator.Is, [Json("gold")]), new(FilterOperator.HasValue, [])])])
        {
            Groups = [Segments.All(Segments.Ask("address.city", FilterOperator.Is, "Kraków"), Segments.Ask("events.visit.count", FilterOperator.AtLeast, 2)) with { Not = true }],
        };

        Assert.Equal(PromoJson.Write(filter), PromoJson.Write(FilterTree.ToFilter(TreeOf(filter))));
    }

    [Fact]
    public void Every_filter_means_the_same_after_it_was_a_tree()
    {
        var draw = new GeneratedFilters(5);
        for (var i = 0; i < 4_000; i++)
        {
            var (filter, customer) = (draw.Filter(), CustomerDetails.Of(draw.Customer()));
            var back = FilterTree.ToFilter(TreeOf(filter))!;

            Assert.Empty(FilterCheck.Problems(back, CustomerFields.All));
            Assert.Equal(
                CompiledFilter<CustomerDetails>.Of(filter, CustomerFields.All).Holds(customer, Clock), CompiledFilter<CustomerDetails>.Of(back, CustomerFields.All).Holds(customer, Clock));
        }
    }

    [Fact]
    public void An_attribute_asked_twice_in_a_bracket_stays_asked_twice()
    {
        var city = FieldKinds.KindOf(FieldKinds.Customers, "address.city")!;
        FieldCondition Is(string value) => new(city, FieldType.Text, Segments.Ask("address.city", FilterOperator.Is, value));

        var filter = FilterTree.ToFilter(new AnyOf([Is("Kraków"), new Not(Is("Gdańsk")), Is("Gdynia") with { Muted = true }]))!;

        Assert.Equal(["Kraków"], filter.Fields[0].Tests[0].Values.Select(value => value.GetString()));
        Assert.True(Assert.Single(filter.Groups!).Not); // what is muted is left out
        Assert.Equal("Customer’s rule: City is Kraków, or not (city is Gdańsk).", "Customer’s rule: " + RuleWords.Summary(TreeOf(filter), Wording.English("PLN", TimeZoneInfo.Utc), id => id));
    }

    [Fact]
    public void Every_attribute_can_be_built()
    {
        foreach (var name in CustomerFields.All.Names) AssertBuilt(FieldKinds.Customers, name, field => CustomerFields.All.TypeOf(field));
        foreach (var name in ItemFields.All.Names) AssertBuilt(FieldKinds.Items, name, field => ItemFields.All.TypeOf(field));

        static void AssertBuilt(BuilderVocabulary vocabulary, string name, Func<string, FieldType?> typeOf)
        {
            var field = name.Replace("*", "some_key", StringComparison.Ordinal);
            var kind = FieldKinds.KindOf(vocabulary, field);
            Assert.True(kind is not null, $"{name} cannot be built.");
            Assert.Equal(typeOf(field), kind.Field);
            Assert.NotNull(((FieldCondition)kind.Empty()).Problem()); // it begins incomplete
            foreach (var op in FieldKinds.Operators(kind.Field!.Value, FilterOperator.HasValue)) Assert.True(FilterCheck.Allows(kind.Field.Value, op), $"{op} does not fit {name}.");
        }
    }

    [Theory]
    [InlineData("summary.orders.total_amount", FilterOperator.AtLeast, "50000", "spent in all is 500.00\u00a0PLN or more")]
    [InlineData("summary.orders.last_order_date", FilterOperator.MoreThanAgo, "90", "last order is more than 90 days ago")]
    [InlineData("summary.orders.last_order_date", FilterOperator.LessThan, "1", "last order is less than 1 day ago")]
    [InlineData("birthdate", FilterOperator.CurrentMonth, null, "birthday is in this month")]
    [InlineData("events.shop_visit.count", FilterOperator.MoreThan, "2", "times shop_visit happened is more than 2")]
    [InlineData("metadata.plan", FilterOperator.StartsWith, "fam", "plan starts with fam")]
    public void A_test_reads_as_a_clause(string field, FilterOperator op, string? value, string clause)
    {
        var kind = FieldKinds.KindOf(FieldKinds.Customers, field)!;

        Assert.Equal(clause, new FieldCondition(kind, kind.Field!.Value, new FieldFilter(field, [new(op, value is null ? [] : [Json(value)])])).Phrase(Wording.English("PLN", TimeZoneInfo.Utc)));
    }

    [Fact]
    public void Parts_travel_through_the_clipboard_and_nonsense_does_not()
    {
        var filter = Segments.Any(Segments.Ask("name", FilterOperator.StartsWith, "Ola"), Segments.Ask("metadata.tier", FilterOperator.Is, 5));
        var copied = FieldKinds.Customers.Write([TreeOf(filter)!]);

        var pasted = FieldKinds.Customers.Read(copied)!;

        Assert.Equal(PromoJson.Write(filter), PromoJson.Write(FilterTree.ToFilter(Assert.Single(pasted))));
        Assert.All(["", "null", "{}", "[1]", """{"junction":"And","fields":[{"field":"no.such","tests":[]}]}"""], text => Assert.Null(FieldKinds.Customers.Read(text)));
    }

    [Fact]
    public void Typed_values_come_one_on_each_line_and_keep_their_json()
    {
        var test = new FieldTest(FilterOperator.Is, [JsonSerializer.SerializeToElement(5), Json("a, b")]);

        var edited = FieldEdits.WithTexts(test, FieldEdits.Typed("a, b\n5\r\nnew\tpasted; twice\nnew"), FieldType.Anything);

        Assert.Equal(["\"a, b\"", "5", "\"new\"", "\"pasted\"", "\"twice\""], edited.Values.Select(value => value.GetRawText()));
    }

    private static JsonElement Json(string value) => JsonSerializer.SerializeToElement(value);

    private static class Segments
    {
        public static Filter All(params FieldFilter[] fields) => PromoConsole.Tests.Engine.Customers.Segments.Filters.All(fields);

        public static Filter Any(params FieldFilter[] fields) => PromoConsole.Tests.Engine.Customers.Segments.Filters.Any(fields);

        public static FieldFilter Ask(string field, FilterOperator op, params object[] values) => PromoConsole.Tests.Engine.Customers.Segments.Filters.Ask(field, op, values);
    }
}
