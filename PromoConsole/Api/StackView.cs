using System.ComponentModel;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;

namespace PromoConsole.Api;

/// <summary>Tiers of one campaign that are applied together.</summary>
internal sealed record StackView
{
    [Description("stack_…")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("Null until the first change.")]
    public DateTimeOffset? UpdatedAt { get; init; }

    public required string CampaignId { get; init; }

    public required StackTiersView Tiers { get; init; }

    public string? CategoryId { get; init; }

    public IReadOnlyList<CategoryView> Categories { get; init; } = [];

    public string Object => "promotion_stack";

    public static StackView Of(StackRecord record) => new()
    {
        Id = record.Setup.Id,
        Name = record.Setup.Name,
        CreatedAt = record.Setup.CreatedAt,
        UpdatedAt = record.Setup.UpdatedAt,
        CampaignId = record.CampaignId,
        Tiers = new StackTiersView(record.Setup.TierIds),
        CategoryId = record.Setup.CategoryId,
        Categories = CategoryView.ListOf(record.Category),
    };
}

internal sealed record StackTiersView([property: Description("In the order of application.")] IReadOnlyList<string> Ids)
{
    public string HierarchyMode => "MANUAL";
}

internal sealed record StackListView(IReadOnlyList<StackView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}

/// <summary>Reads a stack to be made, or what a change says about one: what it leaves out stays.</summary>
internal static class StackBody
{
    public static (string? Name, IReadOnlyList<string>? TierIds) Read(Fields fields, bool change)
    {
        var name = fields.Text("name", PromotionCheck.MaxNameLength, required: !change || fields.Says("name"));
        var tiers = fields.Object("tiers");
        var ids = tiers?.Texts("ids", StackSetup.MostTiers);
        if (ids is { Count: 0 }) tiers!.Problem("ids", "should not have fewer than 1 items");
        if (tiers is not null && !tiers.Has("ids")) tiers.Missing("ids");
        if (tiers is null && !change && !fields.Has("tiers")) fields.Missing("tiers");
        tiers?.Word("hierarchy_mode", "MANUAL");
        return (name, ids);
    }
}
