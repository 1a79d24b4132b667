using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Stacking.Categories;

namespace PromoConsole.Pages.Stacking;

/// <summary>A column of the board: a category and the campaigns in it.</summary>
/// <param name="Category">Null for the last one, of campaigns without a category.</param>
public sealed record BoardLane(Category? Category, IReadOnlyList<CampaignRow> Campaigns)
{
    /// <summary>What the page calls the column of those without a category.</summary>
    public const string NoCategory = "none";

    public string Key => Category?.Id ?? NoCategory;

    public string Name => Category?.Name ?? "No category";

    /// <summary>One column for each category in their order, then those without one.</summary>
    public static IReadOnlyList<BoardLane> Of(IReadOnlyList<Category> categories, IReadOnlyList<CampaignRow> campaigns)
    {
        var byCategory = campaigns.ToLookup(row => row.Campaign.CategoryId);
        return [.. categories.Select(category => new BoardLane(category, [.. byCategory[category.Id]])), new BoardLane(null, [.. byCategory[null]])];
    }
}
