using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;
using System.Text.Json;

namespace PromoConsole.Tests.Engine.Metadata;

public class MetadataImpactTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Counts_what_would_be_refused_among_everything_stored_and_goes_on_slice_by_slice()
    {
        // 1,201 customers: every third has a text for its level, the first none at all.
        await _world.Get<CustomerService>().UpsertManyAsync(
            [.. Enumerable.Range(0, 1_201).Select(i => new CustomerInput { SourceId = $"c{i}", Metadata = Decisions.Bag(i == 0 ? "{}" : i % 3 == 0 ? """{"level":"gold"}""" : """{"level":2}""") })], Some.Shop);
        var proposed = new MetadataSchema { Id = "", Kind = SchemaKind.Resource, Name = MetadataResources.Customer, Definitions = [new MetadataDefinition { Key = "level", Type = MetadataType.Number, Required = true }] };

        var scans = await _world.Get<MetadataImpact>().ScanAsync(proposed, MetadataSchemas.Empty).ToListAsync();

        Assert.Equal([(500, false), (1_000, false), (1_201, true)], scans.Select(scan => ((int)scan.Looked, scan.Finished)));
        Assert.Equal((1_201, 400, 1), (scans[^1].Total, scans[^1].Failing, scans[^1].Lacking));
        Assert.Equal(("c1200", "level: must be a number, property is required (actual value is 'gold')"), (scans[0].Examples[0].Name, scans[0].Examples[0].Problems.Single().ToString()));
    }

    [Fact]
    public async Task Guesses_what_keys_nobody_defined_could_be()
    {
        await _world.Get<CustomerService>().UpsertManyAsync(
        [
            new CustomerInput { SourceId = "a", Metadata = Decisions.Bag("""{"level":1,"vip":true,"since":"2024-05-01","tags":["x"],"note":"n","at":"2026-01-01T10:00:00Z"}""") },
            new CustomerInput { SourceId = "b", Metadata = Decisions.Bag("""{"level":2,"vip":false,"note":"2024-05-01","known":1}""") },
        ], Some.Shop);
        var schemas = MetadataSchemas.Of([new MetadataSchema { Id = "", Kind = SchemaKind.Resource, Name = MetadataResources.Customer, Definitions = [new MetadataDefinition { Key = "known" }] }]);

        var unknown = await _world.Get<MetadataImpact>().UnknownAsync(SchemaKind.Resource, MetadataResources.Customer, schemas);

        Assert.Equal(
            [("level", 2, MetadataType.Number, false), ("note", 2, MetadataType.Text, false), ("vip", 2, MetadataType.Flag, false), ("at", 1, MetadataType.DateTime, false), ("since", 1, MetadataType.Date, false), ("tags", 1, MetadataType.Text, true)],
            unknown.Keys.Select(key => (key.Key, key.Count, key.Guess.Type, key.Guess.Array)));
    }

    [Fact]
    public async Task Finds_the_rules_segments_and_formulas_that_name_a_key()
    {
        await _world.Get<RuleService>().CreateAsync(new CreateRule("Gold only", new RuleContent { Rule = When.CustomerMetadata("level", Operator.Is, "gold") }, Some.Shop));
        await _world.Get<RuleService>().CreateAsync(new CreateRule("From the app", new RuleContent { Rule = When.OrderMetadata("level", Operator.Is, "gold") }, Some.Shop));
        var filter = new Filter(Junction.And, [new FieldFilter("metadata.level", [new FieldTest(FilterOperator.Is, [JsonSerializer.SerializeToElement("gold")])])]);
        await _world.Get<SegmentService>().CreateAsync(new CreateSegment("Golden", SegmentKind.Passive, [], filter, Some.Shop));
        await _world.Get<SegmentService>().CreateAsync(new CreateSegment("In a bracket", SegmentKind.Passive, [], new Filter(Junction.Or, []) { Groups = [filter] }, Some.Shop));

        var found = await _world.Get<MetadataUses>().OfAsync(SchemaKind.Resource, MetadataResources.Customer, new HashSet<string> { "level" });

        Assert.Equal([(MetadataUser.Rule, "Gold only"), (MetadataUser.Segment, "Golden"), (MetadataUser.Segment, "In a bracket")], found.Select(use => (use.User, use.Name)));
    }
}
