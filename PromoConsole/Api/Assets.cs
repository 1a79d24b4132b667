using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Codes;
using PromoConsole.Engine.Storage;

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

/// <summary>
/// Links to pictures of codes that say nothing about the code to whoever sees the link. A code always has the same link, so that browsers and
/// mail programs may keep the picture; it is encrypted with keys made from the project's secret, and a link that was not made here is noticed.
/// </summary>
public sealed class AssetLinks(IDbContextFactory<PromoDbContext> contexts)
{
    private const int Seal = 16;
    private readonly Lazy<(byte[] Sign, byte[] Encrypt)> _keys = new(() =>
    {
        using var db = contexts.CreateDbContext();
        var secret = Convert.FromBase64String(db.Project.AsNoTracking().Single().Secret);
        return (Key(secret, "assets.sign"), Key(secret, "assets.encrypt"));
    });

    /// <summary>The links of one code. They work for whoever has them.</summary>
    public CodeAssets For(string code)
    {
        var token = TokenOf(code);
        return new(new(token, $"/assets/qr/{token}"), Code128.Modules(code) is null ? null : new(token, $"/assets/barcode/{token}"));
    }

    /// <summary>The code behind a token; null for one that was not made here.</summary>
    internal string? CodeOf(string token)
    {
        if (token.Length > 1_000 || !Base64Url.IsValid(token)) return null;
        var whole = Base64Url.DecodeFromChars(token);
        if (whole.Length <= Seal) return null;
        using var aes = Aes.Create();
        aes.Key = _keys.Value.Encrypt;
        try
        {
            var text = aes.DecryptCbc(whole.AsSpan(Seal), whole.AsSpan(0, Seal));
            return CryptographicOperations.FixedTimeEquals(SealOf(text), whole.AsSpan(0, Seal)) ? Encoding.UTF8.GetString(text) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The seal over the text is also what its encryption starts from (as in SIV): equal codes give equal tokens, different ones share nothing.
    private string TokenOf(string code)
    {
        var text = Encoding.UTF8.GetBytes(code);
        var seal = SealOf(text);
        using var aes = Aes.Create();
        aes.Key = _keys.Value.Encrypt;
        return Base64Url.EncodeToString([.. seal, .. aes.EncryptCbc(text, seal)]);
    }

    private byte[] SealOf(byte[] text) => HMACSHA256.HashData(_keys.Value.Sign, text)[..Seal];

    private static byte[] Key(byte[] secret, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.ASCII.GetBytes(purpose));
}

/// <summary>Serves the pictures: <c>/assets/qr/{token}</c> and <c>/assets/barcode/{token}</c>, as SVG or, with <c>.png</c>, as PNG.</summary>
public static class AssetRoutes
{
    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder routes)
    {
        var assets = routes.MapGroup("/assets").AllowAnonymous().ExcludeFromDescription();
        assets.MapGet("/qr/{token}", (string token, AssetLinks links, HttpContext http) => Draw(token, links, http, QrPicture.Of));
        assets.MapGet("/barcode/{token}", (string token, AssetLinks links, HttpContext http) => Draw(token, links, http, BarcodePicture.Of));
        return routes;
    }

    private static Results<FileContentHttpResult, NotFound> Draw(string token, AssetLinks links, HttpContext http, Func<string, Picture?> draw)
    {
        // Whoever asks wants a picture, not the page that says what is missing.
        if (http.Features.Get<IStatusCodePagesFeature>() is { } page) page.Enabled = false;
        var png = token.EndsWith(".png", StringComparison.Ordinal);
        var bare = png || token.EndsWith(".svg", StringComparison.Ordinal) ? token[..^4] : token;
        if (links.CodeOf(bare) is not { } code || draw(code) is not { } picture) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=86400"; // the picture of a code never changes
        return png ? TypedResults.File(picture.Png(), "image/png") : TypedResults.File(picture.Svg(), "image/svg+xml");
    }
}
