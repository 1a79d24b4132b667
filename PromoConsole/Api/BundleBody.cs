using System.Globalization;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Bundles;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api;

/// <summary>Reads what a cart must hold for a discount: numbered rules, each one item and how many of it a bundle needs.</summary>
internal static class BundleBody
{
    private const string Any = "order.items.any";
    private const string Quantity = "order.items.aggregated_quantity";
    private const string AtLeast = "$more_than_or_equal";

    /// <returns>Null when <c>bundle_rules</c> is absent, empty or wrong.</returns>
    public static BundleRule? Read(Fields owner, NamedItems named)
    {
        if (owner.Object("bundle_rules") is not { } bundle) return null;
        var numbers = bundle.Names.Where(name => bundle.Has(name) && name.All(char.IsAsciiDigit)).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).ToList();
        if (numbers.Count == 0 && !bundle.Has("logic")) return null;
        if (numbers.Count is 0 or > DiscountCheck.MostProducts) bundle.Problem("", $"should have 1 to {DiscountCheck.MostProducts} numbered rules");
        var items = numbers.ConvertAll(number => bundle.Object(number) is { } rule ? Item(rule, named) : null);
        if (bundle.Text("logic", Bounds.Words) is { Length: > 0 } logic && !IsAllOf(logic, numbers)) bundle.Problem("logic", $"should be {string.Join(" and ", numbers)}: a bundle needs all of its items");
        var limit = bundle.Whole("limit", 1, BundleRule.MostLimit) ?? 1;
        var scaling = bundle.Word("scaling", "MULTIPLY", "FIXED") == "FIXED" ? BundleScaling.Fixed : BundleScaling.Multiply;
        return new BundleRule([.. items.OfType<BundleItem>()], (int)limit, scaling);
    }

    private static BundleItem? Item(Fields rule, NamedItems named)
    {
        if (!rule.Has("name")) rule.Missing("name");
        rule.Word("name", Any);
        if (rule.Has("error")) rule.Problem("error", "is not offered for bundles");
        var quantity = rule.Object("rules") is { } inner ? Needed(inner) : 1;
        if (!rule.Has("conditions")) rule.Missing("conditions");
        if (rule.Object("conditions") is not { } conditions) return null;
        foreach (var other in conditions.Names)
            if (other != "$is") conditions.Problem(other, "should be $is: a bundle names its items");
        var listed = conditions.Objects("$is", 1);
        if (listed is not { Count: 1 } || listed[0] is not { } item)
        {
            if (listed is { Count: 0 } || !conditions.Has("$is")) conditions.Problem("$is", "should name one product, SKU or collection");
            return null;
        }

        var kind = DiscountWire.ReadKind(item, "object", "type");
        var id = item.Text("id", Bounds.Id, required: true);
        return kind is { } known && id is { Length: > 0 } ? new BundleItem(named.Add(item, "id", new ItemReference(known, id)), quantity) : null;
    }

    private static int Needed(Fields rules)
    {
        var needed = 1;
        foreach (var number in rules.Names)
        {
            if (number == "logic" || rules.Object(number) is not { } rule) continue;
            rule.Word("name", Quantity);
            if (!rule.Has("name")) rule.Missing("name");
            if (rule.Object("conditions") is not { } conditions) continue;
            foreach (var other in conditions.Names)
                if (other != AtLeast) conditions.Problem(other, $"should be {AtLeast}");
            needed = (int)(conditions.WholeIn(AtLeast, 1, FreeItem.MostQuantity) ?? 1);
        }

        return needed;
    }

    private static bool IsAllOf(string logic, List<string> numbers) =>
        logic.Replace("(", " ", StringComparison.Ordinal).Replace(")", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where((word, i) => i % 2 == 0 || !word.Equals("and", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            .SequenceEqual(numbers.Order(StringComparer.Ordinal));

    /// <summary>The words again, for views.</summary>
    internal static (string Any, string Quantity, string AtLeast) Words => (Any, Quantity, AtLeast);

    internal static string Number(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);
}
