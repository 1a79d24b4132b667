using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PromoConsole.Engine.Project;

namespace PromoConsole.Identity.Keys;

/// <summary>The scheme of the shop's calls.</summary>
public sealed class ApiKeyOptions : AuthenticationSchemeOptions
{
    public const string Scheme = "ApiKey";
    public const string IdHeader = "X-App-Id";
    public const string SecretHeader = "X-App-Token";

    /// <summary>What clients of the field send to manage the project; the keys are the same, and the usual headers work there too.</summary>
    public const string ManagementPrefix = "/management";
    public const string ManagementIdHeader = "X-Management-Id";
    public const string ManagementSecretHeader = "X-Management-Token";
}

/// <summary>Recognises a caller by the headers X-App-Id and X-App-Token, or those of the management API; refuses with a status, to which the API adds its words, instead of leading to a page.</summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeyLookup keys)
    : AuthenticationHandler<ApiKeyOptions>(options, loggers, encoder)
{
    private const int LongestHeader = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var managing = Request.Path.StartsWithSegments(ApiKeyOptions.ManagementPrefix) && Request.Headers.ContainsKey(ApiKeyOptions.ManagementIdHeader);
        var id = Request.Headers[managing ? ApiKeyOptions.ManagementIdHeader : ApiKeyOptions.IdHeader].ToString();
        var secret = Request.Headers[managing ? ApiKeyOptions.ManagementSecretHeader : ApiKeyOptions.SecretHeader].ToString();
        if (id.Length == 0 && secret.Length == 0) return AuthenticateResult.NoResult();
        if (id.Length is 0 or > LongestHeader || secret.Length is 0 or > LongestHeader) return AuthenticateResult.Fail("Not an API key.");
        if (await keys.FindAsync(id, secret, Context.RequestAborted) is not { } key) return AuthenticateResult.Fail("Unknown, revoked or expired API key.");

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, key.Id),
                new Claim(ClaimTypes.Name, key.Name),
                new Claim(ClaimTypes.Role, key.Role),
                new Claim(Claimed.KeyId, key.Id),
            ],
            Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
