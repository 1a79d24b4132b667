using System.ComponentModel;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PromoConsole.Engine.Redemptions.Replays;

namespace PromoConsole.Api;

/// <summary>A stored attempt decided again. Ours, beyond the field.</summary>
internal sealed record ReplayView(
    string RedemptionId,
    [property: Description("Whether every check, verdict, amount and limit is the stored one.")] bool Same,
    [property: Description("Where the new answer is another; at most 50 for each redemption.")] IReadOnlyList<ReplayDifferenceView> Differences)
{
    public string Object => "replay";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What was decided this time, in full.")]
    public ExplanationView? Explanation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Of a redemption that stands for several: what was decided this time about each.")]
    public IReadOnlyList<ReplayedPartView>? Redemptions { get; init; }

    public static ReplayView Of(Replay replay)
    {
        var parts = replay.Proofs.Select(ReplayedPartView.Of).ToList();
        var alone = parts is [var only] && only.RedemptionId == replay.Stored.Id ? only : null;
        return new(replay.Stored.Id, replay.Same, [.. replay.Differences.Select(ReplayDifferenceView.Of)])
        {
            Explanation = alone?.Explanation,
            Redemptions = alone is null ? parts : null,
        };
    }
}

internal sealed record ReplayedPartView(string RedemptionId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExplanationView? Explanation)
{
    public static ReplayedPartView Of(ReplayedProof proof) => new(proof.Stored.Id, ExplanationView.Of(proof.Again, Explain.Full));
}

/// <param name="Path">From the whole to the part: proof.rule.parts[1].seen.</param>
/// <param name="Stored">JSON text, cut when long; null when there was nothing.</param>
/// <param name="DecidedAgain">JSON text, cut when long; null when there is nothing.</param>
internal sealed partial record ReplayDifferenceView(string RedemptionId, string Path, string? Stored, string? DecidedAgain)
{
    public static ReplayDifferenceView Of(ReplayDifference difference) => new(
        difference.RedemptionId, Words().Replace(difference.Path, word => ExplanationView.NameOf(word.Value)), difference.Stored, difference.Again);

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Words();
}
