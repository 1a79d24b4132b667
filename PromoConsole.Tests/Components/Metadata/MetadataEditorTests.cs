using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.Metadata;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Engine.Metadata;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Metadata;

public class MetadataEditorTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;
    private MetadataBag _value = MetadataBag.Empty;

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddSingleton(_world.Get<MetadataSchemaService>());
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"type":"string","max_length":3}""", "abc", "\"abc\"", null)]
    [InlineData("""{"type":"string","max_length":3}""", "abcd", "\"abcd\"", "must be a string, must have at most 3 characters (actual value is 'abcd')")]
    [InlineData("""{"type":"number","gte":1}""", "2.5", "2.5", null)]
    [InlineData("""{"type":"number","gte":1}""", "0", "0", "must be a number, must be greater than or equal to 1 (actual value is '0')")]
    [InlineData("""{"type":"number","gte":1}""", "many", "\"many\"", "must be a number, must be greater than or equal to 1 (actual value is 'many')")]
    [InlineData("""{"type":"date"}""", "2026-03-31", "\"2026-03-31\"", null)]
    [InlineData("""{"type":"image_url"}""", "https://img.example/mug.png", "\"https://img.example/mug.png\"", null)]
    [InlineData("""{"type":"image_url"}""", "mug.gif", "\"mug.gif\"", "must be a URL pointing to JPG/JPEG or PNG resource (actual value is 'mug.gif')")]
    [InlineData("""{"type":"geopoint"}""", "52.2, 21", "\"52.2, 21\"", null)]
    [InlineData("""{"type":"geopoint"}""", "north", "\"north\"", "must be a geopoint in the format latitude, longitude (actual value is 'north')")]
    [InlineData("""{"type":"datetime"}""", "2026-03-02T13:00", "\"2026-03-02T13:00:00Z\"", null)]
    public async Task Takes_what_is_typed_and_says_what_is_wrong_with_it(string definition, string typed, string stored, string? problem)
    {
        await DefineAsync(MetadataCases.Definition("key", definition));
        var editor = Editor();

        await editor.Find("input").ChangeAsync(new() { Value = typed });

        Assert.Equal($$"""{"key":{{stored}}}""", PromoJson.Write(_value));
        Assert.Equal(problem, editor.FindAll(".field-error").SingleOrDefault()?.TextContent);
        Assert.Equal(problem is null ? null : "true", editor.Find("input").GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("""{"type":"boolean"}""", "2", "false")]
    [InlineData("""{"type":"string","eq":["silver","gold"]}""", "2", "\"gold\"")]
    [InlineData("""{"type":"number","eq":[1.5,2]}""", "1", "1.5")]
    public async Task Offers_what_is_allowed(string definition, string chosen, string stored)
    {
        await DefineAsync(MetadataCases.Definition("key", definition));
        var editor = Editor();

        await editor.Find("select").ChangeAsync(new() { Value = chosen });
        Assert.Equal($$"""{"key":{{stored}}}""", PromoJson.Write(_value));

        await editor.Find("select").ChangeAsync(new() { Value = "0" });
        Assert.True(_value.IsEmpty);
    }

    [Fact]
    public async Task Lists_grow_and_shrink_and_nested_objects_have_their_own_inputs()
    {
        await _world.Get<MetadataSchemaService>().SaveAsync(new SaveSchema { Kind = SchemaKind.Nested, Name = "address", DefinedOnly = true, Definitions = [MetadataCases.Definition("city", """{"type":"string","optional":false}""")], Caller = Some.Shop });
        await DefineAsync(MetadataCases.Definition("tags", """{"type":"string","array":true}"""), MetadataCases.Definition("home", """{"type":"object","object_type":"address"}"""));
        var editor = Editor();

        await Button(editor, "Add to tags").ClickAsync(new());
        await editor.Find("[aria-label='tags, value 1']").ChangeAsync(new() { Value = "new" });
        await Button(editor, "Add to tags").ClickAsync(new());
        await editor.Find("[aria-label='tags, value 2']").ChangeAsync(new() { Value = "old" });
        await editor.Find("[aria-label='Remove value 1 of tags']").ClickAsync(new());
        await editor.FindAll("fieldset")[1].QuerySelector("input")!.ChangeAsync(new() { Value = "Gdynia" });

        Assert.Equal("""{"tags":["old"],"home":{"city":"Gdynia"}}""", PromoJson.Write(_value));
    }

    [Fact]
    public async Task Other_attributes_are_rows_to_type_where_they_are_allowed()
    {
        _value = Decisions.Bag("""{"level":2,"other":"x"}""");
        await DefineAsync(MetadataCases.Definition("level", """{"type":"number"}"""));
        var editor = Editor();

        await editor.Find("[aria-label='Product attribute 1, value']").ChangeAsync(new() { Value = "7" });

        Assert.Equal("""{"level":2,"other":7}""", PromoJson.Write(_value));
        await DefineAsync(definedOnly: true, MetadataCases.Definition("level", """{"type":"number"}"""));
        Assert.DoesNotContain("Add a product attribute", Editor().Markup);
    }

    [Fact]
    public async Task What_is_missing_is_said_once_a_save_was_refused()
    {
        await DefineAsync(MetadataCases.Definition("level", """{"type":"number","optional":false}"""));
        var refused = MetadataErrors.Of(MetadataCheck.Problems((await _world.Get<MetadataSchemaService>().CurrentAsync()).Find(SchemaKind.Resource, MetadataResources.Product)!, MetadataBag.Empty, MetadataSchemas.Empty, made: true));

        Assert.Empty(Editor().FindAll(".field-error"));
        var editor = Render<MetadataEditor>(ps => ps.Add(e => e.Resource, MetadataResources.Product).Add(e => e.Of, "Product").Add(e => e.Problems, MetadataProblem.Of(refused)));

        Assert.Equal("must be a number, property is required (actual value is 'undefined')", editor.Find(".field-error").TextContent);
    }

    private IRenderedComponent<MetadataEditor> Editor()
    {
        IRenderedComponent<MetadataEditor>? editor = null;
        editor = Render<MetadataEditor>(ps => ps.Add(e => e.Resource, MetadataResources.Product).Add(e => e.Of, "Product").Add(e => e.Value, _value).Add(e => e.ValueChanged, Take));
        return editor;

        void Take(MetadataBag bag)
        {
            _value = bag;
            editor!.Render(ps => ps.Add(e => e.Resource, MetadataResources.Product).Add(e => e.Of, "Product").Add(e => e.Value, bag).Add(e => e.ValueChanged, Take));
        }
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<MetadataEditor> editor, string text) => editor.FindAll("button").Single(button => button.TextContent == text);

    private Task DefineAsync(params MetadataDefinition[] definitions) => DefineAsync(false, definitions);

    private async Task DefineAsync(bool definedOnly, params MetadataDefinition[] definitions) => Assert.Null((await _world.Get<MetadataSchemaService>().SaveAsync(
        new SaveSchema { Kind = SchemaKind.Resource, Name = MetadataResources.Product, Definitions = definitions, DefinedOnly = definedOnly, Caller = Some.Shop })).Error);
}
