using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Pages.Settings.Metadata;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Settings;

public class SchemaEditorTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;

    private MetadataSchemaService Schemas => _world.Get<MetadataSchemaService>();

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddSingleton(Schemas);
        Services.AddSingleton(_world.Get<MetadataImpact>());
        Services.AddSingleton(_world.Get<MetadataUses>());
        Services.AddScoped<CurrentMember>();
        this.AddAuthorization().SetAuthorized("anna@example.com").SetRoles(Roles.Owner);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_key_that_customers_carry_becomes_a_definition_after_its_impact_was_shown()
    {
        await _world.Get<CustomerService>().UpsertManyAsync(
            [new CustomerInput { SourceId = "a", Metadata = Decisions.Bag("""{"level":1}""") }, new CustomerInput { SourceId = "b", Metadata = Decisions.Bag("""{"level":2}""") }], Some.Shop);
        var editor = await OpenAsync();

        editor.WaitForElement("[aria-label='Define level']").Click();
        var atLeast = editor.FindAll("label").First(label => label.TextContent.StartsWith("At least", StringComparison.Ordinal)).GetAttribute("for");
        await editor.Find($"#{atLeast}").ChangeAsync(new() { Value = "2" });
        await Button(editor, "Add attribute").ClickAsync(new());
        await Button(editor, "Review and save").ClickAsync(new());

        editor.WaitForAssertion(() => Assert.Contains("1 of 2 have values that would be refused", editor.Markup, StringComparison.Ordinal));
        Assert.Contains("level: must be a number, must be greater than or equal to 2 (actual value is '1')", editor.Markup, StringComparison.Ordinal);
        await Button(editor, "Save schema").ClickAsync(new());
        var saved = (await Schemas.GetAsync(SchemaKind.Resource, MetadataResources.Customer)).Value!.Definitions.Single();
        Assert.Equal(("level", MetadataType.Number, 2m), (saved.Key, saved.Type, saved.AtLeast));
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_keeps_what_was_typed()
    {
        await SaveAsync(new MetadataDefinition { Key = "level" });
        var editor = await OpenAsync();
        await editor.Find("[aria-label='Take out level']").ClickAsync(new());
        await SaveAsync(new MetadataDefinition { Key = "level" }, new MetadataDefinition { Key = "theirs" });

        await Button(editor, "Review and save").ClickAsync(new());
        await Button(editor, "Save schema").ClickAsync(new());

        Assert.Contains("Somebody else changed this meanwhile: theirs.", editor.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotNull(editor.Find("[aria-label='Put level back']"));
        Assert.Equal(["level", "theirs"], await InForceAsync());

        await Button(editor, "Save mine over it").ClickAsync(new());
        Assert.Empty(await InForceAsync());
    }

    [Fact]
    public async Task A_definition_that_contradicts_itself_is_refused_where_it_is_typed()
    {
        var editor = await OpenAsync();
        await Button(editor, "New attribute").ClickAsync(new());

        await Button(editor, "Add attribute").ClickAsync(new());

        Assert.StartsWith("A key has 1 to 100 characters", editor.Find(".field-error").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<SchemaEditor>> OpenAsync()
    {
        var schemas = await Schemas.CurrentAsync();
        return Render<SchemaEditor>(ps => ps.Add(e => e.Kind, SchemaKind.Resource).Add(e => e.Name, MetadataResources.Customer).Add(e => e.Schemas, schemas));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<SchemaEditor> editor, string text) => editor.FindAll("button").Single(button => button.TextContent == text);

    private async Task<IEnumerable<string>> InForceAsync() => (await Schemas.GetAsync(SchemaKind.Resource, MetadataResources.Customer)).Value!.InForce.Select(definition => definition.Key);

    private async Task SaveAsync(params MetadataDefinition[] definitions) =>
        Assert.Null((await Schemas.SaveAsync(new SaveSchema { Kind = SchemaKind.Resource, Name = MetadataResources.Customer, Definitions = definitions, Caller = Some.Shop })).Error);
}
