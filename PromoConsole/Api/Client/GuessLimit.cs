using Microsoft.Extensions.Options;

namespace PromoConsole.Api.Client;

/// <summary>Lets nobody try one code after another: counts wrong codes by address and by key.</summary>
internal sealed class GuessLimit(IOptions<RateLimitOptions> options, TimeProvider time)
{
    private readonly RateLimit _counts = new(options.Value, time);

    /// <summary>
    /// Takes as many as the request names before anything is looked up, so that nobody asks more by asking at once; codes that turn out right are given back.
    /// </summary>
    /// <returns>What to give back to, or why to wait.</returns>
    public Taken Take(HttpContext http, string keyId, int codes)
    {
        var left = _counts.Take($"{http.Connection.RemoteIpAddress}", codes, options.Value.WrongCodes);
        var ofAddress = left.Count;
        if (left.RetryAfter is null)
        {
            left = _counts.Take($"key {keyId}", codes, options.Value.WrongCodesOfKey);
            if (left.RetryAfter is null) return new(ofAddress, left.Count, null);
            ofAddress.GiveBack(codes);
        }

        left.WriteTo(http.Response.Headers);
        return new(ofAddress, left.Count, new ApiError(429, "too_many_requests", "Too many wrong codes were tried.", "Wait as many seconds as Retry-After says"));
    }

    /// <param name="Refused">Null while within the limits.</param>
    internal readonly record struct Taken(RateLimit.Count OfAddress, RateLimit.Count OfKey, ApiError? Refused)
    {
        public void GiveBack(int right)
        {
            OfAddress.GiveBack(right);
            OfKey.GiveBack(right);
        }
    }
}
