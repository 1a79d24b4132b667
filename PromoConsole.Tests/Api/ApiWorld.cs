using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>The real host on a clock that stands still, with API keys and clients that send them.</summary>
public sealed partial class ApiWorld : IAsyncLifetime
{
    private RunningHost _host = null!;

    /// <summary>Monday 2 March 2026, 12:00 UTC, until a test moves it.</summary>
    public FakeTime Time { get; } = new();

    /// <summary>With the key of an owner.</summary>
    public HttpClient Owner { get; private set; } = null!;

    public RunningHost Host => _host;

    public StatementLog Statements { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _host = RunningHost.Start(web => web.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            Statements.Watch(services);
        }));
        Owner = await ClientAsync(Roles.Owner);
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        await _host.DisposeAsync();
    }

    /// <summary>A client with a new key of this role.</summary>
    public async Task<HttpClient> ClientAsync(string role)
    {
        var key = await KeyAsync(role);
        return ClientWith(key.Key.Id, key.Secret);
    }

    public async Task<CreatedApiKey> KeyAsync(string role, DateTimeOffset? expiresAt = null) =>
        (await _host.Services.GetRequiredService<ApiKeyService>().CreateAsync(new()
        {
            Name = $"Shop of {role}",
            Role = role,
            ExpiresAt = expiresAt,
            Caller = new Caller(Caller.Dashboard, "owner@example.com"),
        })).Value!;

    public HttpClient ClientWith(string? id, string? secret)
    {
        var client = _host.Client();
        if (id is not null) client.DefaultRequestHeaders.Add("X-App-Id", id);
        if (secret is not null) client.DefaultRequestHeaders.Add("X-App-Token", secret);
        return client;
    }

    /// <summary>Expected JSON: <c>NOW</c> in it is this instant.</summary>
    public string Expected(string json) => Plain(json.Replace("NOW", Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"), StringComparison.Ordinal));

    public PromoDbContext Db() => _host.Services.GetRequiredService<IDbContextFactory<PromoDbContext>>().CreateDbContext();

    /// <summary>Rows per table, to see that nothing was written. What earlier requests left to be written later is waited for.</summary>
    public async Task<string> RowsAsync()
    {
        await _host.Services.GetRequiredService<AttemptRecorder>().FlushAsync();
        await using var db = Db();
        while (await db.Jobs.AnyAsync(job => job.Status == JobStatus.Waiting || job.Status == JobStatus.Running)) await Task.Yield();
        var counts = new StringBuilder();
        foreach (var type in db.Model.GetEntityTypes().OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            if (type.GetTableName() is not { } table) continue;
#pragma warning disable EF1002 // the names are the model's own
            var count = await db.Database.SqlQueryRaw<long>($"SELECT COUNT(*) AS Value FROM {table}").SingleAsync();
#pragma warning restore EF1002
            counts.Append(table).Append(' ').Append(count).Append('\n');
        }

        return counts.ToString();
    }

    /// <summary>JSON with every made-up id cut to its prefix, indented the same way whoever wrote it.</summary>
    public static string Plain(string json) => JsonNode.Parse(Ids().Replace(json, "$1"))!.ToJsonString(new() { WriteIndented = true });

    [GeneratedRegex("(?<=\")((?:r|rf|rr|v|ord|cust|camp|valid|val|asgm|app|aa|seg|prod|sku|pc|del|cat|promo|stack)_|v-|track_)[^\"]{18,}(?=\")")]
    private static partial Regex Ids();
}

/// <summary>Sends and reads JSON.</summary>
public static class JsonCalls
{
    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, string? json, string? idempotencyKey = null) =>
        client.SendAsync(Request(HttpMethod.Post, path, json, idempotencyKey));

    /// <summary>The answer to a change that must succeed.</summary>
    public static async Task<JsonNode> ChangeAsync(this HttpClient client, string path, string json)
    {
        using var request = Request(HttpMethod.Put, path, json);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Status, key and details of a request that must be refused.</summary>
    public static async Task<(int Status, string? Key, string? Details)> RefusedAsync(this HttpClient client, HttpMethod method, string path, string? json = null)
    {
        using var request = Request(method, path, json);
        using var answer = await client.SendAsync(request);
        Assert.False(answer.IsSuccessStatusCode, "It was accepted.");
        var error = await answer.ReadAsync();
        return ((int)answer.StatusCode, error.GetProperty("key").GetString(), error.GetProperty("details").GetString());
    }

    /// <summary>The answer to a request that must succeed.</summary>
    public static async Task<JsonNode> DoAsync(this HttpClient client, string path, string json)
    {
        var answer = await client.PostAsync(path, json);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync());

    public static HttpRequestMessage Request(HttpMethod method, string path, string? json, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (idempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return request;
    }
}
