using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Tests.Api;

/// <summary>Every malformed request gets a clear error in the documented body, and leaves nothing behind.</summary>
[Collection(ApiTests.Name)]
public class MalformedRequestsTests(ApiWorld world)
{
    private static readonly Caller s_owner = new(Caller.Dashboard, "owner@example.com");

    public static TheoryData<string> Names => [.. MalformedRequests.Rows.Keys];

    [Fact]
    public void The_table_has_at_least_sixty_rows() => Assert.True(MalformedRequests.Rows.Count >= 60);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_answered_clearly_and_leaves_nothing_behind(string name)
    {
        var row = MalformedRequests.Rows[name];
        using var client = await ClientAsync(row.As);
        var before = await world.RowsAsync();

        using var request = new HttpRequestMessage(new HttpMethod(row.Method), row.Path) { Content = row.Content() };
        if (row.IdempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", row.IdempotencyKey);
        if (row.Accept is not null) request.Headers.TryAddWithoutValidation("Accept", row.Accept);
        using var answer = await client.SendAsync(request);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == row.Status, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var error = await answer.ReadAsync();
        Assert.Equal(row.Status, error.GetProperty("code").GetInt32());
        Assert.Equal(row.Key, error.GetProperty("key").GetString());
        Assert.StartsWith("v-", error.GetProperty("request_id").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        if (row.Details is not null) Assert.Contains(row.Details, error.GetProperty("details").GetString());
        Assert.True(text.Length < 4000, "The answer should not repeat what was sent.");
        Assert.DoesNotContain("   at ", text);
        Assert.DoesNotContain('<', text); // even quoted text is escaped, so no browser takes it for markup
        Assert.Equal(before, await world.RowsAsync());
    }

    private async Task<HttpClient> ClientAsync(Credentials credentials)
    {
        switch (credentials)
        {
            case Credentials.None: return world.ClientWith(null, null);
            case Credentials.UnknownKey: return world.ClientWith("app_00000000000000000000000000", new string('0', 64));
            case Credentials.WrongSecret: return world.ClientWith((await world.KeyAsync(Roles.Owner)).Key.Id, new string('0', 64));
            case Credentials.OnlyId: return world.ClientWith((await world.KeyAsync(Roles.Owner)).Key.Id, null);
            case Credentials.HugeSecret: return world.ClientWith("app_1", new string('s', 8000));
            case Credentials.Cashier: return await world.ClientAsync(Roles.Cashier);
            case Credentials.Analyst: return await world.ClientAsync(Roles.Analyst);
            case Credentials.Revoked:
                var revoked = await world.KeyAsync(Roles.Owner);
                await world.Host.Services.GetRequiredService<ApiKeyService>().RevokeAsync(revoked.Key.Id, s_owner);
                return world.ClientWith(revoked.Key.Id, revoked.Secret);
            case Credentials.Expired:
                var expired = await world.KeyAsync(Roles.Owner, world.Time.GetUtcNow().AddMinutes(1));
                world.Time.Advance(TimeSpan.FromMinutes(2));
                return world.ClientWith(expired.Key.Id, expired.Secret);
            default: return await world.ClientAsync(Roles.Owner);
        }
    }
}
