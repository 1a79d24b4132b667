namespace PromoConsole.Pages.Settings;

/// <summary>Stable words for things that people name.</summary>
internal static class CodeFromName
{
    /// <summary>The word as it was typed; else one made of the name: <c>late_delivery</c> of "Late delivery".</summary>
    public static string Of(string? typed, string? name, int most)
    {
        if (typed?.Trim() is { Length: > 0 } given) return given;
        var made = string.Concat((name ?? "").Trim().ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')).Trim('_');
        return made.Length > most ? made[..most] : made;
    }
}
