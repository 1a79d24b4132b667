using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Layout;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Layout;

public class CommandPaletteTests : Rendered
{
    private bool _closed;

    public CommandPaletteTests() => Services.AddScoped<ISearchSource, TwoGroups>();

    private IRenderedComponent<CommandPalette> Palette() => Render<CommandPalette>(p => p.Add(x => x.OnClose, () => _closed = true));

    [Fact]
    public void Moves_through_all_groups_with_the_arrows_and_round_the_end()
    {
        var palette = Palette();
        var dialog = palette.Find("dialog");

        dialog.KeyDown("ArrowDown");
        Assert.Equal("BLACK20", Chosen(palette));
        dialog.KeyDown("ArrowDown");
        Assert.Equal("Black Week", Chosen(palette));
        dialog.KeyDown("ArrowDown");
        Assert.Equal("BLACK15", Chosen(palette));
    }

    [Fact]
    public void Tells_a_screen_reader_which_hit_is_chosen()
    {
        var palette = Palette();

        Assert.Equal(palette.Find("[aria-selected=true]").Id, palette.Find("[role=combobox]").GetAttribute("aria-activedescendant"));
    }

    [Fact]
    public void Opens_the_chosen_hit_with_enter_and_closes()
    {
        var dialog = Palette().Find("dialog");

        dialog.KeyDown("ArrowUp");
        dialog.KeyDown("Enter");

        Assert.Equal("http://localhost/campaigns/7", Services.GetRequiredService<NavigationManager>().Uri);
        Assert.True(_closed);
    }

    [Fact]
    public void Says_when_nothing_is_called_that()
    {
        var palette = Palette();

        palette.Find("input").Input("zzz");

        Assert.Contains("Nothing is called “zzz”", palette.Find(".none").TextContent);
        Assert.Equal("false", palette.Find("[role=combobox]").GetAttribute("aria-expanded"));
    }

    private static string Chosen(IRenderedComponent<CommandPalette> palette) =>
        palette.Find("[aria-selected=true] .clip").FirstChild!.TextContent;

    private sealed class TwoGroups : ISearchSource
    {
        public Task<IReadOnlyList<SearchGroup>> FindAsync(string text, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<SearchGroup>>(text == "zzz"
                ? []
                :
                [
                    new("Codes", [new("BLACK15", "Black Week", "code", "/codes/1"), new("BLACK20", null, "code", "/codes/2")]),
                    new("Campaigns", [new("Black Week", "Live", "tag", "/campaigns/7")]),
                ]);
    }
}
