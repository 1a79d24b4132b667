using System.Text.Json;
using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Components.Metadata;

/// <summary>Custom attributes to read: each with its key and value, cut short.</summary>
public sealed partial class MetadataChips
{
    private const int Longest = 40;

    [Parameter, EditorRequired] public required MetadataBag Metadata { get; set; }

    /// <summary>How many show; the others are counted.</summary>
    [Parameter] public int Most { get; set; } = 50;

    /// <summary>All of them in one line, for a file.</summary>
    public static string Line(MetadataBag metadata) => string.Join("; ", metadata.Values.Select(pair => $"{pair.Key}: {Text(pair.Value)}"));

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.GetRawText(),
    };

    private static string Short(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
