using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace PromoConsole.Tests.Support;

/// <summary>How the person sees the page; combines.</summary>
[Flags]
public enum Look
{
    /// <summary>Light theme, 1440 by 900.</summary>
    Light = 0,

    /// <summary>The system asks for a dark theme.</summary>
    Dark = 1,

    /// <summary>390 by 844, with touch.</summary>
    Phone = 2,
}

/// <summary>One page in a browser context of its own: no cookie or storage is shared with other tests.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    internal BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Enqueue(message.Text);
        };
    }

    /// <summary>Playwright's page.</summary>
    public IPage Page { get; }

    /// <summary>Errors the page threw or wrote to the console so far.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Navigates, and waits until the page answers to clicks.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        await InteractiveAsync();
    }

    /// <summary>Waits until the circuit is up: a click before that is lost. Static pages carry no marker and do not wait.</summary>
    public async Task InteractiveAsync()
    {
        if (await Page.Locator("[data-interactive]").CountAsync() > 0)
        {
            await Page.Locator("[data-interactive=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
    }

    /// <summary>Fails, naming rule and elements, when axe finds a serious or critical violation.</summary>
    public async Task AssertAccessibleAsync()
    {
        // In the page itself: the package's own call opens a window for every check and carries over each element that passes.
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window")) await Page.EvaluateAsync($"() => {{ {s_axe} }}");
        var serious = await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { reporter: 'no-passes' })).violations
                .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
                .map(rule => `${rule.id} (${rule.impact}): ${rule.help}\n` + rule.nodes.map(node => '    ' + node.html).join('\n'))
            """);
        Assert.True(serious.Length == 0, $"{Page.Url}\n{string.Join('\n', serious)}");
    }

    /// <summary>Keeps a picture of the page in the folder PROMOCONSOLE_SCREENSHOTS names; without it, does nothing.</summary>
    public async Task ScreenshotAsync(string name, bool fullPage = false)
    {
        if (Environment.GetEnvironmentVariable("PROMOCONSOLE_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = fullPage });
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
