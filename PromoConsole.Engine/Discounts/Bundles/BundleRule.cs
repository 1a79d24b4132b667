using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Discounts.Bundles;

/// <summary>What a cart must hold to get the discount, and how often that counts. Bundled and discounted items are independent of each other.</summary>
/// <param name="Items">All of them are needed.</param>
/// <param name="Limit">At most this many bundles count, 1 to 100.</param>
/// <param name="Scaling">What several bundles do to the discount.</param>
public sealed record BundleRule(IReadOnlyList<BundleItem> Items, int Limit = 1, BundleScaling Scaling = BundleScaling.Multiply)
{
    public const int MostLimit = 100;
}

/// <param name="Quantity">Units of it in each bundle, 1 or more.</param>
public sealed record BundleItem(ItemReference Item, int Quantity);

public enum BundleScaling
{
    /// <summary>The discount is given once for each bundle.</summary>
    Multiply,

    /// <summary>The discount is given once, however many bundles there are.</summary>
    Fixed,
}

/// <summary>Which bundles a cart holds.</summary>
/// <param name="Quantity">Complete bundles; 0 makes the incentive inapplicable.</param>
/// <param name="Identified">Which units make them up.</param>
/// <param name="Missing">What lacks for the first one; empty when there is one.</param>
public sealed record FoundBundles(int Quantity, int Limit, IReadOnlyList<BundledUnits> Identified, IReadOnlyList<BundleItem> Missing);

/// <param name="Index">Of the order line.</param>
public sealed record BundledUnits(ItemReference Item, int Index, int Quantity);
