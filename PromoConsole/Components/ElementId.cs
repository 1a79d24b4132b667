namespace PromoConsole.Components;

/// <summary>Ids that tie labels, help and errors to their controls within one page.</summary>
internal static class ElementId
{
    private static long s_last;

    /// <summary>A new id, unique in this process.</summary>
    public static string New(string prefix) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref s_last)}");
}
