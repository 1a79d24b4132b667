using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Project;

public class ApiKeyOriginsTests
{
    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://Shop.example:8443/", true)]
    [InlineData("http://localhost:5173", true)]
    [InlineData("http://shop.example", false)] // anybody on the way could change the page
    [InlineData("https://shop.example/cart", false)]
    [InlineData("https://user@shop.example", false)]
    [InlineData("shop.example", false)]
    [InlineData("*", false)]
    [InlineData("null", false)]
    [InlineData("https://*.example", false)]
    public void Are_scheme_host_and_port(string origin, bool works) => Assert.Equal(works, ApiKeyOrigins.Of([origin]).IsOk);

    [Fact]
    public void Are_kept_once_and_folded() =>
        Assert.Equal(["https://shop.example"], Some.Of(ApiKeyOrigins.Of(["https://Shop.example/", " https://shop.example", ""])));

    [Fact]
    public async Task A_public_key_needs_one_and_has_no_role()
    {
        await using var world = await PromoWorld.StartAsync(more: services => services.AddSingleton<ApiKeyService>().AddSingleton<ApiKeyLookup>());
        var keys = world.Get<ApiKeyService>();
        var request = new CreateApiKey { Name = "Page", Role = "Owner", Kind = ApiKeyKind.Public, Caller = new(Caller.Dashboard, "ola@example.com") };

        var without = await keys.CreateAsync(request);
        var made = Some.Of(await keys.CreateAsync(request with { Origins = ["https://shop.example"] })).Key;

        Assert.Equal(("invalid_origin", "origins"), (without.Error?.Key, without.Error?.Field));
        Assert.Equal((ApiKeyKind.Public, ApiKeyService.NoRole), (made.Kind, made.Role));
        Assert.True(made.Allows("https://SHOP.example"));
        Assert.False(made.Allows("https://shop.example.evil.example"));
        Assert.False(Some.Of(await keys.CreateAsync(request with { Kind = ApiKeyKind.Server })).Key.Allows("https://shop.example"));
    }
}
