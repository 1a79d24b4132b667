using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;
using PromoConsole.Identity.Keys;

namespace PromoConsole.Api.Client;

/// <summary>The HTTP API under <c>/client/v1</c>, for browsers and apps with a public key: its manners and who may read its answers (CORS).</summary>
internal static class ClientHost
{
    public const string Prefix = "/client/v1";

    private const string Methods = "GET, POST, PUT";
    private const string Headers =
        "Content-Type, X-Client-Application-Id, X-Client-Token, X-Voucherify-Channel, X-Voucherify-API-Version, Idempotency-Key";
    private const string Exposed = "X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Retry, X-Rate-Limit-Type, Retry-After";
    private static readonly string s_remembered = TimeSpan.FromMinutes(10).TotalSeconds.ToString(CultureInfo.InvariantCulture);

    public static ApiCallers Callers { get; } = new()
    {
        Scheme = PublicKeyOptions.Scheme,
        LimitOf = static (limits, withKey) => withKey ? limits.ClientRequests : limits.RequestsWithoutKey,
        // One visitor spends only their own share, whatever key the page has.
        NameOf = static (http, key) => key is null ? $"{http.Connection.RemoteIpAddress}" : $"{key} {http.Connection.RemoteIpAddress}",
        Unauthorized = static () => new ApiError(401, "unauthorized", "Unauthorized",
            "Send the headers X-Client-Application-Id and X-Client-Token of a public key that is neither revoked nor expired, from one of the origins it was made for"),
    };

    /// <summary>Goes before authentication: a browser asks without a key whether it may ask at all.</summary>
    public static void UseClientOrigins(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Prefix), client => client.Use(AllowAsync));

    public static TBuilder ForPublicKeys<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.RequireAuthorization(new AuthorizeAttribute(Permissions.PublicKey) { AuthenticationSchemes = PublicKeyOptions.Scheme });

    private static async Task AllowAsync(HttpContext http, RequestDelegate next)
    {
        var origin = http.Request.Headers.Origin.ToString();
        var answer = http.Response.Headers;
        answer.Vary = "Origin";
        var allowed = origin.Length > 0 && (await http.RequestServices.GetRequiredService<ApiKeyLookup>().OriginsAsync(http.RequestAborted)).Contains(ApiKeyOrigins.Folded(origin));
        if (allowed)
        {
            answer.AccessControlAllowOrigin = origin;
            answer.AccessControlExposeHeaders = Exposed;
        }

        if (!HttpMethods.IsOptions(http.Request.Method))
        {
            await next(http);
            return;
        }

        if (!allowed)
        {
            await NotAllowed.ExecuteAsync(http);
            return;
        }

        answer.AccessControlAllowMethods = Methods;
        answer.AccessControlAllowHeaders = Headers;
        answer.AccessControlMaxAge = s_remembered;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static ApiError NotAllowed => new(403, "origin_not_allowed", "Origin not allowed", "No public key was made for this origin: add it under Settings, API keys");
}
