using PromoConsole.Engine.Orders;

namespace PromoConsole.Api;

/// <summary>What products, SKUs and collections are sorted by on the wire.</summary>
internal static class ItemOrders
{
    /// <summary>The field lets all of them be sorted by what only codes have.</summary>
    public const string Nothing = "They have no type, code, campaign or category, so those sort by id.";

    private static readonly string[] s_every = ["-created_at", "created_at", "-updated_at", "updated_at", "name", "-name", "type", "-type", "code", "-code", "campaign", "-campaign", "category", "-category"];

    public static readonly string[] OfItems = [.. s_every, "price", "-price"];

    public static readonly string[] OfCollections = s_every;

    /// <param name="words">Which there are.</param>
    /// <param name="hasType">Whether what is listed has types.</param>
    /// <returns>Null when nothing was asked.</returns>
    public static ItemOrder? Read(ListQuery query, string[] words, bool hasType) => query.Word("order", words) switch
    {
        null => null,
        "created_at" => ItemOrder.Oldest,
        "-created_at" => ItemOrder.Newest,
        "updated_at" => ItemOrder.Changed,
        "-updated_at" => ItemOrder.ChangedLast,
        "name" => ItemOrder.Name,
        "-name" => ItemOrder.NameDescending,
        "price" => ItemOrder.Price,
        "-price" => ItemOrder.PriceDescending,
        "type" when hasType => ItemOrder.Type,
        "-type" when hasType => ItemOrder.TypeDescending,
        ['-', ..] => ItemOrder.Newest,
        _ => ItemOrder.Oldest,
    };
}
