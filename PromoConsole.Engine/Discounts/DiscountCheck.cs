using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Discounts;

/// <summary>What is wrong with a discount, what it covers, or its bundle.</summary>
/// <param name="Path">Which field, in the spelling of the setup's JSON: <c>coverage.included[0].repeat</c>.</param>
/// <param name="Sentence">What is missing or impossible and what to do.</param>
public sealed record DiscountProblem(string Path, string Sentence);

/// <summary>Finds what keeps a discount from being launched. One without problems can be applied to any order.</summary>
public static class DiscountCheck
{
    public const int MostProducts = 20;
    public const int MostEntries = 100;

    /// <summary>Largest limit of units, skip or repeat: more units than any order has.</summary>
    public const int MostUnits = 1_000_000;

    private static readonly DiscountEffect[] s_onOrderOrItems = [DiscountEffect.ApplyToOrder, DiscountEffect.ApplyToItems];

    /// <summary>The effects a discount of this kind can have, the usual one first.</summary>
    public static IReadOnlyList<DiscountEffect> EffectsOf(Discount discount) => discount switch
    {
        AmountOff => [.. s_onOrderOrItems, DiscountEffect.ApplyToItemsByQuantity, DiscountEffect.ApplyToItemsProportionally, DiscountEffect.ApplyToItemsProportionallyByQuantity],
        FreeItems => [DiscountEffect.AddMissingItems, DiscountEffect.AddNewItems, DiscountEffect.AddManyItems, DiscountEffect.AddSameItems, DiscountEffect.ReplaceItems],
        _ => s_onOrderOrItems,
    };

    public static IReadOnlyList<DiscountProblem> Problems(Discount? discount, Coverage? coverage, BundleRule? bundle)
    {
        var found = new List<DiscountProblem>();
        if (discount is null) found.Add(new("discount", "Choose what comes off."));
        else Value(discount, found);
        if (discount is FreeItems free) Free(free, coverage, found);
        Around(discount, coverage, bundle, found);
        return found;
    }

    /// <summary>Of what stands in a rule without a discount.</summary>
    public static IReadOnlyList<DiscountProblem> Problems(Coverage? coverage, BundleRule? bundle)
    {
        var found = new List<DiscountProblem>();
        Around(null, coverage, bundle, found);
        return found;
    }

    private static void Around(Discount? discount, Coverage? coverage, BundleRule? bundle, List<DiscountProblem> found)
    {
        if (coverage is not null) Covered(coverage, discount, found);
        if (bundle is not null) Bundled(bundle, found);
    }

    private static void Value(Discount discount, List<DiscountProblem> found)
    {
        void Problem(string field, string sentence) => found.Add(new($"discount.{field}", sentence));

        var least = discount.Formula is null ? 1 : 0; // a fallback may be nothing
        switch (discount)
        {
            case AmountOff { Amount: var amount } when amount < least: Problem("amount", "Say how much comes off: more than 0."); break;
            case PercentOff { Percent: var percent } when percent > 100 || percent < 0 || (percent == 0 && least == 1):
                Problem("percent", "The percentage must be above 0 and at most 100.");
                break;
            case FixedTotal { Amount: < 0 }: Problem("amount", "The price must not be negative."); break;
        }

        if (discount is AmountOff { Amount: > OrderArithmetic.MostAmount } or FixedTotal { Amount: > OrderArithmetic.MostAmount }) Problem("amount", "That is more than any order can be worth.");
        if (discount is PercentOff { MaxAmount: <= 0 }) Problem("maxAmount", "The cap must be more than 0. Leave it empty for no cap.");
        if (discount.AggregatedAmountLimit <= 0) Problem("aggregatedAmountLimit", "The cap must be more than 0. Leave it empty for no cap.");
        else if (discount.AggregatedAmountLimit is not null && (discount is not (AmountOff or PercentOff) || !discount.Effect.IsOnItems()))
            Problem("aggregatedAmountLimit", "A cap over all items needs a discount on items.");
        if (!EffectsOf(discount).Contains(discount.Effect)) Problem("effect", "This discount cannot be applied that way. Choose another way.");
        Formula(discount.Formula, OnLines(discount.Effect), "discount.formula", found);
    }

    private static void Free(FreeItems free, Coverage? coverage, List<DiscountProblem> found)
    {
        if (free.Formula is not null) found.Add(new("discount.formula", "The number of free units has its formula at each product."));
        if (free.Items is not { Count: > 0 }) found.Add(new("discount.items", "Choose the product that is free."));
        else if (free.Items.Count > (free.Effect == DiscountEffect.AddManyItems ? MostProducts : 1))
            found.Add(new("discount.items", free.Effect == DiscountEffect.AddManyItems ? $"At most {MostProducts} products can be given." : "Only one product can be given this way."));
        for (var i = 0; i < (free.Items?.Count ?? 0); i++)
        {
            var item = free.Items![i];
            void Problem(string field, string sentence) => found.Add(new($"discount.items[{i}].{field}", sentence));

            if (free.Effect != DiscountEffect.AddSameItems)
            {
                if (item.Item is not { } chosen || string.IsNullOrWhiteSpace(chosen.Id)) Problem("item", "Choose the product that is free.");
                else if (chosen.Kind is not (ItemKind.Product or ItemKind.Sku)) Problem("item", "A collection cannot be given. Choose a product.");
            }

            if (item.Quantity is < 1 or > FreeItem.MostQuantity) Problem("quantity", $"Give between 1 and {FreeItem.MostQuantity:N0} units.");
            if (free.Effect == DiscountEffect.AddManyItems && item.Effect is not (DiscountEffect.AddMissingItems or DiscountEffect.AddNewItems))
                Problem("effect", "Each product is either added or made free in the cart.");
            Formula(item.Formula, OnLines(free.Effect), $"discount.items[{i}].formula", found);
        }

        if (free.Effect is DiscountEffect.ReplaceItems or DiscountEffect.AddSameItems && coverage is not { Included.Count: > 0 } and not { All: true })
            found.Add(new("coverage", free.Effect == DiscountEffect.ReplaceItems ? "Say which items are exchanged." : "Say which items are given again."));
    }

    private static void Covered(Coverage coverage, Discount? discount, List<DiscountProblem> found)
    {
        if (coverage.Included.Count + coverage.Excluded.Count > MostEntries) found.Add(new("coverage", $"Name at most {MostEntries} products and collections; put more into a collection."));
        for (var i = 0; i < coverage.Included.Count; i++) Entry(coverage.Included[i], $"coverage.included[{i}]", discount, found);
        for (var i = 0; i < coverage.Excluded.Count; i++) Entry(coverage.Excluded[i], $"coverage.excluded[{i}]", discount, found);
    }

    private static void Entry(CoverageEntry entry, string path, Discount? discount, List<DiscountProblem> found)
    {
        void Problem(string field, string sentence) => found.Add(new($"{path}.{field}", sentence));

        if (NoItem(entry.Item)) Problem("item", "Choose a product or collection.");
        if (!Enum.IsDefined(entry.Candidates)) Problem("candidates", "Choose which items are taken.");
        if (!Enum.IsDefined(entry.Target)) Problem("target", "Choose what is counted: lines or units.");
        if (entry.SkipInitially is < 0 or > MostUnits) Problem("skipInitially", "Skip 0 or more at the start.");
        if (entry.Repeat is < 1 or > MostUnits) Problem("repeat", "Take every 1st, 2nd, 3rd …: 1 or more. Leave it empty to take all.");
        if (entry.QuantityLimit is < 1 or > MostUnits) Problem("quantityLimit", "A limit must allow at least 1 unit. Leave it empty for no limit.");
        if (entry.AggregatedQuantityLimit is < 1 or > MostUnits) Problem("aggregatedQuantityLimit", "A limit must allow at least 1 unit. Leave it empty for no limit.");
        if (entry.UnitLimits is { Count: > 0 } limits) Units(entry, limits, discount, Problem);
        if (entry.AmountLimit <= 0) Problem("amountLimit", "The cap must be more than 0. Leave it empty for no cap.");
        if (entry.AggregatedAmountLimit <= 0) Problem("aggregatedAmountLimit", "The cap must be more than 0. Leave it empty for no cap.");
        if (entry.PriceAmount is < 0 or > OrderArithmetic.MostAmount) Problem("priceAmount", "The price must not be negative.");
        Formula(entry.PriceFormula, discount is null || OnLines(discount.Effect), $"{path}.priceFormula", found);
    }

    private static void Units(CoverageEntry entry, IReadOnlyList<UnitLimit> limits, Discount? discount, Action<string, string> problem)
    {
        if (limits.Any(limit => limit.Limit is < 1 or > MostUnits)) problem("unitLimits", "A limit must allow at least 1 unit. Leave it empty for no limit.");
        if (limits.Any(limit => !Enum.IsDefined(limit.Scope)) || limits.Select(limit => (limit.Scope, limit.PerProduct)).Distinct().Count() < limits.Count)
            problem("unitLimits", "Each limit over all orders can stand once.");
        if (entry.Item is { Kind: not ItemKind.Collection } && limits.Any(limit => limit.PerProduct)) problem("unitLimits", "Only a collection has products to be counted one by one.");
        if (discount is null) problem("unitLimits", "Limits over all orders stand with the discount of a campaign, code or tier.");
        else if (!CountsUnits(discount)) problem("unitLimits", "Limits over all orders count pieces: choose a percentage or a fixed price of items, or an amount off each piece.");
    }

    /// <summary>Whether it discounts units one by one, so that some of a line can be left out.</summary>
    public static bool CountsUnits(Discount discount) => discount is PercentOff or FixedTotal ? discount.Effect.IsOnItems() : discount.Effect == DiscountEffect.ApplyToItemsByQuantity;

    private static void Bundled(BundleRule bundle, List<DiscountProblem> found)
    {
        if (bundle.Items is not { Count: > 0 }) found.Add(new("bundle.items", "Choose what a bundle is made of."));
        else if (bundle.Items.Count > MostProducts) found.Add(new("bundle.items", $"A bundle has at most {MostProducts} different items."));
        if (bundle.Limit is < 1 or > BundleRule.MostLimit) found.Add(new("bundle.limit", $"Between 1 and {BundleRule.MostLimit} bundles may count."));
        for (var i = 0; i < (bundle.Items?.Count ?? 0); i++)
        {
            if (NoItem(bundle.Items![i].Item)) found.Add(new($"bundle.items[{i}].item", "Choose a product or collection."));
            if (bundle.Items[i].Quantity is < 1 or > FreeItem.MostQuantity) found.Add(new($"bundle.items[{i}].quantity", "A bundle needs at least 1 unit of each item."));
        }
    }

    private static bool NoItem(ItemReference? item) => item is null || string.IsNullOrWhiteSpace(item.Id) || !Enum.IsDefined(item.Kind);

    private static bool OnLines(DiscountEffect effect) => effect is DiscountEffect.ApplyToItems or DiscountEffect.ApplyToItemsByQuantity
        or DiscountEffect.AddSameItems or DiscountEffect.ReplaceItems;

    /// <summary>What keeps a formula from being used; null when nothing does.</summary>
    /// <param name="onLines">It is computed for every line.</param>
    public static string? FormulaProblem(Formula formula, bool onLines)
    {
        if (formula.Error is { } error) return $"The formula is not finished at {error.Sentence}.";
        foreach (var (name, position) in formula.Names)
            if (name.OfLine && !onLines) return $"The formula names {name.Name} at position {position}, but this discount is computed for the order as a whole.";
        return null;
    }

    private static void Formula(Formula? formula, bool onLines, string path, List<DiscountProblem> found)
    {
        if (formula is not null && FormulaProblem(formula, onLines) is { } sentence) found.Add(new(path, sentence));
    }
}
