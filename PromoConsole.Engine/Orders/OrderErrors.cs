namespace PromoConsole.Engine.Orders;

/// <summary>Refusals about orders, products and collections.</summary>
public static class OrderErrors
{
    public static NotFoundError NotFound(string id) => new("order", id);

    public static NotFoundError ProductNotFound(string id) => new("product", id);

    public static NotFoundError SkuNotFound(string id) => new("sku", id);

    public static NotFoundError CollectionNotFound(string id) => new("products collection", id);

    /// <param name="what">In a sentence: <c>product</c>.</param>
    public static ConflictError EditedMeanwhile(string what) =>
        new("edited_meanwhile", $"Somebody else changed this {what} while you were editing it.");

    public static InvalidError InvalidOrder(string problem) => new("invalid_order", problem);

    /// <summary>They were decided on what the order was.</summary>
    public static InvalidError CarriesDiscounts(string id) =>
        new("invalid_order", "The order carries discounts, so its lines and its value stay. Roll the redemptions back first.", $"Order {id} carries discounts");

    /// <summary>Its lines add up to more than can be counted exactly.</summary>
    public static InvalidError TooLarge() =>
        InvalidOrder($"The order is worth more than {OrderArithmetic.MostAmount} minor units; check quantities and prices.");

    public static InvalidError InvalidProduct(string field, string problem) =>
        new("invalid_product", $"The product's {field} {problem}.") { Field = field };

    public static ConflictError ProductSourceIdTaken(string sourceId) =>
        new("duplicate_found", "Another product already has this source id.", $"Duplicated product exists with source_id {sourceId}") { Field = "source_id" };

    public static InvalidError InvalidSku(string field, string problem) =>
        new("invalid_sku", $"The SKU's {field} {problem}.") { Field = field };

    public static ConflictError SkuSourceIdTaken(string sourceId) =>
        new("duplicate_found", "Another SKU already has this source id.", $"Duplicated sku exists with source_id {sourceId}") { Field = "source_id" };

    public static InvalidError InvalidFilter(string problems) => new("invalid_payload", "Invalid payload", problems) { Field = "filter" };

    public static ConflictError CollectionEditedMeanwhile(ProductCollection collection) =>
        new("edited_meanwhile", $"“{collection.Name}” was changed meanwhile. Reload it to see the change; what you typed is still here to copy.", collection.Id);

    /// <summary>Its products follow from its filter.</summary>
    public static InvalidError CollectionIsFilter(string id) =>
        new("invalid_payload", "The collection's products follow from its filter; change the filter instead.", $"Collection {id} is of type AUTO_UPDATE");

    public static InvalidError CollectionNameMissing() =>
        new("invalid_payload", "Give the collection a name of 1 to 200 characters.") { Field = "name" };

    public static ConflictError CollectionNameTaken(string name) =>
        new("duplicate_found", $"There is already a collection called “{name}”. Choose another name.", $"Duplicated collection exists with name {name}") { Field = "name" };
}
