using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Campaigns;

/// <summary>Everything that keeps a draft from being launched: an incomplete setup, and codes that cannot be made or are easy to guess.</summary>
public static class LaunchCheck
{
    /// <summary>In the order of the steps; empty when it can be launched.</summary>
    /// <param name="existingCodes">Codes of the campaign that exist: more than 0 after its first launch.</param>
    /// <param name="ignoresCase">Whether the project takes <c>abc</c> and <c>ABC</c> for one code.</param>
    /// <param name="kind">What a campaign of this kind needs.</param>
    public static IReadOnlyList<SetupProblem> Problems(CampaignSetup setup, long existingCodes, bool ignoresCase, CampaignKind kind = CampaignKind.Coupons)
    {
        var found = SetupCheck.Problems(setup, kind);
        if (kind == CampaignKind.Promotion) return found;
        if (CodeProblem(setup.Codes, existingCodes, ignoresCase) is not { } problem || found.Any(other => other.Path == problem.Path)) return found;
        return [.. found.Where(other => other.Step <= SetupStep.Codes), problem, .. found.Where(other => other.Step > SetupStep.Codes)];
    }

    private static SetupProblem? CodeProblem(CodeSetup codes, long existing, bool ignoresCase)
    {
        if (codes.Mode == CodeMode.Shared)
        {
            return CodePolicy.Chosen(codes.SharedCode) is { } badText ? new(SetupStep.Codes, "codes.sharedCode", badText.Message) : null;
        }

        return PatternProblem(codes, existing, ignoresCase) is { } badPattern ? new(SetupStep.Codes, $"codes.pattern.{badPattern.Field}", badPattern.Message) : null;
    }

    /// <summary>Why so many unique codes cannot be made by their pattern; null when they can. Made on demand, at least one more must fit than the first launch makes.</summary>
    /// <param name="existing">Codes of the campaign that exist.</param>
    public static PromoError? PatternProblem(CodeSetup codes, long existing, bool ignoresCase) =>
        CodePolicy.Check(codes.Pattern, Math.Max(existing, codes.Count + (codes.OnDemand && existing == 0 ? 1 : 0)), ignoresCase);
}
