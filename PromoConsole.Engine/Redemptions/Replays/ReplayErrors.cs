namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>Why a stored attempt cannot be decided again.</summary>
public static class ReplayErrors
{
    public const string Key = "not_replayable";

    public static InvalidError OfRollback(string id) =>
        new(Key, "A rollback is no decision: there is nothing to decide again.", $"{id} is a rollback");

    public static InvalidError StoredBefore(string id) => new(
        Key, "This attempt was stored before the program kept what decisions are made on, so it cannot be decided again.", $"Nothing is kept of what {id} was decided on");

    public static InvalidError Erased(string id) => new(
        Key, "What this attempt was decided on was erased together with its customer.", $"What {id} was decided on was erased");

    public static InvalidError VersionsGone(string id) => new(
        Key, "A version of a campaign or rule that this attempt was decided by is not stored any more.", $"A version that {id} was decided by is gone");
}
