using System.Text.Json.Nodes;
using PromoConsole.Engine.Discounts.Bundles;

namespace PromoConsole.Api;

/// <summary>Bundles found in a cart, and what lacks for the first one.</summary>
internal sealed record BundleView(int Quantity, int Limit, IReadOnlyList<IdentifiedView> Identified, IReadOnlyList<MissingView> Missing)
{
    public static BundleView? Of(FoundBundles? found) => found is null ? null : new(
        found.Quantity, found.Limit,
        [.. found.Identified.Select(units => new IdentifiedView(units.Item.Id, DiscountWire.Of(units.Item.Kind), units.Index, units.Quantity))],
        [.. found.Missing.Select(item => new MissingView(item.Item.Id, DiscountWire.Of(item.Item.Kind), item.Quantity))]);

    /// <summary>The rule as it is sent and read.</summary>
    public static JsonObject? RulesOf(BundleRule? rule)
    {
        if (rule is null) return null;
        var (any, quantity, atLeast) = BundleBody.Words;
        var document = new JsonObject();
        for (var i = 0; i < rule.Items.Count; i++)
        {
            var item = rule.Items[i];
            document[BundleBody.Number(i)] = new JsonObject
            {
                ["name"] = any,
                ["conditions"] = new JsonObject
                {
                    ["$is"] = new JsonArray(new JsonObject { ["id"] = item.Item.Id, ["type"] = DiscountWire.Of(item.Item.Kind), ["object"] = DiscountWire.Of(item.Item.Kind) }),
                },
                ["rules"] = new JsonObject
                {
                    ["1"] = new JsonObject { ["name"] = quantity, ["conditions"] = new JsonObject { [atLeast] = new JsonArray(item.Quantity) } },
                    ["logic"] = "1",
                },
            };
        }

        document["logic"] = string.Join(" and ", Enumerable.Range(0, rule.Items.Count).Select(BundleBody.Number));
        document["limit"] = rule.Limit;
        document["scaling"] = rule.Scaling == BundleScaling.Fixed ? "FIXED" : "MULTIPLY";
        return document;
    }
}

internal sealed record IdentifiedView(string Id, string Object, int ItemIndex, int ItemQuantity);

internal sealed record MissingView(string Id, string Object, int ItemQuantity);
