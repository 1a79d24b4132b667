namespace PromoConsole.Components.RuleBuilder.Map;

/// <summary>Breaks words into lines: a diagram has no text flow of its own.</summary>
public static class MapText
{
    /// <param name="width">Characters a line holds.</param>
    /// <param name="most">Lines; what does not fit ends in an ellipsis.</param>
    public static IReadOnlyList<string> Lines(string text, int width, int most)
    {
        var lines = new List<string>();
        var left = text.Trim();
        while (left.Length > 0 && lines.Count < most)
        {
            if (left.Length <= width)
            {
                lines.Add(left);
                return lines;
            }

            if (lines.Count == most - 1)
            {
                lines.Add(left[..(width - 1)].TrimEnd() + "…");
                return lines;
            }

            var at = left.LastIndexOf(' ', width);
            if (at <= 0) at = width; // one long word
            lines.Add(left[..at].TrimEnd());
            left = left[at..].TrimStart();
        }

        return lines;
    }
}
