using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Project;

public class ApiKeyTests
{
    private static readonly Caller Owner = new(Caller.Dashboard, "owner@example.com");

    [Fact]
    public async Task A_new_key_is_recognised_and_its_secret_is_stored_nowhere()
    {
        await using var world = await StartAsync();
        var made = await MakeAsync(world);

        var found = await Lookup(world).FindAsync(made.Key.Id, made.Secret);

        Assert.Equal(("Web shop", "Cashier"), (found?.Name, found?.Role));
        await using var db = world.Db();
        Assert.DoesNotContain(made.Secret, (await db.ApiKeys.SingleAsync()).SecretHash);
        Assert.DoesNotContain(made.Secret, (await db.Audit.SingleAsync()).After);
    }

    [Fact]
    public async Task A_wrong_secret_or_id_is_nobody()
    {
        await using var world = await StartAsync();
        var made = await MakeAsync(world);

        Assert.Null(await Lookup(world).FindAsync(made.Key.Id, made.Secret[..^1] + "x"));
        Assert.Null(await Lookup(world).FindAsync(made.Key.Id, ""));
        Assert.Null(await Lookup(world).FindAsync("app_unknown", made.Secret));
        Assert.Null(await Lookup(world).FindAsync("app_unknown", ""));
    }

    [Fact]
    public async Task A_revoked_key_is_refused_here_at_once_and_elsewhere_within_the_time_a_key_is_remembered()
    {
        await using var world = await StartAsync();
        var made = await MakeAsync(world);
        var elsewhere = new ApiKeyLookup(world.Get<IDbContextFactory<PromoConsole.Engine.Storage.PromoDbContext>>(), world.Writes, world.Time);
        Assert.NotNull(await Lookup(world).FindAsync(made.Key.Id, made.Secret));
        Assert.NotNull(await elsewhere.FindAsync(made.Key.Id, made.Secret));

        await world.Get<ApiKeyService>().RevokeAsync(made.Key.Id, Owner);

        Assert.Null(await Lookup(world).FindAsync(made.Key.Id, made.Secret));
        world.Time.Advance(ApiKeyLookup.Memory);
        Assert.Null(await elsewhere.FindAsync(made.Key.Id, made.Secret));
    }

    [Fact]
    public async Task A_key_stops_at_its_end()
    {
        await using var world = await StartAsync();
        var made = await MakeAsync(world, world.Time.GetUtcNow().AddHours(1));

        world.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await Lookup(world).FindAsync(made.Key.Id, made.Secret));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await Lookup(world).FindAsync(made.Key.Id, made.Secret));
    }

    [Fact]
    public async Task When_it_was_last_used_is_known_to_the_minute_once_written()
    {
        await using var world = await StartAsync();
        var made = await MakeAsync(world);
        world.Time.Advance(TimeSpan.FromSeconds(90)); // 12:01:30
        await Lookup(world).FindAsync(made.Key.Id, made.Secret);
        Assert.Null((await world.Get<ApiKeyService>().ListAsync()).Single().LastUsedAt);

        await Lookup(world).WriteUsesAsync();

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 12, 1, 0, TimeSpan.Zero), (await world.Get<ApiKeyService>().ListAsync()).Single().LastUsedAt);
    }

    [Theory]
    [InlineData("", "invalid_name")]
    [InlineData("  ", "invalid_name")]
    [InlineData("a\u0007b", "invalid_name")]
    public async Task A_key_needs_a_name(string name, string key)
    {
        await using var world = await StartAsync();

        var refused = await world.Get<ApiKeyService>().CreateAsync(new() { Name = name, Role = "Cashier", Caller = Owner });

        Assert.Equal(key, refused.Error!.Key);
    }

    [Fact]
    public async Task A_key_cannot_end_before_it_begins()
    {
        await using var world = await StartAsync();

        var refused = await world.Get<ApiKeyService>()
            .CreateAsync(new() { Name = "x", Role = "Cashier", ExpiresAt = world.Time.GetUtcNow(), Caller = Owner });

        Assert.Equal("invalid_expiry", refused.Error!.Key);
    }

    [Fact]
    public async Task Revoking_is_in_the_audit_log_once_however_often_it_is_asked()
    {
        await using var world = await StartAsync();
        var made = await MakeAsync(world);
        var keys = world.Get<ApiKeyService>();
        await keys.RevokeAsync(made.Key.Id, Owner);
        await keys.RevokeAsync(made.Key.Id, Owner);

        var missing = await keys.RevokeAsync("app_unknown", Owner);

        Assert.Equal("not_found", missing.Error!.Key);
        var log = await world.Get<AuditService>().ListAsync(new() { Area = "api_key" });
        Assert.Equal(["api_key.revoked", "api_key.created"], log.Items.Select(entry => entry.Action));
    }

    private static async Task<CreatedApiKey> MakeAsync(PromoWorld world, DateTimeOffset? expiresAt = null) => (await world.Get<ApiKeyService>()
        .CreateAsync(new() { Name = "Web shop", Role = "Cashier", ExpiresAt = expiresAt, Caller = Owner })).Value!;

    private static ApiKeyLookup Lookup(PromoWorld world) => world.Get<ApiKeyLookup>();

    private static Task<PromoWorld> StartAsync() => PromoWorld.StartAsync(more: services => services
        .AddSingleton<ApiKeyService>().AddSingleton<ApiKeyLookup>().AddSingleton<AuditService>());
}
