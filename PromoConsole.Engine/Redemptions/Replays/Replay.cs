using System.Text.Json.Nodes;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>A stored attempt decided again, on the facts and versions of then.</summary>
public sealed record Replay
{
    public required Redemption Stored { get; init; }

    /// <summary>One for the attempt; of a combined redemption one for each that it stands for.</summary>
    public required IReadOnlyList<ReplayedProof> Proofs { get; init; }

    /// <summary>Where the new answer is another than the stored one; at most <see cref="JsonDifferences.Most"/> for each row.</summary>
    public required IReadOnlyList<ReplayDifference> Differences { get; init; }

    /// <summary>Whether the answer is the same to the letter: every check, verdict, amount and limit.</summary>
    public bool Same => Differences.Count == 0;

    /// <summary>Decides again. Pure.</summary>
    /// <param name="versions">Those the attempt names.</param>
    internal static Replay Of(StoredAttempt attempt, ReplayVersions versions)
    {
        var decision = RedemptionDecider.Decide(attempt.Request, attempt.Catalogue(versions), attempt.Facts, attempt.DecidedAt);
        Redemption[] rows = [attempt.Row, .. attempt.Parts];
        return new Replay
        {
            Stored = attempt.Row,
            Proofs = [.. rows.Where(row => row.Kind != RedemptionKind.Combined).Select(row => new ReplayedProof(row, StepOf(row, decision)?.Proof))],
            Differences = [.. rows.SelectMany(row => JsonDifferences.Between(AsStored(row), DecidedAgain(row, decision, ReferenceEquals(row, attempt.Answer)))
                .Select(difference => new ReplayDifference(row.Id, difference.Path, difference.Left, difference.Right)))],
        };
    }

    private static Step? StepOf(Redemption row, Decision decision) => row.Detail.Step < decision.Steps.Count ? decision.Steps[row.Detail.Step] : null;

    private static JsonObject AsStored(Redemption row) => new()
    {
        ["proof"] = Document(row.Detail.Proof),
        ["refusalKey"] = row.RefusalKey,
        ["discountAmount"] = row.DiscountAmount,
        ["stack"] = Document(row.Detail.Stack),
        ["orderAfter"] = Document(row.Detail.OrderAfter),
    };

    private static JsonObject DecidedAgain(Redemption row, Decision decision, bool answers)
    {
        var combined = row.Kind == RedemptionKind.Combined;
        var step = combined ? null : StepOf(row, decision);
        return new()
        {
            ["proof"] = Document(step?.Proof),
            ["refusalKey"] = row.Kind switch
            {
                RedemptionKind.Redeemed or RedemptionKind.Combined => decision.Accepted ? null : decision.RefusalKey,
                _ when answers && (row.Kind == RedemptionKind.RefusedRedemption || step?.Status != StepStatus.Inapplicable) => decision.RefusalKey,
                _ => step?.Proof.RefusalKey ?? step?.Proof.SkipKey,
            },
            ["discountAmount"] = combined ? decision.DiscountAmount : step?.DiscountAmount ?? 0,
            ["stack"] = answers && decision.Steps.Count > 1 && row.Kind != RedemptionKind.RefusedValidation
                ? Document(decision.Steps.Select((one, at) => StackEntry.Of(one, row.Detail.Stack?.ElementAtOrDefault(at)?.RedemptionId)).ToList())
                : null,
            ["orderAfter"] = combined ? Document(decision.Order) : null,
        };
    }

    private static JsonNode? Document<T>(T? document) => document is null ? null : JsonNode.Parse(PromoJson.Write(document));
}

/// <summary>A proof as stored, and as it came out again.</summary>
/// <param name="Stored">The row it is of.</param>
/// <param name="Again">Null when nothing was decided about it this time.</param>
public sealed record ReplayedProof(Redemption Stored, Proof? Again);

/// <summary>A place where the new answer is another.</summary>
/// <param name="RedemptionId">Of which row.</param>
/// <param name="Path">From the whole to the part: <c>proof.rule.parts[1].seen</c>.</param>
/// <param name="Stored">JSON, cut when long; null when there was nothing.</param>
/// <param name="Again">JSON, cut when long; null when there is nothing.</param>
public sealed record ReplayDifference(string RedemptionId, string Path, string? Stored, string? Again);
