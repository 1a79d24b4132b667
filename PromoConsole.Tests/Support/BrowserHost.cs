using Microsoft.Playwright;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

[assembly: AssemblyFixture(typeof(BrowserHost))]

namespace PromoConsole.Tests.Support;

/// <summary>One running host and one Chromium for all browser tests; both start with the first test that asks.</summary>
public sealed class BrowserHost : IAsyncDisposable
{
    private static readonly string[] _places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    private readonly SemaphoreSlim _starting = new(1);
    private RunningHost? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The host the tests share. A test that needs one of its own (first run, another clock) starts a <see cref="RunningHost"/>.</summary>
    public async Task<RunningHost> HostAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _host ??= RunningHost.Start();
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Opens a page of the shared host in a browser context of its own, which the caller disposes.</summary>
    /// <param name="role">Who looks at it, one of <see cref="Roles"/>; null is somebody who is not signed in.</param>
    public async Task<BrowserPage> OpenAsync(string path = "/", Look look = Look.Light, string? role = Roles.Owner) =>
        await OpenAsync(await HostAsync(), path, look, role);

    /// <summary>Opens a page of a given host in a browser context of its own, which the caller disposes.</summary>
    /// <param name="role">Who looks at it, one of <see cref="Roles"/>; null is somebody who is not signed in, and leaves first run alone.</param>
    public async Task<BrowserPage> OpenAsync(RunningHost host, string path = "/", Look look = Look.Light, string? role = Roles.Owner)
    {
        var browser = await BrowserAsync();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = host.Address.ToString(),
            ColorScheme = look.HasFlag(Look.Dark) ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = look.HasFlag(Look.Phone),
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Warsaw",
            ViewportSize = look.HasFlag(Look.Phone) ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
        });
        if (role is not null)
        {
            var cookie = await host.SignedInAsync(role);
            await context.AddCookiesAsync([new() { Name = TestMembers.CookieName, Value = cookie, Url = host.Address.ToString() }]);
        }

        context.SetDefaultNavigationTimeout(60_000); // the first visit compiles the page, perhaps while everything else does too
        var opened = new BrowserPage(context, await context.NewPageAsync());
        await opened.GoToAsync(path);
        return opened;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        _starting.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(30_000); // as long as every other wait: what must come may come late where everything else runs too
            return _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Chromium(),
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--no-first-run",
                ],
            });
        }
        finally
        {
            _starting.Release();
        }
    }

    private static string Chromium() =>
        Environment.GetEnvironmentVariable("PROMOCONSOLE_CHROMIUM") is { Length: > 0 } chosen
            ? chosen
            : _places.FirstOrDefault(File.Exists)
              ?? throw new FileNotFoundException("Browser tests need Chromium: install it, or name it in PROMOCONSOLE_CHROMIUM. eng/test.sh does either.");
}
