using PromoConsole.Identity.Keys;

namespace PromoConsole.Api;

/// <summary>Who calls one of the APIs: how they are recognised and how often they may ask.</summary>
internal sealed record ApiCallers
{
    /// <summary>The shop's servers.</summary>
    public static ApiCallers Servers { get; } = new()
    {
        Scheme = ApiKeyOptions.Scheme,
        LimitOf = static (limits, withKey) => withKey ? limits.Requests : limits.RequestsWithoutKey,
        NameOf = static (http, key) => key ?? $"{http.Connection.RemoteIpAddress}",
        Unauthorized = ApiError.Unauthorized,
    };

    /// <summary>The authentication scheme of their keys.</summary>
    public required string Scheme { get; init; }

    /// <summary>Requests in a window, with a valid key or without.</summary>
    public required Func<RateLimitOptions, bool, int> LimitOf { get; init; }

    /// <summary>By what they are counted.</summary>
    public required Func<HttpContext, string?, string> NameOf { get; init; }

    public required Func<ApiError> Unauthorized { get; init; }
}
