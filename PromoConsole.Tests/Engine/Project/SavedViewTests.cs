using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Project;

public class SavedViewTests : IAsyncLifetime
{
    private static readonly Caller s_anna = new(Caller.Dashboard, "anna@example.com");
    private static readonly Caller s_bob = new(Caller.Dashboard, "bob@example.com");
    private PromoWorld _world = null!;

    private SavedViewService Views => _world.Get<SavedViewService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Are_there_for_everybody_by_name_on_their_own_page()
    {
        await Views.SaveAsync("campaigns", " Winter ", "?tag=winter&sort=-redeemed", s_anna);
        await Views.SaveAsync("campaigns", "Autumn", "tag=autumn", s_bob);
        await Views.SaveAsync("codes", "Winter", "state=used", s_bob);

        var views = await Views.ListAsync("campaigns");

        Assert.Equal([("Autumn", "tag=autumn", s_bob.Name), ("Winter", "tag=winter&sort=-redeemed", s_anna.Name)], views.Select(view => (view.Name, view.Query, view.CreatedBy)));
    }

    [Fact]
    public async Task Keep_their_names_apart()
    {
        await Views.SaveAsync("campaigns", "Winter", "tag=winter", s_anna);
        var other = Some.Of(await Views.SaveAsync("campaigns", "Autumn", "tag=autumn", s_anna));

        Assert.Equal("duplicate_found", (await Views.SaveAsync("campaigns", "Winter", "", s_bob)).Error?.Key);
        Assert.Equal("duplicate_found", (await Views.RenameAsync(other.Id, "Winter", s_bob)).Error?.Key);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("  ", 0)]
    [InlineData("a\tb", 0)]
    [InlineData("Long address", 2_001)]
    public async Task Refuse_what_could_not_be_kept(string name, int queryLength) =>
        Assert.Equal("invalid_view", (await Views.SaveAsync("campaigns", name, new string('q', queryLength), s_anna)).Error?.Key);

    [Fact]
    public async Task Are_renamed_and_deleted_by_anybody()
    {
        var view = Some.Of(await Views.SaveAsync("campaigns", "Winter", "tag=winter", s_anna));

        var renamed = Some.Of(await Views.RenameAsync(view.Id, "Cold season", s_bob));
        Some.Of(await Views.DeleteAsync(view.Id, s_bob));

        Assert.Equal(("Cold season", "tag=winter"), (renamed.Name, renamed.Query));
        Assert.Empty(await Views.ListAsync("campaigns"));
        Assert.Equal("not_found", (await Views.DeleteAsync(view.Id, s_anna)).Error?.Key);
    }
}
