using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Codes;

namespace PromoConsole.Api;

/// <summary>One picture of a code.</summary>
/// <param name="Id">The encrypted code; opaque.</param>
/// <param name="Url">Where it is served, from the root of the host; answers SVG.</param>
public sealed record CodeAsset(string Id, string Url)
{
    public string Svg => Url + ".svg";

    public string Png => Url + ".png";
}

/// <param name="Barcode">Null where Code 128 cannot write the code.</param>
public sealed record CodeAssets(CodeAsset Qr, CodeAsset? Barcode);

/// <summary>Links to pictures of codes that say nothing about the code to whoever sees the link.</summary>
public sealed class AssetLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("PromoConsole.Assets.v1");

    /// <summary>The links of one code. They work for whoever has them, as long as the instance keeps its keys.</summary>
    public CodeAssets For(string code)
    {
        var token = _protector.Protect(code);
        return new(new(token, $"/assets/qr/{token}"), Code128.Modules(code) is null ? null : new(token, $"/assets/barcode/{token}"));
    }

    /// <summary>The code behind a token; null for one that was not made here.</summary>
    internal string? CodeOf(string token)
    {
        try
        {
            return _protector.Unprotect(token);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Serves the pictures: <c>/assets/qr/{token}</c> and <c>/assets/barcode/{token}</c>, as SVG or, with <c>.png</c>, as PNG.</summary>
public static class AssetRoutes
{
    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder routes)
    {
        var assets = routes.MapGroup("/assets").AllowAnonymous().ExcludeFromDescription();
        assets.MapGet("/qr/{token}", (string token, AssetLinks links, HttpResponse response) => Draw(token, links, response, QrPicture.Of));
        assets.MapGet("/barcode/{token}", (string token, AssetLinks links, HttpResponse response) => Draw(token, links, response, BarcodePicture.Of));
        return routes;
    }

    private static Results<FileContentHttpResult, NotFound> Draw(string token, AssetLinks links, HttpResponse response, Func<string, Picture?> draw)
    {
        var png = token.EndsWith(".png", StringComparison.Ordinal);
        var bare = png || token.EndsWith(".svg", StringComparison.Ordinal) ? token[..^4] : token;
        if (links.CodeOf(bare) is not { } code || draw(code) is not { } picture) return TypedResults.NotFound();
        response.Headers.CacheControl = "private, max-age=86400"; // the picture of a code never changes
        return png ? TypedResults.File(picture.Png(), "image/png") : TypedResults.File(picture.Svg(), "image/svg+xml");
    }
}
