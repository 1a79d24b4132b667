using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Metadata;
using PromoConsole.Tests.Engine.Metadata;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Campaigns;

/// <summary>Which schema a campaign's custom attributes are checked by.</summary>
public class SetupMetadataTests
{
    private static async Task<MetadataSchemas> SchemasAsync()
    {
        await using var world = await PromoWorld.StartAsync();
        var schemas = world.Get<MetadataSchemaService>();
        foreach (var (resource, key) in (IEnumerable<(string, string)>)[(MetadataResources.Campaign, "owner"), (MetadataResources.Voucher, "wave")])
            Some.Of(await schemas.SaveAsync(new SaveSchema { Kind = SchemaKind.Resource, Name = resource, Definitions = [MetadataCases.Definition(key, """{"type":"number","optional":false}""")], Caller = Some.Shop }));
        return await schemas.CurrentAsync();
    }

    private static CampaignSetup Setup(string metadata, bool ofCodes) => new() { Metadata = Decisions.Bag(metadata), MetadataOfCodes = ofCodes };

    [Theory]
    [InlineData("""{"owner":1}""", false, null)]
    [InlineData("""{"wave":1}""", false, "owner")]
    [InlineData("""{"wave":1}""", true, null)]
    [InlineData("""{"owner":1}""", true, "wave")]
    public async Task A_new_campaign_has_what_its_schema_asks_or_that_of_codes_where_it_says_so(string metadata, bool ofCodes, string? missing)
    {
        var filled = SetupMetadata.Filled(await SchemasAsync(), null, Setup(metadata, ofCodes));

        Assert.Equal(missing is null ? null : "metadata_validation_failed", filled.Error?.Key);
        if (missing is not null) Assert.StartsWith(missing + ":", filled.Error!.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stays_is_asked_again_only_when_another_schema_checks_it()
    {
        var schemas = await SchemasAsync();
        var old = Setup("""{"owner":"nobody"}""", ofCodes: false); // from before there was a schema

        Assert.True(SetupMetadata.Filled(schemas, old, old).IsOk);
        Assert.Equal("metadata_validation_failed", SetupMetadata.Filled(schemas, old, old with { MetadataOfCodes = true }).Error!.Key);
        Assert.True(SetupMetadata.Filled(schemas, old, Setup("""{"owner":"nobody","wave":2}""", ofCodes: true)).IsOk);
    }
}
