using PromoConsole.Components;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>What the choices of a discount are called.</summary>
internal static class DiscountTitles
{
    public static IReadOnlyList<Choice<Candidates>> Candidates { get; } =
    [
        new(Engine.Discounts.Candidates.Every, "All of them"), new(Engine.Discounts.Candidates.Cheapest, "Only the cheapest"),
        new(Engine.Discounts.Candidates.FromCheapest, "From the cheapest up"), new(Engine.Discounts.Candidates.MostExpensive, "Only the most expensive"),
        new(Engine.Discounts.Candidates.FromMostExpensive, "From the most expensive down"),
    ];

    public static IReadOnlyList<Choice<CandidateTarget>> Targets { get; } = [new(CandidateTarget.Item, "Lines"), new(CandidateTarget.Unit, "Pieces")];

    /// <summary>Limits of pieces over all orders, in the order they are offered.</summary>
    public static IReadOnlyList<(UnitScope Scope, bool PerProduct, string Label)> UnitLimits { get; } =
    [
        (UnitScope.Campaign, false, "In the campaign"), (UnitScope.CampaignCustomer, false, "For each customer in the campaign"),
        (UnitScope.Incentive, false, "By each code or tier"), (UnitScope.IncentiveCustomer, false, "For each customer by each code or tier"),
        (UnitScope.Campaign, true, "Of each product in the campaign"), (UnitScope.CampaignCustomer, true, "Of each product for each customer"),
        (UnitScope.Incentive, true, "Of each product by each code or tier"), (UnitScope.IncentiveCustomer, true, "Of each product for each customer by each code or tier"),
    ];

    public static IReadOnlyList<Choice<BundleScaling>> Scalings { get; } = [new(BundleScaling.Multiply, "Once for each bundle"), new(BundleScaling.Fixed, "Once in all")];

    public static IReadOnlyList<Choice<DiscountEffect>> Given { get; } =
        [new(DiscountEffect.AddMissingItems, "Free in the cart, added if missing"), new(DiscountEffect.AddNewItems, "Always added")];

    public static IReadOnlyList<Choice<DiscountEffect>> Effects(Discount discount) =>
        [.. DiscountCheck.EffectsOf(discount).Select(effect => new Choice<DiscountEffect>(effect, Of(effect, discount)))];

    /// <summary>What happens, in a sentence.</summary>
    public static string Help(Discount discount) => (discount, discount.Effect) switch
    {
        (AmountOff, DiscountEffect.ApplyToItems) => "The amount comes off once on each covered line, however many pieces it has.",
        (AmountOff, DiscountEffect.ApplyToItemsByQuantity) => "The amount comes off every covered piece, never more than its price.",
        (AmountOff, DiscountEffect.ApplyToItemsProportionally) => "One amount is shared over covered lines by their value, to the cent.",
        (AmountOff, DiscountEffect.ApplyToItemsProportionallyByQuantity) => "One amount is shared over covered lines by their pieces, to the cent.",
        (PercentOff, DiscountEffect.ApplyToItems) => "The percentage comes off each covered line.",
        (FixedTotal, DiscountEffect.ApplyToItems) => "Every covered piece costs this; what is cheaper keeps its price.",
        (FreeItems, DiscountEffect.AddMissingItems) => "Pieces in the cart become free; those that are missing are added.",
        (FreeItems, DiscountEffect.AddNewItems) => "Free pieces are added beside what is in the cart.",
        (FreeItems, DiscountEffect.AddManyItems) => "Several products are given, one after the other.",
        (FreeItems, DiscountEffect.AddSameItems) => "Each covered line gets more free pieces of the same.",
        (FreeItems, DiscountEffect.ReplaceItems) => "Covered pieces are exchanged for another product; nobody pays more than before.",
        _ => "It applies to the whole order. Shares are spread over the lines in proportion; they add up to the cent.",
    };

    private static string Of(DiscountEffect effect, Discount discount) => effect switch
    {
        DiscountEffect.ApplyToItems => discount is AmountOff ? "Each line" : discount is FixedTotal ? "Each piece" : "Items",
        DiscountEffect.ApplyToItemsByQuantity => "Each piece",
        DiscountEffect.ApplyToItemsProportionally => "Items together, shared by value",
        DiscountEffect.ApplyToItemsProportionallyByQuantity => "Items together, shared by pieces",
        DiscountEffect.AddMissingItems => "Free in the cart, added if missing",
        DiscountEffect.AddNewItems => "Always added",
        DiscountEffect.AddManyItems => "Several products",
        DiscountEffect.AddSameItems => "More of what is covered",
        DiscountEffect.ReplaceItems => "Exchange for another product",
        _ => "The whole order",
    };
}
