using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns.Templates;

/// <summary>What a campaign with codes or a promotion tier was set up to do, kept to make others of. Concept: campaign template.</summary>
/// <remarks>A copy: what happens to its original later does not change it. It has no category and no codes.</remarks>
public sealed class CampaignTemplate
{
    public const string IdPrefix = "camp_tpl_";

    public const int MaxDescriptionLength = 2000;

    /// <summary><c>camp_tpl_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Unique among templates.</summary>
    public required string Name { get; set; }

    public string Description { get; set; } = "";

    public required TemplateContent Content { get; init; }

    /// <summary>E-mail address of the member or name of the API key.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until it was changed for the first time.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>Stored whole as JSON.</summary>
/// <param name="Setup">Of coupons; a tier gives what it has in common with them.</param>
/// <param name="RuleName">Of the rule that was assigned; null for none.</param>
/// <param name="Rule">What was assigned. Whatever is made of the template gets a rule of its own with it.</param>
public sealed record TemplateContent(
    CampaignSetup Setup,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RuleName = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RuleContent? Rule = null)
{
    /// <summary>A rule to be made of the template's; null when it has none.</summary>
    internal NewRule? NewRule(DateTimeOffset now) => Rule is null ? null : new(Ids.New(ValidationRule.IdPrefix, now), RuleName!, Rule);

    /// <summary>A tier with what the template says.</summary>
    internal TierSetup ToTier() => new()
    {
        Id = "", Discount = Setup.Discount, Coverage = Setup.Coverage, Bundle = Setup.Bundle, Rule = Setup.Rule, RuleExamples = Setup.RuleExamples, RefusalMessage = Setup.RefusalMessage,
        Schedule = Setup.Schedule with { ValidAfterPublication = null }, Metadata = Setup.Metadata,
    };

    internal static CampaignSetup Of(TierSetup tier) => new()
    {
        Description = tier.Banner ?? "", Discount = tier.Discount, Coverage = tier.Coverage, Bundle = tier.Bundle, Rule = tier.Rule, RuleExamples = tier.RuleExamples,
        RefusalMessage = tier.RefusalMessage, Schedule = tier.Schedule, Metadata = tier.Metadata, Codes = new CodeSetup { Count = 0 },
    };
}

/// <summary>Keeps a campaign with codes, or a promotion tier, as a template.</summary>
/// <param name="CampaignId">Of the campaign; or</param>
/// <param name="TierId">of the tier.</param>
public sealed record CreateTemplate(string Name, string Description, string? CampaignId, string? TierId, Redemptions.Caller Caller);

/// <summary>Names a template, or describes it. Null leaves what is there.</summary>
public sealed record ChangeTemplate(string TemplateId, string? Name, string? Description, Redemptions.Caller Caller);

/// <summary>Which templates to list.</summary>
public sealed record TemplateQuery
{
    /// <summary>Templates that come after this one in the order asked for.</summary>
    public string? After { get; init; }

    /// <summary>Default: the oldest first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>One that <see cref="FilterCheck"/> finds nothing wrong with among <see cref="TemplateService.Filters"/>.</summary>
    public Filter? Filter { get; init; }

    public int Take { get; init; } = 10;
}

/// <param name="Total">Of all that the filter fits.</param>
/// <param name="HasMore">Whether there are more after these.</param>
public sealed record TemplatePage(IReadOnlyList<CampaignTemplate> Items, long Total, bool HasMore);

internal static class TemplateFields
{
    public static ListFields<CampaignTemplate> All { get; } = new("a template",
    [
        new TextField<CampaignTemplate>("id", t => t.Id), new TextField<CampaignTemplate>("name", t => t.Name),
        new WordField<CampaignTemplate>("campaign_type", [("DISCOUNT_COUPONS", _ => _ => true)]),
    ], new("$.setup.metadata", t => (string?)(object?)t.Content));
}

/// <summary>A template's refusals.</summary>
public static class TemplateErrors
{
    public static NotFoundError NotFound(string id) => new("campaign template", id);

    public static ConflictError NameTaken(string name) =>
        new("duplicate_found", "Duplicated resource found", $"Duplicated campaign template exists with name {name}") { Field = "name" };

    public static InvalidError NameMissing { get; } =
        new("invalid_campaign_template", $"Give the template a name of up to {CampaignService.MaxNameLength} characters.") { Field = "name" };

    public static InvalidError DescriptionTooLong { get; } =
        new("invalid_campaign_template", $"A description has up to {CampaignTemplate.MaxDescriptionLength} characters.") { Field = "description" };

    public static InvalidError OneOriginal { get; } =
        new("invalid_campaign_template", "Name the campaign or the promotion tier it is made of, one of both.") { Field = "campaign_id" };

    public static InvalidError Promotion(string name) =>
        new("invalid_campaign_template", $"“{name}” is a promotion, which has no codes: make the template of one of its tiers.") { Field = "campaign_id" };
}

internal sealed class CampaignTemplateConfiguration : IEntityTypeConfiguration<CampaignTemplate>
{
    public void Configure(EntityTypeBuilder<CampaignTemplate> template)
    {
        template.ToTable("CampaignTemplates");
        template.Property(t => t.Name).HasMaxLength(CampaignService.MaxNameLength);
        template.HasIndex(t => t.Name).IsUnique();
        template.Property(t => t.Description).HasMaxLength(CampaignTemplate.MaxDescriptionLength);
        template.Property(t => t.Content).HasJsonConversion();
        template.Property(t => t.CreatedBy).HasMaxLength(256);
    }
}
