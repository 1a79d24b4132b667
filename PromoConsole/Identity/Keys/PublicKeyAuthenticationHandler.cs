using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PromoConsole.Engine.Project;

namespace PromoConsole.Identity.Keys;

/// <summary>The scheme of calls out of browsers and apps.</summary>
public sealed class PublicKeyOptions : AuthenticationSchemeOptions
{
    public const string Scheme = "PublicKey";
    public const string IdHeader = "X-Client-Application-Id";
    public const string TokenHeader = "X-Client-Token";
}

/// <summary>
/// Recognises a public key by the headers X-Client-Application-Id and X-Client-Token, for pages of the origins it was made for. A server key is not one:
/// whoever put its secret into a page must learn that at once.
/// </summary>
internal sealed class PublicKeyAuthenticationHandler(
    IOptionsMonitor<PublicKeyOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyLookup keys)
    : AuthenticationHandler<PublicKeyOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyPair.Of(Request, PublicKeyOptions.IdHeader, PublicKeyOptions.TokenHeader) is not { } pair) return AuthenticateResult.NoResult();
        if (!pair.IsWhole || await keys.FindAsync(pair.Id, pair.Secret, Context.RequestAborted) is not { Kind: ApiKeyKind.Public } key)
            return AuthenticateResult.Fail("Unknown, revoked or expired public key.");
        if (!key.Allows(OriginOf(Request))) return AuthenticateResult.Fail("The key was not made for this origin.");
        return AuthenticateResult.Success(KeyPair.TicketOf(key, Scheme.Name));
    }

    // Where our address is the page's own, a browser does not name it in a GET; it says so in a header no page can write.
    private static string OriginOf(HttpRequest request) => request.Headers.Origin.ToString() is { Length: > 0 } origin ? origin
        : request.Headers["Sec-Fetch-Site"].ToString() == "same-origin" ? $"{request.Scheme}://{request.Host}" : "";
}

/// <summary>The two headers of a key as they were sent.</summary>
internal readonly record struct KeyPair(string Id, string Secret)
{
    private const int LongestHeader = 200;

    public bool IsWhole => Id.Length is > 0 and <= LongestHeader && Secret.Length is > 0 and <= LongestHeader;

    /// <returns>Null when neither was sent.</returns>
    public static KeyPair? Of(HttpRequest request, string idHeader, string secretHeader)
    {
        var pair = new KeyPair(request.Headers[idHeader].ToString(), request.Headers[secretHeader].ToString());
        return pair.Id.Length == 0 && pair.Secret.Length == 0 ? null : pair;
    }

    public static AuthenticationTicket TicketOf(ApiKey key, string scheme) => new(new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, key.Id),
            new Claim(ClaimTypes.Name, key.Name),
            new Claim(ClaimTypes.Role, key.Role),
            new Claim(Claimed.KeyId, key.Id),
        ],
        scheme)), scheme);
}
