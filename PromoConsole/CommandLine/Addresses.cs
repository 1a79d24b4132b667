using Microsoft.AspNetCore.Http;

namespace PromoConsole.CommandLine;

/// <summary>The addresses a server listens on, as <c>--urls</c> and the settings write them: separated by semicolons.</summary>
internal static class Addresses
{
    private const string Fallback = "http://localhost:5000";

    /// <summary>One sentence about what is wrong with them; null when nothing is.</summary>
    public static string? Problem(string addresses)
    {
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                var parsed = BindingAddress.Parse(address);
                if (parsed.Scheme is "http" or "https" && parsed.PathBase.Length == 0) continue;
            }
            catch (FormatException)
            {
                // Said below.
            }

            return $"\"{address}\" is not an address to listen on; it looks like http://localhost:5080.";
        }

        return null;
    }

    /// <summary>The first of them as a person on this machine would open it, without a slash at the end.</summary>
    public static string ToOpen(string? addresses)
    {
        var first = addresses?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        if (first is null) return Fallback;
        var address = BindingAddress.Parse(first);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        var isUsual = (address.Scheme, address.Port) is ("http", 80) or ("https", 443);
        return $"{address.Scheme}://{host}{(isUsual ? "" : $":{address.Port}")}";
    }
}
