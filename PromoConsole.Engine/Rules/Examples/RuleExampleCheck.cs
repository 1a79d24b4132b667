using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Examples;

/// <summary>Finds examples that cannot be kept.</summary>
public static class RuleExampleCheck
{
    public const int MaxExamples = 20;
    public const int MaxNameLength = 100;
    public const int MaxLines = 100;

    /// <summary>Attributes of one example in all, in characters of their JSON.</summary>
    public const int MaxMetadataLength = 20_000;

    /// <returns>The first problem, its path in the spelling of the JSON from the list itself: <c>[2].name</c>; null when nothing is wrong.</returns>
    public static RuleProblem? Problem(IReadOnlyList<RuleExample>? examples)
    {
        if (examples is null) return null;
        if (examples.Count > MaxExamples) return new("", 0, $"There are {examples.Count} examples; {MaxExamples} are the most.");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < examples.Count; i++)
        {
            var example = examples[i];
            RuleProblem At(string field, string sentence) => new($"[{i}].{field}", 0, sentence);
            if (string.IsNullOrWhiteSpace(example.Name) || example.Name.Length > MaxNameLength || example.Name.Any(char.IsControl))
                return At("name", $"Give the example a name of 1 to {MaxNameLength} characters.");
            if (!names.Add(example.Name.Trim())) return At("name", $"Two examples are called “{example.Name.Trim()}”. Give each a name of its own.");
            if (example.Order is { } order && order.Lines.Count > MaxLines) return At("order.lines", $"The cart of “{example.Name}” has {order.Lines.Count} lines; {MaxLines} are the most.");
            if (example.Order is { } cart && cart.Lines.Any(line => line.Quantity < 0)) return At("order.lines", $"A line of “{example.Name}” has less than no pieces.");
            if (Lengths(example).Sum() > MaxMetadataLength) return At("order.metadata", $"“{example.Name}” carries more attributes than can be kept. Leave some out.");
        }

        return null;
    }

    private static IEnumerable<int> Lengths(RuleExample example) =>
        new[] { example.CustomerMetadata, example.RedemptionMetadata, example.Order?.Metadata }
            .Concat((example.Order?.Lines ?? []).SelectMany(line => new[] { line.Metadata, line.ProductMetadata, line.SkuMetadata }))
            .OfType<MetadataBag>().Where(bag => !bag.IsEmpty).Select(bag => PromoJson.Write(bag).Length);
}
