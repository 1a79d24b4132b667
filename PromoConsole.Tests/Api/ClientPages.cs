using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>What tests of pages share: a public key, and a browser's requests with it.</summary>
public abstract class ClientPages(ApiWorld world)
{
    protected const string Shop = "https://shop.example";
    protected static readonly Caller Dashboard = new(Caller.Dashboard, "owner@example.com");

    protected ApiWorld World => world;

    protected async Task<CreatedApiKey> KeyAsync(params string[] origins)
    {
        World.Time.Advance(TimeSpan.FromMinutes(1)); // what other tests counted is over
        return Some.Of(await World.Host.Services.GetRequiredService<ApiKeyService>().CreateAsync(
            new() { Name = "Page", Role = Roles.Owner, Kind = ApiKeyKind.Public, Origins = origins.Length == 0 ? [Shop] : origins, Caller = Dashboard }));
    }

    protected HttpClient PageWith(CreatedApiKey key, string? origin = Shop)
    {
        var client = World.Host.Client();
        client.DefaultRequestHeaders.Add("X-Client-Application-Id", key.Key.Id);
        client.DefaultRequestHeaders.Add("X-Client-Token", key.Secret);
        if (origin is not null) client.DefaultRequestHeaders.Add("Origin", origin);
        return client;
    }

    protected async Task<HttpClient> PageAsync() => PageWith(await KeyAsync());

    protected Task VoucherAsync(string code, string more = "") =>
        World.Owner.DoAsync($"/v1/vouchers/{code}", $$"""{"discount":{"type":"AMOUNT","amount_off":1000},"metadata":{"cost_centre":"secret"}{{more}} }""");

    protected static string Body(string code, string more = "", long amount = 10_000) => $$$"""{"redeemables":[{"object":"voucher","id":"{{{code}}}"}],"order":{"amount":{{{amount}}} }{{{more}}} }""";

    protected static HttpRequestMessage Preflight(string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/client/v1/validations");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "x-client-token,content-type");
        return request;
    }

    protected async Task SwitchAsync(Func<ChangeProject, ChangeProject> switched)
    {
        var projects = World.Host.Services.GetRequiredService<ProjectService>();
        var project = await projects.GetAsync();
        Some.Of(await projects.ChangeAsync(switched(new() { Name = project.Name, Currency = project.Currency, TimeZone = project.TimeZone, FirstDayOfWeek = project.FirstDayOfWeek, Caller = Dashboard })));
    }

    protected static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
