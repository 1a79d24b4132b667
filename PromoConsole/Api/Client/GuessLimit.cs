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
        var (address, key) = ($"{http.Connection.RemoteIpAddress}", $"key {keyId}");
        var left = _counts.TakeMany(address, codes, options.Value.WrongCodes);
        if (left.RetryAfter is null)
        {
            var ofKey = _counts.TakeMany(key, codes, options.Value.WrongCodesOfKey);
            if (ofKey.RetryAfter is null) return new(address, key, null);
            _counts.GiveBack(address, codes);
            left = ofKey;
        }

        left.WriteTo(http.Response.Headers);
        return new(address, key, new ApiError(429, "too_many_requests", "Too many wrong codes were tried.", "Wait as many seconds as Retry-After says"));
    }

    public void GiveBack(in Taken taken, int right)
    {
        if (right == 0) return;
        _counts.GiveBack(taken.Address, right);
        _counts.GiveBack(taken.Key, right);
    }

    /// <param name="Refused">Null while within the limits.</param>
    internal readonly record struct Taken(string Address, string Key, ApiError? Refused);
}
