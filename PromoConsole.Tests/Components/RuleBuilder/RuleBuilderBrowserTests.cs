using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PromoConsole.Components.RuleBuilder;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Components.RuleBuilder.Trial;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;
using PromoConsole.Identity;
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
        await using var builder = await OpenAsync("1 and 2 and not 3 and 4");
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
        await StoredAsync(builder, "1 and 4 and (2 or (not 3))");
    }

    [Fact]
    public async Task One_and_two_or_not_three_is_built_by_keyboard_alone()
    {
        await using var builder = await OpenAsync("1 and 2 and 3");
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
        await StoredAsync(builder, "1 and (2 or not 3)");
        await builder.AssertAccessibleAsync();
    }

    [Fact]
    public async Task The_same_is_typed_as_text()
    {
        await using var builder = await OpenAsync("1 and 2 and 3");
        var page = builder.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit as text" }).ClickAsync();
        await page.GetByLabel("Logic, such as").FillAsync("1 and (2 or not");
        await Expect(page.GetByText("expected a rule's number")).ToBeVisibleAsync();
        await page.GetByLabel("Logic, such as").FillAsync("1 and (2 or not 3)");
        await page.Keyboard.PressAsync("Enter");
        await LogicAsync(page, "1 and (2 or not 3)");
        await StoredAsync(builder, "1 and (2 or not 3)");
    }

    [Fact]
    public async Task A_bracket_with_four_rules_moves_whole_and_never_into_itself()
    {
        await using var builder = await OpenAsync("1 and (2 or 3 or 4 or 5) and (6 or 7)");
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
        await StoredAsync(builder, "1 and (6 or (2 or 3 or 4 or 5) or 7)");
    }

    [Fact]
    public async Task Twenty_steps_are_undone_and_done_again()
    {
        await using var builder = await OpenAsync("1 and 2 and 3");
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
        var stored = (await StoredTreeAsync(builder)).Written();
        for (var i = 0; i < 20; i++) await page.Keyboard.PressAsync("Control+z");
        await LogicAsync(page, "1 and 2 and 3");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true })).ToBeDisabledAsync();
        for (var i = 0; i < 20; i++) await page.Keyboard.PressAsync("Control+y");
        await LogicAsync(page, built);
        await StoredAsync(builder, stored);
    }

    [Fact]
    public async Task By_touch_rules_are_dragged_by_the_handle_or_after_a_long_press()
    {
        await using var builder = await OpenAsync("1 and 2 and 3", Look.Phone);
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
        await StoredAsync(builder, "(2 or 1 or 3)");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await builder.AssertAccessibleAsync();
    }

    [Fact]
    public async Task On_320_pixels_and_from_right_to_left_it_is_built_the_same_and_nothing_scrolls_sideways()
    {
        await using var builder = await OpenAsync("1 and 2 and (3 or 4)");
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
        await StoredAsync(builder, "(1 or 2) and (4 or 3)");
        await builder.AssertAccessibleAsync();
    }

    [Fact]
    public async Task One_drag_is_at_most_three_messages_each_way_and_a_lost_connection_loses_nothing()
    {
        var (sent, received, sockets) = (0, 0, 0);
        var (cut, again) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var builder = await OpenAsync("1 and 2 and 3", before: page => page.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor"), socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(message =>
            {
                if (IsWork(message)) Interlocked.Increment(ref sent);
                if (message.Binary is { } bytes) server.Send(bytes);
                else server.Send(message.Text!);
            });
            server.OnMessage(message =>
            {
                if (IsWork(message)) Interlocked.Increment(ref received);
                if (message.Binary is { } bytes) socket.Send(bytes);
                else socket.Send(message.Text!);
            });
            if (Interlocked.Increment(ref sockets) > 1) again.TrySetResult();
            else _ = cut.Task.ContinueWith(_ => socket.CloseAsync(new() { Code = 1011 }), TaskScheduler.Default);
        }));
        var page = builder.Page;

        await Row(page, "1").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await page.GetByText("Draft saved").WaitForAsync(); // so that nothing else is under way
        await LiftAsync(page, "3", "1", .5);
        (sent, received) = (0, 0);
        var onto = (await Row(page, "2").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(onto.X + (onto.Width / 2), onto.Y + (onto.Height / 2), new() { Steps = 40 });
        Assert.Equal((0, 0), (sent, received)); // whatever the pointer does
        await page.Mouse.UpAsync();
        await page.Locator("[data-badge=A]:focus").WaitForAsync(); // before the automatic saving that follows
        var drag = (sent, received);
        Assert.InRange(drag.sent, 1, 3);
        Assert.InRange(drag.received, 1, 3);
        await Row(page, "3").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await LogicAsync(page, "not 1 and (2 or not 3)");

        cut.SetResult();
        await again.Task.WaitAsync(TimeSpan.FromSeconds(30)); // the browser comes back by itself
        await AnsweringAsync(page);
        await LogicAsync(page, "not 1 and (2 or not 3)");
        await page.Keyboard.PressAsync("Control+z"); // what was done before is still known
        await LogicAsync(page, "not 1 and (2 or 3)");
        await StoredAsync(builder, "not 1 and (2 or 3)");
    }

    [Fact]
    public async Task A_column_of_thousands_of_values_is_pasted_into_one_box_and_rules_go_through_the_clipboard_as_text()
    {
        await using var builder = await OpenAsync("1 and 2");
        var page = builder.Page;
        await AddAsync(page, "Order metadata");
        await page.GetByLabel("Attribute", new() { Exact = true }).FillAsync("voucher");
        await page.GetByLabel("Attribute", new() { Exact = true }).PressAsync("Tab");
        const string Paste = """
            (at, text) => {
                const data = new DataTransfer();
                data.setData('text/plain', text);
                at.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """;
        await page.GetByLabel("Values, separated by commas").EvaluateAsync(Paste, string.Join("\r\n", Enumerable.Range(1, 5000).Select(i => $"code {i}")));
        await Expect(Row(page, "3").Locator(".rb-says")).ToContainTextAsync("code 1, code 2, code 3 or 4997 more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();

        var copied = CopiedRules.Write(Trees.Of("7 or 8"), [BuilderTree.RootId + 1]);
        await Row(page, "1").FocusAsync();
        await Row(page, "1").EvaluateAsync(Paste, copied);
        await LogicAsync(page, "1 and 2 and 3 and 4");
        await Expect(Row(page, "2")).ToBeFocusedAsync();
        await Expect(Row(page, "2")).ToContainTextAsync("€7.00");
        await page.GetByText("Draft saved").WaitForAsync();
        var stored = Some.Of(await builder.Host.Services.GetRequiredService<CampaignList>().GetAsync(builder.CampaignId)).Campaign.Draft!.Rule!;
        Assert.Equal(5000, stored.Conditions().OfType<MetadataCondition>().Single().Tests[0].Values.Count);
        Assert.Empty(builder.Browser.Complaints);
    }

    [Fact]
    public async Task A_long_rule_draws_what_is_seen_and_is_edited_like_a_short_one()
    {
        await using var builder = await OpenAsync(string.Join(" and ", Enumerable.Range(0, 20).Select(i => "(" + string.Join(" or ", Enumerable.Range((i * 49) + 1, 49)) + ")")));
        var page = builder.Page;
        await Row(page, "1").WaitForAsync(); // rows are drawn once the browser has said which are seen
        Assert.InRange(await page.Locator("[data-row]").CountAsync(), 20, 200);

        await Row(page, "2").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(Row(page, "1")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to rule 980" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true })).ToBeDisabledAsync();
    }

    // A key pressed while the connection is being made again is lost; the list of keys opens with the first one that is heard.
    private static async Task AnsweringAsync(IPage page)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            await Row(page, "3").FocusAsync();
            await page.Keyboard.PressAsync("?");
            try
            {
                await page.Locator(".rb-keys").WaitForAsync(new() { Timeout = 1_000 });
                break;
            }
            catch (TimeoutException)
            {
                // Not yet.
            }
        }

        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".rb-keys").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Row(page, "3").FocusAsync();
    }

    // Keep-alives say nothing about a drag.
    private static bool IsWork(IWebSocketFrame message) => message.Binary is not { } bytes || bytes.Length > 4;

    private static async Task StoredAsync(Builder builder, string written)
    {
        var tree = await StoredTreeAsync(builder);
        Assert.Equal(written, tree.Written());
        await JudgedAlikeAsync(builder, tree);
        Assert.DoesNotContain(builder.Browser.Complaints, complaint => !complaint.Contains("connection", StringComparison.OrdinalIgnoreCase)); // which a test may cut
    }

    private static async Task<BuilderTree> StoredTreeAsync(Builder builder)
    {
        await builder.Page.GetByText("Draft saved").WaitForAsync();
        return BuilderTree.Of(Some.Of(await builder.Host.Services.GetRequiredService<CampaignList>().GetAsync(builder.CampaignId)).Campaign.Draft!.Rule);
    }

    // What the panel and every node say of a cart of 2.50 is what the engine says once the campaign is launched.
    private static async Task JudgedAlikeAsync(Builder builder, BuilderTree tree)
    {
        var (page, services) = (builder.Page, builder.Host.Services);
        var campaign = Some.Of(await services.GetRequiredService<CampaignService>().LaunchAsync(new(builder.CampaignId, null, null, TestMembers.AddressOf(Roles.Owner))));
        var answer = Some.Of(await services.GetRequiredService<IRedemptionService>().ValidateAsync(Some.Validation(builder.Code, 2_50)));
        var proof = Assert.Single(answer.Decision.Steps).Proof;
        Assert.Equal(1, campaign.Version);

        await page.GetByRole(AriaRole.Button, new() { Name = "Paste JSON" }).ClickAsync();
        await page.GetByLabel("Order as JSON").FillAsync("""{"order":{"amount":250}}""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this cart" }).ClickAsync();
        await Expect(page.Locator(".trial-verdict b")).ToHaveTextAsync(proof.Accepted ? "Passes" : "Refused");
        var said = NodeVerdicts.Of(tree, proof.Rule);
        foreach (var node in tree.Nodes.Where(node => node.Id != BuilderTree.RootId))
        {
            var badge = node is RuleNode ? $"{tree.NumberOf(node.Id)}" : tree.LetterOf(node.Id);
            await Expect(Row(page, badge).Locator(".disc[role=img]")).ToHaveAttributeAsync("aria-label", NodeLine.Word(said[node.Id].Outcome));
        }
    }

    private async Task<Builder> OpenAsync(string logic, Look look = Look.Light, Func<IPage, Task>? before = null)
    {
        var host = await browsers.HostAsync();
        await host.SignedInAsync();
        var code = $"BUILT-{Guid.NewGuid():N}";
        var campaign = Some.Of(await host.Services.GetRequiredService<CampaignService>().CreateDraftAsync(new()
        {
            Name = $"Built {code}", Actor = TestMembers.AddressOf(Roles.Owner),
            Setup = Some.TenOff with { Rule = Trees.Of(logic).ToRule(), Codes = new() { Mode = CodeMode.Shared, SharedCode = code } },
        }));
        var browser = await browsers.OpenAsync(host, "/", look);
        if (before is not null) await before(browser.Page);
        await browser.GoToAsync($"/campaigns/{campaign.Id}/edit?step=rules");
        await ReadyAsync(browser.Page);
        return new(browser, host, campaign.Id, code);
    }

    private sealed record Builder(BrowserPage Browser, RunningHost Host, string CampaignId, string Code) : IAsyncDisposable
    {
        public IPage Page => Browser.Page;

        public Task AssertAccessibleAsync() => Browser.AssertAccessibleAsync();

        public ValueTask DisposeAsync() => Browser.DisposeAsync();
    }
}
