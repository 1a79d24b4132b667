using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PromoConsole.Tests.Components.RuleBuilder;

/// <summary>What tests do in the rules builder of a page.</summary>
internal static class BuilderPage
{
    /// <summary>Waits until it listens to keys and pointers.</summary>
    public static Task ReadyAsync(IPage page) => page.Locator(".rb[data-ready]").WaitForAsync();

    /// <summary>Adds a rule at the end, whose editor is open then.</summary>
    /// <param name="label">Of the kind, as the palette says it.</param>
    public static async Task AddAsync(IPage page, string label)
    {
        await ReadyAsync(page);
        await page.Locator("[data-add]").ClickAsync();
        await page.Locator($"dialog .rb-kind[data-says='{label}']").First.ClickAsync();
        await page.Locator("[data-editor]").WaitForAsync();
    }

    /// <summary>The row of a rule by its number, or of a bracket by its letter.</summary>
    public static ILocator Row(IPage page, string badge) => page.Locator($"[data-row][data-badge='{badge}']");

    /// <summary>Waits until the text line says this.</summary>
    public static Task LogicAsync(IPage page, string logic) => Expect(page.Locator(".rb-logic code")).ToHaveTextAsync(logic);

    /// <summary>Drags a row by its handle to a height of another row, from 0 at its top to 1 at its bottom, and lets it go there.</summary>
    public static async Task DragAsync(IPage page, string badge, string onto, double height)
    {
        await LiftAsync(page, badge, onto, height);
        await page.Mouse.UpAsync();
    }

    /// <summary>The same without letting go.</summary>
    public static async Task LiftAsync(IPage page, string badge, string onto, double height)
    {
        var from = (await Row(page, badge).Locator("[data-handle]").BoundingBoxAsync())!;
        var to = (await Row(page, onto).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 20, new() { Steps = 3 });
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + (float)(to.Height * height), new() { Steps = 6 });
    }
}
