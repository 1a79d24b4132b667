using System.Collections.Immutable;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>Which kinds of rules somebody used lately, and which are favourites; the browser keeps it.</summary>
/// <param name="Recent">Permanent words of kinds, the latest first.</param>
/// <param name="Favourites">Permanent words of kinds, as they were marked.</param>
public sealed record PaletteMemory(ImmutableList<string> Recent, ImmutableList<string> Favourites)
{
    private const int MostRecent = 4;
    private const int MostFavourites = 20;

    public static PaletteMemory Empty { get; } = new([], []);

    /// <summary>Reads what the browser kept; anything else is forgotten.</summary>
    public static PaletteMemory Read(string? text) =>
        text?.Split('|') is [var recent, var favourites] ? new([.. Words(recent).Take(MostRecent)], [.. Words(favourites).Take(MostFavourites)]) : Empty;

    /// <summary>One was used.</summary>
    public PaletteMemory Use(string word) => this with { Recent = [.. Recent.Remove(word).Insert(0, word).Take(MostRecent)] };

    /// <summary>One becomes a favourite, or is none any longer.</summary>
    public PaletteMemory Favour(string word) => this with { Favourites = Favourites.Contains(word) ? Favourites.Remove(word) : [.. Favourites.Add(word).TakeLast(MostFavourites)] };

    /// <summary>As the browser keeps it.</summary>
    public override string ToString() => $"{string.Join(' ', Recent)}|{string.Join(' ', Favourites)}";

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
