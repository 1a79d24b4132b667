using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using PromoConsole.Hosting;
using PromoConsole.Identity;

namespace PromoConsole.Tests.Support;

/// <summary>The real host, listening on a free port, with a new data folder that goes with it.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly TestMembers _members = new();

    private RunningHost(WebApplicationFactory<Program> factory, string data)
    {
        _factory = factory;
        Data = data;
        // Passkeys and cookies want a name, not a number.
        Address = new UriBuilder(factory.ClientOptions.BaseAddress) { Host = "localhost" }.Uri;
    }

    /// <summary>Everything the instance keeps.</summary>
    public string Data { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The services of the host.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts the host on an empty SQLite database, whose schema is there already.</summary>
    /// <param name="configure">Settings or services of this host alone, such as a <see cref="FakeTime"/>.</param>
    public static RunningHost Start(Action<IWebHostBuilder>? configure = null)
    {
        var data = Directory.CreateTempSubdirectory("promoconsole-").FullName;
        MigratedDatabase.CopyHostAsync(data).GetAwaiter().GetResult();
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            // The factory gives its port too late: the program has read its arguments by then.
            web.UseEnvironment("Development").UseSetting("data", data).UseSetting("urls", "http://127.0.0.1:0");
            // Many hosts come and go here; warming each up would cost more than it gives.
            web.ConfigureServices(services => services.Remove(services.Single(service => service.ImplementationType == typeof(WarmUp))));
            configure?.Invoke(web);
        });
        factory.UseKestrel(0);
        factory.StartServer();
        return new RunningHost(factory, data);
    }

    /// <summary>The cookie of a member with this role. The first time, the instance is set up: first run is over then.</summary>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    public Task<string> SignedInAsync(string role = Roles.Owner) => _members.CookieAsync(Services, role);

    /// <summary>A client like <see cref="Client"/>, signed in with this role.</summary>
    public async Task<HttpClient> ClientAsync(string role = Roles.Owner)
    {
        var client = Client();
        client.DefaultRequestHeaders.Add("Cookie", $"{TestMembers.CookieName}={await SignedInAsync(role)}");
        return client;
    }

    /// <summary>A client over the network, which neither follows redirects nor keeps cookies.</summary>
    public HttpClient Client() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
