using System.Globalization;

namespace PromoConsole.Components;

/// <summary>The two letters that stand for somebody.</summary>
public static class Initials
{
    /// <summary>"ON" for Ola Nowak, "OE" for ola@example.com.</summary>
    public static string Of(string name) => string.Concat(name
        .Split([' ', '.', '@', '-'], StringSplitOptions.RemoveEmptyEntries)
        .Take(2)
        .Select(part => char.ToUpper(part[0], CultureInfo.InvariantCulture)));
}
