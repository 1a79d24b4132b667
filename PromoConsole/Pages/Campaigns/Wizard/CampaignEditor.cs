using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>What is being edited, beside what is stored.</summary>
internal sealed class CampaignEditor(CampaignDetails details)
{
    /// <summary>As stored last.</summary>
    public Campaign Campaign { get; private set; } = details.Campaign;

    /// <summary>The version in force; null before the first launch.</summary>
    public CampaignSetup? Live { get; } = details.Setup;

    public CampaignSetup Setup { get; set; } = details.Latest;

    public string Name { get; set; } = details.Campaign.Name;

    /// <summary>Null for none.</summary>
    public string? CategoryId { get; set; } = details.Campaign.CategoryId;

    public IReadOnlyList<string> Tags { get; set; } = details.Campaign.Tags;

    public bool Launched => Campaign.Version > 0;

    public SaveDraft Request(string actor) => new()
    {
        CampaignId = Campaign.Id,
        SeenRevision = Campaign.Revision,
        Name = Name,
        Setup = Setup,
        CategoryId = CategoryId,
        Tags = Tags,
        Actor = actor,
    };

    /// <summary>Takes over what the engine stored; what was typed since then stays.</summary>
    public void Saved(Campaign campaign) => Campaign = campaign;

    /// <summary>Whether nothing was typed since a request was made.</summary>
    public bool IsAsSent(SaveDraft sent) => ReferenceEquals(sent.Setup, Setup) && sent.Name == Name && sent.CategoryId == CategoryId && ReferenceEquals(sent.Tags, Tags);
}
