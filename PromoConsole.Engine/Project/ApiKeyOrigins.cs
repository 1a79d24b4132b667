namespace PromoConsole.Engine.Project;

/// <summary>The pages a public key works on, by origin: scheme, host and port as browsers send them.</summary>
public static class ApiKeyOrigins
{
    /// <summary>A key for more is several keys.</summary>
    public const int Most = 20;

    private const int LongestOrigin = 255;

    /// <summary>As origins are compared.</summary>
    public static string Folded(string origin) => origin.Trim().TrimEnd('/').ToLowerInvariant();

    /// <summary>Each once and folded.</summary>
    /// <returns>The origins; or <c>invalid_origin</c> when there is none, there are too many, or one is malformed.</returns>
    public static Result<IReadOnlyList<string>> Of(IEnumerable<string> given)
    {
        var origins = given.Select(Folded).Where(origin => origin.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (origins.Count is 0 or > Most) return Wrong($"Name 1 to {Most} pages that may use the key, each like https://shop.example.");
        return origins.Find(origin => !IsOrigin(origin)) is { } wrong
            ? Wrong($"“{(wrong.Length > 60 ? wrong[..60] : wrong)}” is no origin: write https:// and the name of the page's server, nothing after it. Plain http works for localhost only.")
            : origins;
    }

    private static bool IsOrigin(string text) =>
        text.Length <= LongestOrigin && !text.Contains('*', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.Ordinal) && uri.UserInfo.Length == 0;

    private static InvalidError Wrong(string message) => new("invalid_origin", message) { Field = "origins" };
}
