using Microsoft.Playwright;
using PromoConsole.Tests.Components.RuleBuilder.Tree;
using PromoConsole.Tests.Support;
using static Microsoft.Playwright.Assertions;
using static PromoConsole.Tests.Components.RuleBuilder.BuilderPage;

namespace PromoConsole.Tests.Components.RuleBuilder;

/// <summary>The rules builder in a real browser, with real pointers and keys; what is stored in the end is the tree that was built.</summary>
[Collection(BrowserTests.Name)]
public sealed class RuleBuilderBrowserTests(BrowserHost browsers)
{
    [Fact]
    public async Task Brackets_in_brackets_are_built_by_dragging_alone()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and 2 and not 3 and 4");
        var page = builder.Page;

        await DragAsync(page, "3", "2", .5); // onto: grouped by the other word
        await LogicAsync(page, "1 and (2 or not 3) and 4");
        await DragAsync(page, "4", "3", .5); // inside the bracket: a bracket of its own
        await LogicAsync(page, "1 and (2 or (not 3 and 4))");
        await DragAsync(page, "1", "3", .1); // a line above it
        await LogicAsync(page, "(1 or (2 and not 3 and 4))");
        await page.Keyboard.PressAsync("Control+z");
        await LogicAsync(page, "1 and (2 or (not 3 and 4))");
        await DragAsync(page, "4", "1", .9);
        await LogicAsync(page, "1 and 2 and (3 or (not 4))");
        await builder.StoredAsync("1 and 4 and (2 or (not 3))");
    }

    [Fact]
    public async Task One_and_two_or_not_three_is_built_by_keyboard_alone()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and 2 and 3");
        var page = builder.Page;

        await Row(page, "2").FocusAsync();
        await page.Keyboard.PressAsync("Control+g");
        await LogicAsync(page, "1 and (2) and 3");
        await Expect(Row(page, "A")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown"); // past the word between
        await Expect(Row(page, "3")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await LogicAsync(page, "1 and (2 and 3)");
        await Expect(Row(page, "3")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("n");
        await LogicAsync(page, "1 and (2 and not 3)");
        await page.Keyboard.PressAsync("ArrowUp"); // the word
        await page.Keyboard.PressAsync("Space");
        await LogicAsync(page, "1 and (2 or not 3)");

        // Picked up with Space, placed with the arrows; Escape puts it back.
        await Row(page, "1").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Enter");
        await LogicAsync(page, "(1 or not 2) and 3");
        await Expect(Row(page, "3")).ToBeFocusedAsync();
        await Expect(page.Locator("[role=status]").Filter(new() { HasText = "Rule 1 moved" })).ToHaveTextAsync("Rule 1 moved, position 2 of 2. It is rule 3 now.");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await LogicAsync(page, "1 and (2 or not 3)");
        await builder.StoredAsync("1 and (2 or not 3)");
        await builder.AssertAccessibleAsync();
    }

    [Fact]
    public async Task The_same_is_typed_as_text()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and 2 and 3");
        var page = builder.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit as text" }).ClickAsync();
        await page.GetByLabel("Logic, such as").FillAsync("1 and (2 or not");
        await Expect(page.GetByText("expected a rule's number")).ToBeVisibleAsync();
        await page.GetByLabel("Logic, such as").FillAsync("1 and (2 or not 3)");
        await page.Keyboard.PressAsync("Enter");
        await LogicAsync(page, "1 and (2 or not 3)");
        await builder.StoredAsync("1 and (2 or not 3)");
    }

    [Fact]
    public async Task A_bracket_with_four_rules_moves_whole_and_never_into_itself()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and (2 or 3 or 4 or 5) and (6 or 7)");
        var page = builder.Page;

        await DragAsync(page, "A", "4", .5);
        await LogicAsync(page, "1 and (2 or 3 or 4 or 5) and (6 or 7)");
        await Expect(page.Locator("[data-live]")).ToHaveTextAsync("A bracket cannot be put inside itself.");
        await LiftAsync(page, "A", "6", .9);
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.UpAsync();
        await LogicAsync(page, "1 and (2 or 3 or 4 or 5) and (6 or 7)");
        await DragAsync(page, "A", "6", .9);
        await LogicAsync(page, "1 and (2 or (3 or 4 or 5 or 6) or 7)");
        await builder.StoredAsync("1 and (6 or (2 or 3 or 4 or 5) or 7)");
    }

    [Fact]
    public async Task Twenty_steps_are_undone_and_done_again()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and 2 and 3");
        var page = builder.Page;
        await Row(page, "2").FocusAsync();
        var seen = new List<string>();
        foreach (var key in Enumerable.Range(0, 20).Select(i => (i % 4) switch { 0 => "Control+d", 2 => "Control+g", _ => "n" }))
        {
            seen.Add(await page.Locator(".rb-logic code").InnerTextAsync());
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator(".rb-logic code")).Not.ToHaveTextAsync(seen[^1]);
        }

        var built = await page.Locator(".rb-logic code").InnerTextAsync();
        var stored = (await builder.StoredTreeAsync()).Written();
        for (var i = 0; i < 20; i++) await page.Keyboard.PressAsync("Control+z");
        await LogicAsync(page, "1 and 2 and 3");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true })).ToBeDisabledAsync();
        for (var i = 0; i < 20; i++) await page.Keyboard.PressAsync("Control+y");
        await LogicAsync(page, built);
        await builder.StoredAsync(stored);
    }

    [Fact]
    public async Task By_touch_rules_are_dragged_by_the_handle_or_after_a_long_press()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and 2 and 3", Look.Phone);
        var page = builder.Page;
        var touch = await page.Context.NewCDPSessionAsync(page);
        async Task SendAsync(string type, double x, double y) => await touch.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type, ["touchPoints"] = type == "touchEnd" ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } },
        });

        await Row(page, "2").EvaluateAsync("row => row.scrollIntoView({ block: 'center' })"); // clear of the bar at the foot
        var from = (await Row(page, "3").Locator("[data-handle]").BoundingBoxAsync())!;
        var to = (await Row(page, "2").BoundingBoxAsync())!;
        await SendAsync("touchStart", from.X + 8, from.Y + 8);
        for (var i = 1; i <= 6; i++) await SendAsync("touchMove", from.X + 8 + (i * 8), from.Y + 8 + ((to.Y + (to.Height / 2) - from.Y - 8) * i / 6));
        await SendAsync("touchEnd", 0, 0);
        await LogicAsync(page, "1 and (2 or 3)");

        var card = (await Row(page, "1").BoundingBoxAsync())!;
        var onto = (await Row(page, "2").BoundingBoxAsync())!;
        await SendAsync("touchStart", card.X + (card.Width / 2), card.Y + 14);
        await Expect(page.Locator(".rb-ghost")).ToBeVisibleAsync(); // held long enough
        for (var i = 1; i <= 6; i++) await SendAsync("touchMove", card.X + (card.Width / 2), card.Y + 14 + ((onto.Y + (onto.Height * .9) - card.Y - 14) * i / 6));
        await SendAsync("touchEnd", 0, 0);
        await LogicAsync(page, "(1 or 2 or 3)");
        await builder.StoredAsync("(2 or 1 or 3)");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await builder.AssertAccessibleAsync();
    }

    [Fact]
    public async Task On_320_pixels_and_from_right_to_left_it_is_built_the_same_and_nothing_scrolls_sideways()
    {
        await using var builder = await BuiltRule.OpenAsync(browsers, "1 and 2 and (3 or 4)");
        var page = builder.Page;
        Task<bool> FitsAsync() => page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth");

        await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        await DragAsync(page, "1", "2", .5);
        await LogicAsync(page, "(1 or 2) and (3 or 4)");
        await Row(page, "A").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight"); // folds: what is inside lies to the left
        await Expect(Row(page, "A")).ToHaveAttributeAsync("aria-expanded", "false");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Row(page, "A")).ToHaveAttributeAsync("aria-expanded", "true");
        Assert.True(await FitsAsync());

        await page.SetViewportSizeAsync(320, 800);
        await Row(page, "3").EvaluateAsync("row => row.scrollIntoView({ block: 'center' })");
        await DragAsync(page, "3", "4", .95);
        await LogicAsync(page, "(1 or 2) and (3 or 4)");
        await Expect(Row(page, "4")).ToContainTextAsync("€3.00");
        Assert.True(await FitsAsync());
        await page.EvaluateAsync("document.documentElement.dir = 'ltr'");
        Assert.True(await FitsAsync());
        await builder.StoredAsync("(1 or 2) and (4 or 3)");
        await builder.AssertAccessibleAsync();
    }
}
