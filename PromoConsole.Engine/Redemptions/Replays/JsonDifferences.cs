using System.Text.Json.Nodes;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>Where two documents differ.</summary>
internal static class JsonDifferences
{
    /// <summary>No more are told.</summary>
    public const int Most = 50;

    private const int LongestText = 200;

    /// <summary>Empty exactly when both read the same to the letter.</summary>
    public static IReadOnlyList<(string Path, string? Left, string? Right)> Between(JsonNode? left, JsonNode? right)
    {
        if (Text(left) == Text(right)) return [];
        var found = new List<(string, string?, string?)>();
        Compare("", left, right, found);
        return found;
    }

    private static void Compare(string path, JsonNode? left, JsonNode? right, List<(string, string?, string?)> found)
    {
        if (found.Count == Most || Text(left) == Text(right)) return;
        var before = found.Count;
        switch (left, right)
        {
            case (JsonObject a, JsonObject b):
                foreach (var name in a.Select(pair => pair.Key).Union(b.Select(pair => pair.Key))) Compare(path.Length == 0 ? name : $"{path}.{name}", a[name], b[name], found);
                break;
            case (JsonArray a, JsonArray b):
                for (var i = 0; i < Math.Max(a.Count, b.Count); i++) Compare($"{path}[{i}]", i < a.Count ? a[i] : null, i < b.Count ? b[i] : null, found);
                break;
        }

        // Other kinds of values; or the same parts in another order.
        if (found.Count == before) found.Add((path, Cut(Text(left)), Cut(Text(right))));
    }

    private static string? Text(JsonNode? node) => node?.ToJsonString(PromoJson.Options);

    private static string? Cut(string? text) => text is null || text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
}
