using System.Globalization;

namespace PromoConsole.Engine.Stacking.Categories;

/// <summary>Why something could not be done with a category.</summary>
public static class CategoryErrors
{
    public static NotFoundError NotFound(string idOrName) => new("category", idOrName);

    public static InvalidError NameMissing { get; } =
        new("invalid_category", $"Give the category a name of 1 to {CategoryService.MaxNameLength} characters.") { Field = "name" };

    public static InvalidError HierarchyNegative { get; } =
        new("invalid_category", "The rank of a category is a whole number from 0 on; lower ones come first.") { Field = "hierarchy" };

    public static ConflictError NameTaken(string name) =>
        new("duplicate_found", $"There is already a category called “{name}”. Choose another name.", $"Duplicated category exists with name {name}") { Field = "name" };

    public static InvalidError OfTier(string name, string campaignName) =>
        new("resource_in_use", $"“{name}” is the category of a tier or stack of “{campaignName}”. Give it another one first.");

    /// <param name="campaigns">Campaigns of the category, those in the bin included.</param>
    /// <param name="binned">Those in the bin.</param>
    public static InvalidError InUse(string name, long campaigns, long binned)
    {
        var many = string.Create(CultureInfo.InvariantCulture, $"{campaigns:N0} {(campaigns == 1 ? "campaign" : "campaigns")}");
        var inBin = binned == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({binned:N0} of them in the bin)");
        return new("resource_in_use", $"“{name}” is the category of {many}{inBin}. Give {(campaigns == 1 ? "it" : "them")} another one first.");
    }
}
