namespace PromoConsole.Components.Saving;

/// <summary>What became of a save.</summary>
/// <param name="Problem">Why nothing was kept, in words; null when it was.</param>
/// <param name="IsConflict">Somebody else changed it meanwhile: nothing more is saved before a person has decided.</param>
/// <param name="IsComplete">Nothing was typed since the save began.</param>
public sealed record SaveOutcome(string? Problem, bool IsConflict, bool IsComplete)
{
    /// <param name="complete">Nothing was typed since the save began.</param>
    public static SaveOutcome Kept(bool complete) => new(null, false, complete);

    public static SaveOutcome Refused(string problem) => new(problem, false, false);

    public static SaveOutcome Conflict(string problem) => new(problem, true, false);
}
