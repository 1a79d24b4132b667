using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Metadata;

public class MetadataSchemaTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private MetadataSchemaService Schemas => _world.Get<MetadataSchemaService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [MemberData(nameof(MetadataCases.All), MemberType = typeof(MetadataCases))]
    public async Task Takes_what_fits_and_says_what_does_not(string definition, string value, string? refused)
    {
        await DefineAsync(MetadataResources.Product, MetadataCases.Definition("key", definition));

        var saved = await ProductAsync($$"""{"key":{{value}}}""");

        if (refused is null) Assert.Null(saved.Error);
        else Assert.Equal(("metadata_validation_failed", $"key: {refused}"), (saved.Error?.Key, saved.Error?.Details));
    }

    [Fact]
    public async Task Asks_for_what_is_required_when_something_is_made_and_never_again()
    {
        var before = (await ProductAsync("""{"old":"kept"}""")).Value!;
        await DefineAsync(MetadataResources.Product, MetadataCases.Definition("level", """{"type":"number","optional":false}"""), MetadataCases.Definition("size", """{"type":"string","optional":false,"default":"M"}"""));

        var lacking = await ProductAsync("{}");
        var made = await ProductAsync("""{"level":3}""");
        var changed = await _world.Get<ProductService>().UpsertAsync(new ProductInput { Id = before.Id, Name = "Renamed" }, Some.Shop);

        Assert.Equal("level: must be a number, property is required (actual value is 'undefined')", lacking.Error?.Details);
        Assert.Equal("""{"level":3,"size":"M"}""", PromoJson.Write(made.Value!.Metadata)); // the default stands for what is required, too
        Assert.Equal("""{"old":"kept"}""", PromoJson.Write(changed.Value!.Metadata));
    }

    [Fact]
    public async Task Keeps_keys_nobody_defined_unless_only_defined_ones_are_allowed()
    {
        await DefineAsync(MetadataResources.Product, MetadataCases.Definition("level", """{"type":"number"}"""));
        var kept = await ProductAsync("""{"other":1}""");
        await DefineAsync(MetadataResources.Product, definedOnly: true, MetadataCases.Definition("level", """{"type":"number"}"""));

        var refused = await ProductAsync("""{"level":"x","other":1,"more":null}""");

        Assert.Null(kept.Error);
        Assert.Equal(
            "level: must be a number (actual value is 'x')\nother: property is not allowed (actual value is '1')\nmore: property is not allowed (actual value is 'null')", refused.Error?.Details);
    }

    [Fact]
    public async Task Looks_into_nested_objects_and_lists_of_them()
    {
        await Schemas.SaveAsync(new SaveSchema { Kind = SchemaKind.Nested, Name = "address", Definitions = [MetadataCases.Definition("city", """{"type":"string","optional":false}""")], Caller = Some.Shop });
        await DefineAsync(
            MetadataResources.Customer, MetadataCases.Definition("home", """{"type":"object","object_type":"address"}"""), MetadataCases.Definition("stops", """{"type":"object","object_type":"address","array":true}"""));

        var fine = await CustomerAsync("""{"home":{"city":"Gdynia","floor":2},"stops":[{"city":"Sopot"}]}""");
        var wrong = await CustomerAsync("""{"home":{"city":7},"stops":[{"city":"Sopot"},{}]}""");
        var noObject = await CustomerAsync("""{"home":"Gdynia"}""");

        Assert.Null(fine.Error);
        Assert.Equal(
            "home.city: must be a string, property is required (actual value is '7')\nstops[1].city: must be a string, property is required (actual value is 'undefined')", wrong.Error?.Details);
        Assert.Equal("home: must be an object (actual value is 'Gdynia')", noObject.Error?.Details);
    }

    [Fact]
    public async Task Checks_what_a_redemption_stores_before_it_decides()
    {
        await _world.Get<VoucherService>().CreateAsync(new CreateVoucher { Code = "META-10", Terms = new() { Discount = new PromoConsole.Engine.Discounts.AmountOff(10_00) }, Actor = "test" });
        await DefineAsync(MetadataResources.Redemption, MetadataCases.Definition("till", """{"type":"number","optional":false}"""), MetadataCases.Definition("channel", """{"type":"string","default":"shop"}"""));
        await DefineAsync(MetadataResources.Customer, MetadataCases.Definition("level", """{"type":"number"}"""));
        await DefineAsync(MetadataResources.OrderItem, MetadataCases.Definition("colour", """{"type":"string"}"""));
        RedeemRedeemables Asked(string redemption, string customer, string line) => new()
        {
            Redeemables = [Redeemable.Voucher("META-10")], Caller = Some.Shop, Metadata = Decisions.Bag(redemption), Customer = new CustomerInput { SourceId = "meta-redeems", Metadata = Decisions.Bag(customer) },
            Order = new OrderInput { Content = new OrderContent { Lines = [new OrderLine { Name = "Mug", PriceAmount = 50_00, Metadata = Decisions.Bag(line) }] } },
        };

        var lacking = await _world.Redemptions.RedeemAsync(Asked("{}", "{}", "{}"));
        var badCustomer = await _world.Redemptions.RedeemAsync(Asked("""{"till":7}""", """{"level":"gold"}""", "{}"));
        var badLine = await _world.Redemptions.RedeemAsync(Asked("""{"till":7}""", "{}", """{"colour":3}"""));
        var done = await _world.Redemptions.RedeemAsync(Asked("""{"till":7}""", """{"level":2}""", """{"colour":"red"}"""));

        Assert.Equal("till: must be a number, property is required (actual value is 'undefined')", lacking.Error?.Details);
        Assert.Equal("level: must be a number (actual value is 'gold')", badCustomer.Error?.Details);
        Assert.Equal("items[0].colour: must be a string (actual value is '3')", badLine.Error?.Details);
        Assert.Equal((RedemptionKind.Redeemed, """{"till":7,"channel":"shop"}"""), (done.Value!.Stored.Kind, PromoJson.Write(done.Value.Stored.Detail.Metadata)));
        await using var db = _world.Db();
        Assert.Equal((1, 1), (await db.Redemptions.CountAsync(), await db.Customers.CountAsync()));
    }

    [Fact]
    public async Task The_type_of_a_definition_stays_and_what_is_taken_out_counts_until_it_is_purged()
    {
        var definitions = Enumerable.Range(0, MetadataSchema.MostDefinitions).Select(i => new MetadataDefinition { Key = $"k{i}" }).ToArray();
        await DefineAsync(MetadataResources.Product, definitions);
        var other = await SaveAsync(MetadataResources.Product, [definitions[0] with { Type = MetadataType.Number }, .. definitions[1..]]);
        var swapped = await SaveAsync(MetadataResources.Product, [.. definitions[1..], new MetadataDefinition { Key = "one-more" }]);
        var without = await SaveAsync(MetadataResources.Product, definitions[1..]);
        var stored = await ProductAsync("""{"k0":7,"k1":"x"}""");

        var purged = await Schemas.PurgeAsync(SchemaKind.Resource, MetadataResources.Product, "k0", Some.Shop);
        while (await _world.Get<JobRunner>().RunOneAsync(TestContext.Current.CancellationToken)) { }

        Assert.Equal("The type of a definition cannot change. Take it out, purge it, and define it anew.", other.Error?.Message);
        Assert.StartsWith("A schema has at most 100 definitions", swapped.Error?.Message);
        Assert.Equal(["k0"], without.Value!.Definitions.Where(definition => definition.Deleted).Select(definition => definition.Key));
        Assert.Equal("METADATA_KEY_PURGE", purged.Value!.Job?.Type);
        Assert.Equal("""{"k1":"x"}""", PromoJson.Write((await _world.Get<ProductService>().GetAsync(stored.Value!.Id)).Value!.Product.Metadata));
        Assert.Null((await SaveAsync(MetadataResources.Product, [.. definitions[1..], new MetadataDefinition { Key = "one-more" }])).Error);
    }

    [Theory]
    [InlineData("""{"type":"number","min_length":1}""", "Only a text has a length.")]
    [InlineData("""{"type":"string","gte":1}""", "Only a number has bounds.")]
    [InlineData("""{"type":"boolean","eq":[true]}""", "Only a text or a number has allowed values.")]
    [InlineData("""{"type":"string","min_length":5,"max_length":4}""", "Nothing can be so short and so long.")]
    [InlineData("""{"type":"number","gt":5,"lt":5}""", "No number lies between these bounds.")]
    [InlineData("""{"type":"number","eq":[1],"gt":2}""", "“1” does not keep to the other bounds.")]
    [InlineData("""{"type":"object"}""", "Say which nested schema describes the object.")]
    [InlineData("""{"type":"object","object_type":"nowhere"}""", "There is no nested schema “nowhere”.")]
    [InlineData("""{"type":"geopoint"}""", "Only customers and products have places.")]
    [InlineData("""{"type":"number","default":"x"}""", "The default value itself must be a number.")]
    public async Task Refuses_definitions_that_contradict_themselves(string definition, string sentence) =>
        Assert.Equal(sentence, (await SaveAsync(MetadataResources.Order, [MetadataCases.Definition("key", definition)])).Error?.Message);

    [Fact]
    public async Task Objects_cannot_contain_themselves()
    {
        Task<Result<MetadataSchema>> Nested(string name, string inner) => Schemas.SaveAsync(
            new SaveSchema { Kind = SchemaKind.Nested, Name = name, Definitions = inner.Length == 0 ? [] : [MetadataCases.Definition("inner", $$"""{"type":"object","object_type":"{{inner}}"}""")], Caller = Some.Shop });
        await Nested("a", "");
        await Nested("b", "a");

        Assert.Equal("“a” would contain itself.", (await Nested("a", "b")).Error?.Message);
        Assert.Equal("“a” would contain itself.", (await Nested("a", "a")).Error?.Message);
        Assert.Equal("resource_in_use", (await Schemas.DeleteAsync(SchemaKind.Nested, "a", Some.Shop)).Error?.Key);
    }

    [Fact]
    public async Task Builders_are_offered_what_is_defined_with_the_values_that_are_allowed()
    {
        await CustomerAsync("""{"level":"gold","free":1}""");
        await Schemas.SaveAsync(new SaveSchema { Kind = SchemaKind.Nested, Name = "address", Definitions = [MetadataCases.Definition("city", """{"type":"string"}""")], Caller = Some.Shop });
        await DefineAsync(
            MetadataResources.Customer, MetadataCases.Definition("level", """{"type":"string","eq":["silver","gold"]}"""), MetadataCases.Definition("home", """{"type":"object","object_type":"address"}"""),
            MetadataCases.Definition("place", """{"type":"geopoint"}"""));

        var fields = await _world.Get<MetadataFields>().OfAsync(MetadataOwner.Customer);

        Assert.Equal(["free: 1", "level: silver,gold", "home.city: "], fields.Select(field => $"{field.Key}: {string.Join(',', field.Values)}"));
    }

    [Fact]
    public async Task Tells_the_second_of_two_editors()
    {
        await DefineAsync(MetadataResources.Order, new MetadataDefinition { Key = "a" });

        var second = await Schemas.SaveAsync(new SaveSchema { Kind = SchemaKind.Resource, Name = MetadataResources.Order, Definitions = [new MetadataDefinition { Key = "b" }], SeenRevision = 0, Caller = Some.Shop });

        Assert.Equal("edited_meanwhile", second.Error?.Key);
    }

    private Task<Result<MetadataSchema>> SaveAsync(string resource, IReadOnlyList<MetadataDefinition> definitions, bool definedOnly = false) =>
        Schemas.SaveAsync(new SaveSchema { Kind = SchemaKind.Resource, Name = resource, Definitions = definitions, DefinedOnly = definedOnly, Caller = Some.Shop });

    private Task DefineAsync(string resource, params MetadataDefinition[] definitions) => DefineAsync(resource, false, definitions);

    private async Task DefineAsync(string resource, bool definedOnly, params MetadataDefinition[] definitions) => Assert.Null((await SaveAsync(resource, definitions, definedOnly)).Error);

    private Task<Result<Product>> ProductAsync(string metadata) => _world.Get<ProductService>().UpsertAsync(new ProductInput { Name = "Mug", Metadata = Decisions.Bag(metadata) }, Some.Shop);

    private Task<Result<Customer>> CustomerAsync(string metadata) => _world.Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = "meta-nested", Metadata = Decisions.Bag(metadata) }, Some.Shop);
}
