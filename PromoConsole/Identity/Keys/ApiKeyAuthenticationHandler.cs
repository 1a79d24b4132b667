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
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var managing = Request.Path.StartsWithSegments(ApiKeyOptions.ManagementPrefix) && Request.Headers.ContainsKey(ApiKeyOptions.ManagementIdHeader);
        var sent = managing
            ? KeyPair.Of(Request, ApiKeyOptions.ManagementIdHeader, ApiKeyOptions.ManagementSecretHeader)
            : KeyPair.Of(Request, ApiKeyOptions.IdHeader, ApiKeyOptions.SecretHeader);
        if (sent is not { } pair) return AuthenticateResult.NoResult();
        if (!pair.IsWhole) return AuthenticateResult.Fail("Not an API key.");
        return await keys.FindAsync(pair.Id, pair.Secret, Context.RequestAborted) is { Kind: ApiKeyKind.Server } key
            ? AuthenticateResult.Success(KeyPair.TicketOf(key, Scheme.Name))
            : AuthenticateResult.Fail("Unknown, revoked or expired API key, or a public one.");
    }
}
