using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using PromoConsole.Tests.Support;

[assembly: AssemblyFixture(typeof(BrowserHost))]

namespace PromoConsole.Tests.Support;

/// <summary>The real host on a free port with a data folder of its own, and one Chromium; both are shared by all browser tests.</summary>
public sealed class BrowserHost : IAsyncDisposable
{
    private static readonly string[] s_places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

    private readonly SemaphoreSlim _starting = new(1);
    private readonly string _data = Directory.CreateTempSubdirectory("promoconsole-browser-").FullName;
    private WebApplicationFactory<Program>? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The services of the running host.</summary>
    public IServiceProvider Services => Started(_host).Services;

    /// <summary>Where the host listens. Its name is <c>localhost</c>, as passkeys need one.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Opens a page in a browser context of its own, which the caller disposes.</summary>
    public async Task<BrowserPage> OpenAsync(string path = "/", Look look = Look.Light)
    {
        await StartAsync();
        var context = await Started(_browser).NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ColorScheme = look.HasFlag(Look.Dark) ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = look.HasFlag(Look.Phone),
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Warsaw",
            ViewportSize = look.HasFlag(Look.Phone) ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
        });
        var opened = new BrowserPage(context, await context.NewPageAsync());
        await opened.GoToAsync(path);
        return opened;
    }

    /// <summary>Starts host and browser once; only the first browser test waits for it.</summary>
    public async Task StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_browser is not null) return;
            var host = new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
                .UseEnvironment("Development")
                .UseSetting("data", _data));
            host.UseKestrel(0);
            host.StartServer();
            _host = host;
            Address = new UriBuilder(host.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
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

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null) await _host.DisposeAsync();
        _starting.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static T Started<T>(T? part) where T : class =>
        part ?? throw new InvalidOperationException("The browser host has not started: call OpenAsync or StartAsync first.");

    private static string Chromium() =>
        Environment.GetEnvironmentVariable("PROMOCONSOLE_CHROMIUM") is { Length: > 0 } chosen
            ? chosen
            : s_places.FirstOrDefault(File.Exists)
              ?? throw new FileNotFoundException("Browser tests need Chromium: install it, or name it in PROMOCONSOLE_CHROMIUM. eng/test.sh does either.");
}
