using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Api;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

public sealed class AssetsTests : IAsyncDisposable
{
    private readonly RunningHost _host = RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Serves_the_pictures_of_a_code_without_telling_the_code()
    {
        await _host.SignedInAsync();
        var links = _host.Services.GetRequiredService<AssetLinks>().For("SECRET-CODE");
        using var client = _host.Client();

        Assert.DoesNotContain("SECRET", links.Qr.Url, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(links, _host.Services.GetRequiredService<AssetLinks>().For("SECRET-CODE"));
        Assert.Equal("image/svg+xml", await TypeAsync(client, links.Qr.Url));
        Assert.Equal("image/svg+xml", await TypeAsync(client, links.Barcode!.Svg));
        Assert.Equal("image/png", await TypeAsync(client, links.Qr.Png));
        Assert.Equal("image/png", await TypeAsync(client, links.Barcode.Png));
        Assert.DoesNotContain("SECRET", await client.GetStringAsync(links.Qr.Url), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/assets/qr/SECRET-CODE")]
    [InlineData("/assets/qr/CfDJ8Nnonsense.png")]
    [InlineData("/assets/barcode/%F0%9F%92%A9")]
    [InlineData("/assets/qr/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.svg")]
    public async Task Knows_no_token_it_did_not_make(string path)
    {
        await _host.SignedInAsync();
        using var client = _host.Client();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public void Offers_no_barcode_for_what_code_128_cannot_write() =>
        Assert.Null(_host.Services.GetRequiredService<AssetLinks>().For("ŻÓŁW").Barcode);

    private static async Task<string?> TypeAsync(HttpClient client, string path)
    {
        var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Content.Headers.ContentType?.MediaType;
    }
}
