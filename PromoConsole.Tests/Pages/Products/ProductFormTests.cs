using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;
using PromoConsole.Pages.Products;
using PromoConsole.Tests.Engine.Metadata;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Products;

public class ProductFormTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;

    private ProductService Products => _world.Get<ProductService>();

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddSingleton(Products);
        Services.AddSingleton(_world.Get<MetadataSchemaService>());
        Services.AddScoped<CurrentMember>();
        this.AddAuthorization().SetAuthorized("anna@example.com").SetRoles(Roles.Owner);
        await _world.Get<MetadataSchemaService>().SaveAsync(new SaveSchema
        {
            Kind = SchemaKind.Resource, Name = MetadataResources.Product, Definitions = [MetadataCases.Definition("weight", """{"type":"number","optional":false}""")], Caller = Some.Shop,
        });
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Says_what_is_missing_and_stores_what_was_typed_then()
    {
        Product? stored = null;
        var form = Render<ProductForm>(ps => ps.Add(f => f.OnSaved, product => stored = product));
        await Input(form, "Name").ChangeAsync(new() { Value = "Mug" });

        await Button(form, "Create product").ClickAsync(new());
        Assert.Contains("must be a number, property is required (actual value is 'undefined')", form.Markup, StringComparison.Ordinal);
        Assert.Null(stored);

        await Input(form, "weight").ChangeAsync(new() { Value = "0.4" });
        await Button(form, "Create product").ClickAsync(new());
        Assert.Equal(("Mug", """{"weight":0.4}"""), (stored?.Name, PromoJson.Write(stored!.Metadata)));
    }

    [Fact]
    public async Task Tells_the_second_of_two_and_keeps_what_was_typed()
    {
        var mug = (await Products.UpsertAsync(new ProductInput { Name = "Mug", Metadata = Decisions.Bag("""{"weight":1}""") }, Some.Shop)).Value!;
        var opened = (await Products.GetAsync(mug.Id)).Value!.Product;
        _world.Time.Advance(TimeSpan.FromSeconds(5));
        await Products.UpsertAsync(new ProductInput { Id = mug.Id, Name = "Theirs" }, Some.Shop);
        var form = Render<ProductForm>(ps => ps.Add(f => f.Product, opened));
        await Input(form, "Name").ChangeAsync(new() { Value = "Mine" });

        await Button(form, "Save changes").ClickAsync(new());

        Assert.Contains("Somebody else changed this product while you were editing it. Your values are still here.", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(("Mine", "Theirs"), (Input(form, "Name").GetAttribute("value"), (await Products.GetAsync(mug.Id)).Value!.Product.Name));
        await Button(form, "Save mine over it").ClickAsync(new());
        Assert.Equal("Mine", (await Products.GetAsync(mug.Id)).Value!.Product.Name);
    }

    private static AngleSharp.Dom.IElement Input(IRenderedComponent<ProductForm> form, string label)
    {
        var found = form.FindAll("label").First(one => one.TextContent.StartsWith(label, StringComparison.Ordinal));
        return form.Find($"#{found.GetAttribute("for")}");
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ProductForm> form, string text) => form.FindAll("button").Single(button => button.TextContent == text);
}
