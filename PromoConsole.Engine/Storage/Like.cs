namespace PromoConsole.Engine.Storage;

/// <summary>LIKE patterns from what a person typed: its own wildcards mean themselves.</summary>
public static class Like
{
    public const string Escape = "\\";

    public static string StartingWith(string typed) => Escaped(typed) + "%";

    public static string Containing(string typed) => "%" + Escaped(typed) + "%";

    private static string Escaped(string typed) => typed
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal)
        .Replace("[", @"\[", StringComparison.Ordinal); // a character class on SQL Server
}
