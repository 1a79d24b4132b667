using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api;

/// <summary>Words of discounts as the wire spells them.</summary>
internal static class DiscountWire
{
    public static string Of(DiscountEffect effect) => effect switch
    {
        DiscountEffect.ApplyToItems => "APPLY_TO_ITEMS",
        DiscountEffect.ApplyToItemsByQuantity => "APPLY_TO_ITEMS_BY_QUANTITY",
        DiscountEffect.ApplyToItemsProportionally => "APPLY_TO_ITEMS_PROPORTIONALLY",
        DiscountEffect.ApplyToItemsProportionallyByQuantity => "APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY",
        DiscountEffect.AddMissingItems => "ADD_MISSING_ITEMS",
        DiscountEffect.AddNewItems => "ADD_NEW_ITEMS",
        DiscountEffect.AddManyItems => "ADD_MANY_ITEMS",
        DiscountEffect.AddSameItems => "ADD_SAME_ITEMS",
        DiscountEffect.ReplaceItems => "REPLACE_ITEMS",
        _ => "APPLY_TO_ORDER",
    };

    public static string Of(Candidates candidates) => candidates switch
    {
        Candidates.Cheapest => "APPLY_TO_CHEAPEST",
        Candidates.FromCheapest => "APPLY_FROM_CHEAPEST",
        Candidates.MostExpensive => "APPLY_TO_MOST_EXPENSIVE",
        Candidates.FromMostExpensive => "APPLY_FROM_MOST_EXPENSIVE",
        _ => "APPLY_TO_EVERY",
    };

    /// <summary>Limits of units over all orders, by their fields.</summary>
    public static IReadOnlyList<(string Field, UnitScope Scope, bool PerProduct)> UnitLimits { get; } =
    [
        ("product_campaign_quantity_limit", UnitScope.Campaign, false), ("product_customer_campaign_quantity_limit", UnitScope.CampaignCustomer, false),
        ("product_in_collection_campaign_quantity_limit", UnitScope.Campaign, true), ("product_in_collection_customer_campaign_quantity_limit", UnitScope.CampaignCustomer, true),
        ("product_promotion_tier_quantity_limit", UnitScope.Incentive, false), ("product_customer_promotion_tier_quantity_limit", UnitScope.IncentiveCustomer, false),
        ("product_in_collection_promotion_tier_quantity_limit", UnitScope.Incentive, true), ("product_in_collection_customer_promotion_tier_quantity_limit", UnitScope.IncentiveCustomer, true),
    ];

    public static string Of(ItemKind kind) => kind switch { ItemKind.Sku => "sku", ItemKind.Collection => "products_collection", _ => "product" };

    /// <summary>The effect; null, which is noted, when it is none of those allowed.</summary>
    public static DiscountEffect? ReadEffect(Fields owner, IReadOnlyList<DiscountEffect> allowed) =>
        owner.Word("effect", [.. allowed.Select(Of)]) is { } word ? allowed.First(effect => Of(effect) == word) : null;

    public static Candidates ReadCandidates(Fields owner)
    {
        var all = Enum.GetValues<Candidates>();
        return owner.Word("effect", [.. all.Select(Of)]) is { } word ? all.First(one => Of(one) == word) : Candidates.Every;
    }

    /// <summary>The kind of a named item; null, which is noted, when it is none.</summary>
    /// <param name="names">Fields that may hold it, the first one present is read.</param>
    public static ItemKind? ReadKind(Fields owner, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (owner.Has(name))
                return owner.Word(name, "product", "sku", "products_collection") switch { "product" => ItemKind.Product, "sku" => ItemKind.Sku, null => null, _ => ItemKind.Collection };
        owner.Missing(names[0]);
        return null;
    }
}
