namespace PromoConsole.Engine.Campaigns;

/// <summary>Why something could not be done with a campaign.</summary>
public static class CampaignErrors
{
    public static NotFoundError NotFound(string idOrName) => new("campaign", idOrName);

    public static ConflictError DuplicateName(string name) =>
        new("duplicate_found", "Duplicated resource found", $"Duplicated campaign exists with name {name}") { Field = "name" };

    /// <summary>Somebody saved it after the caller read it.</summary>
    public static ConflictError EditedMeanwhile(Campaign campaign) =>
        new("edited_meanwhile", $"“{campaign.Name}” was changed meanwhile. Reload it to see the change; what you typed is still here to copy.", campaign.Id);

    public static InvalidError InBin(Campaign campaign) =>
        new("invalid_campaign", $"“{campaign.Name}” is in the bin. Restore it first.", campaign.Id);

    public static InvalidError Archived(Campaign campaign) =>
        new("invalid_campaign", $"“{campaign.Name}” is in the archive. Take it out first.", campaign.Id);

    public static InvalidError NotArchived(Campaign campaign) =>
        new("invalid_campaign", $"“{campaign.Name}” is not in the archive.", campaign.Id);

    public static InvalidError StillRunning(Campaign campaign) =>
        new("invalid_campaign", $"“{campaign.Name}” is running or about to. Pause it or wait for its end before you archive it.", campaign.Id);

    public static InvalidError OwnerMissing { get; } =
        new("invalid_campaign", "Say who looks after the campaign from now on.") { Field = "owner" };

    public static InvalidError NameMissing { get; } = new("invalid_campaign", "Give the campaign a name.") { Field = "name" };

    public static InvalidError NameTooLong { get; } =
        new("invalid_campaign", $"The name is longer than {CampaignService.MaxNameLength} characters.") { Field = "name" };

    public static InvalidError NothingToLaunch(Campaign campaign) =>
        new("invalid_campaign", $"“{campaign.Name}” has no changes to launch.", campaign.Id);

    public static InvalidError NeverLaunched(Campaign campaign) =>
        new("invalid_campaign", $"“{campaign.Name}” was never launched, so there is nothing to pause, resume or extend.", campaign.Id);

    public static InvalidError AlreadyPaused(Campaign campaign) => new("invalid_campaign", $"“{campaign.Name}” is paused already.", campaign.Id);

    public static InvalidError NotPaused(Campaign campaign) => new("invalid_campaign", $"“{campaign.Name}” is not paused.", campaign.Id);

    public static InvalidError ReasonMissing { get; } =
        new("invalid_campaign", "Say why the campaign is paused: support reads it to customers.") { Field = "reason" };

    public static InvalidError NoEnd(Campaign campaign) =>
        new("invalid_campaign", $"“{campaign.Name}” has no end, so there is nothing to extend.", campaign.Id);

    public static InvalidError UnsavedDraft(Campaign campaign) =>
        new("invalid_campaign", $"“{campaign.Name}” has edits that are not launched. Launch or discard them first.", campaign.Id);

    public static NotFoundError VersionNotFound(string campaignId, int number) => new("campaign version", $"{campaignId}/{number}");
}
