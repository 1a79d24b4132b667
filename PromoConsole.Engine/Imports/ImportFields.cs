using System.Globalization;
using System.Text;

namespace PromoConsole.Engine.Imports;

/// <summary>One thing a column of a file can be.</summary>
/// <param name="Key">Permanent: mappings are stored with it.</param>
/// <param name="Title">For people.</param>
/// <param name="Help">What is written in the column.</param>
/// <param name="Names">Further names a first line may use for it, beside key and title.</param>
public sealed record ImportField(string Key, string Title, string Help, params string[] Names)
{
    /// <summary>Without a column for it nothing can be imported.</summary>
    public bool Required { get; init; }
}

/// <summary>What the columns of a file can be, kind by kind.</summary>
public static class ImportFields
{
    public const int MostColumns = 200;

    private const string AnyId = "The shop's own id, or the one here";
    private const string Money = "In the main unit with up to two decimals: 12.50";

    private static readonly ImportField[] s_customers =
    [
        new("source_id", "Source id", "The shop's own id; a known one is updated", "customer id", "customer", "external id", "shop id"),
        new("id", "Id", "Id here, cust_…"),
        new("name", "Name", "Up to 255 characters", "full name", "customer name"),
        new("email", "E-mail", "Up to 255 characters", "email address", "mail", "e mail"),
        new("phone", "Phone", "Up to 64 characters", "telephone", "phone number", "mobile"),
        new("birthdate", "Date of birth", "A date", "birthday", "dob", "born"),
        new("description", "Description", "Free text", "note", "notes"),
        new("address.line_1", "Address, line 1", "Street and number", "address line 1", "street", "address", "address1"),
        new("address.line_2", "Address, line 2", "Flat, floor", "address line 2", "address2"),
        new("address.postal_code", "Postal code", "Up to 200 characters", "address postal code", "zip", "zip code", "postcode"),
        new("address.city", "City", "Up to 200 characters", "address city", "town"),
        new("address.state", "State", "Up to 200 characters", "address state", "region", "province"),
        new("address.country", "Country", "Up to 200 characters", "address country"),
    ];

    private static readonly ImportField[] s_products =
    [
        new("source_id", "Source id", "The shop's own id; a known one is updated", "product id", "article", "article number", "external id", "shop id"),
        new("id", "Id", "Id here, prod_…"),
        new("name", "Name", "Up to 300 characters", "product name", "title", "product") { Required = true },
        new("price", "Price", Money, "unit price", "amount"),
        new("attributes", "Attributes", "Names of what its SKUs differ in, separated by commas: size, colour"),
        new("image_url", "Image address", "Where its picture lies", "image", "picture", "photo"),
    ];

    private static readonly ImportField[] s_skus =
    [
        new("product_id", "Product", AnyId, "product", "product source id") { Required = true },
        new("source_id", "Source id", "The shop's own id; a known one is updated", "sku id", "external id", "shop id"),
        new("sku", "SKU", "What it is called, up to 300 characters", "name", "sku name", "variant"),
        new("price", "Price", Money + "; empty: the product's", "unit price", "amount"),
        new("currency", "Currency", "Three letters, for display only"),
        new("attributes", "Attributes", "As name: value, separated by semicolons: size: M; colour: red"),
        new("image_url", "Image address", "Where its picture lies", "image", "picture", "photo"),
    ];

    private static readonly ImportField[] s_orders =
    [
        new("source_id", "Order", "The shop's own id of the order; its lines stand one below the other", "order id", "order", "order number", "order source id", "id") { Required = true },
        new("status", "Status", "CREATED, PAID, CANCELED or FULFILLED; empty: CREATED", "order status", "state"),
        new("created_at", "Placed at", "A date, with or without a time; empty: now", "date", "order date", "created", "placed at", "ordered at"),
        new("customer", "Customer", AnyId + "; empty: a guest", "customer id", "customer source id", "buyer"),
        new("referrer", "Referred by", AnyId + " of a customer; empty: nobody", "referrer id", "referrer source id"),
        new("product", "Product", AnyId, "product id", "product source id", "article", "item"),
        new("sku", "SKU", AnyId, "sku id", "sku source id", "variant"),
        new("quantity", "Quantity", "Units, a whole number; empty: 1", "qty", "units", "pieces"),
        new("price", "Price", Money + " for one unit; empty: the stored one", "unit price", "item price"),
        new("amount", "Line value", Money + "; empty: price × quantity", "line amount", "line total", "value"),
    ];

    private static readonly ImportField[] s_vouchers =
    [
        new("code", "Code", "The text customers type", "voucher code", "coupon", "coupon code", "voucher") { Required = true },
        new("voucher_type", "Voucher type", "DISCOUNT_VOUCHER, or empty", "type"),
        new("discount_type", "Discount type", "AMOUNT, PERCENT or FIXED; of a code without campaign"),
        new("value", "Value", "Of the discount: 15 for 15 %, or 12.50 off; of a code without campaign", "discount value", "discount"),
        new("category", "Category", "Name of a category that exists; of a code without campaign"),
        new("start_date", "Works from", "A date, with or without a time", "start", "valid from", "starts"),
        new("expiration_date", "Works until", "A date (that day included), or a moment", "end date", "end", "valid until", "expires", "expiry date"),
        new("redemption_limit", "Redemption limit", "How often, a whole number; empty: unlimited, or the campaign's", "limit", "uses", "max uses"),
        new("redeemed_quantity", "Redeemed quantity", "How often it was used before; needs a limit", "redeemed", "used"),
        new("redeemed_amount", "Redeemed amount", "Of gift cards, which are not offered here: 0 or empty"),
        new("active", "Active", "true or false; empty: true", "enabled"),
        new("additional_info", "Additional info", "Up to 2,000 characters", "info", "note"),
        new("gift_amount", "Gift amount", "Of gift cards, which are not offered here: 0 or empty"),
        new("loyalty_points", "Loyalty points", "Of loyalty cards, which are not offered here: 0 or empty"),
    ];

    private static readonly ImportField[] s_collections =
    [
        new("name", "Collection", "Name of the collection; a new one is made", "collection name", "list") { Required = true },
        new("product", "Product", AnyId, "product id", "product source id", "article"),
        new("sku", "SKU", AnyId, "sku id", "sku source id", "variant"),
    ];

    /// <summary>What a column can be, in the order people fill them.</summary>
    public static IReadOnlyList<ImportField> Of(ImportKind kind) => kind switch
    {
        ImportKind.Customers => s_customers,
        ImportKind.Products => s_products,
        ImportKind.Skus => s_skus,
        ImportKind.Orders => s_orders,
        ImportKind.Vouchers => s_vouchers,
        _ => s_collections,
    };

    /// <summary>Whether the rows can carry custom attributes.</summary>
    public static bool HasAttributes(ImportKind kind) => kind is not ImportKind.Collections;

    public static ImportField? Find(ImportKind kind, string key) => Of(kind).FirstOrDefault(field => field.Key == key);

    /// <summary>What columns with these names most probably are. Two that look like the same thing stay open: a person decides.</summary>
    public static IReadOnlyList<ImportColumn> Guess(ImportKind kind, IReadOnlyList<string> headers, bool named)
    {
        var fields = Of(kind);
        var guessed = headers.Select(header => named ? fields.FirstOrDefault(field => Fits(field, header))?.Key : null).ToArray();
        return [.. headers.Select((header, i) => guessed[i] is { } key
            ? new ImportColumn(header, key)
            : new ImportColumn(header, null) { Attribute = named && HasAttributes(kind) && CanBeAttribute(header) && header != CsvRows.Named("", i) && Array.FindIndex([.. headers], h => h == header) == i ? header.Trim() : null })];
    }

    /// <summary>Whether a first line names columns rather than holding a row: it does unless no name is known and something looks like a value.</summary>
    internal static bool LooksLikeHeader(ImportKind kind, IReadOnlyList<string> cells) =>
        cells.Any(cell => Of(kind).Any(field => Fits(field, cell)))
        || !cells.Any(cell => cell.Contains('@') || decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _));

    /// <returns>What is wrong with the mapping, or null.</returns>
    public static string? Problem(ImportKind kind, ImportSetup setup)
    {
        foreach (var twice in setup.Columns.Where(column => column.Field is not null).GroupBy(column => column.Field))
            if (twice.Count() > 1) return $"Two columns go to {Find(kind, twice.Key!)?.Title}: {string.Join(" and ", twice.Select(column => $"“{column.Header}”"))}. Choose one of them.";
        foreach (var twice in setup.Columns.Where(column => column.Field is null && column.Attribute is not null).GroupBy(column => column.Attribute))
            if (twice.Count() > 1) return $"Two columns become the attribute “{twice.Key}”. Leave one of them out.";
        if (setup.Columns.FirstOrDefault(column => column is { Field: null, Attribute: { } name } && !CanBeAttribute(name)) is { } unnamed)
            return $"“{unnamed.Attribute}” cannot be the name of an attribute: use 1 to 100 characters.";
        if (setup.Columns.FirstOrDefault(column => column.Field is { } key && Find(kind, key) is null) is { } unknown) return $"“{unknown.Field}” is nothing that {ImportKinds.Plural(kind)} have.";
        var missing = Of(kind).Where(field => field.Required && setup.Columns.All(column => column.Field != field.Key)).Select(field => field.Title).ToList();
        if (missing.Count > 0) return $"No column is the {string.Join(" or the ", missing)}. Say which one it is.";
        if (kind is ImportKind.Collections or ImportKind.Orders && !setup.Columns.Any(column => column.Field is "product" or "sku")) return "No column is the Product or the SKU. Say which one it is.";
        return kind is ImportKind.Customers && !setup.Columns.Any(column => column.Field is "source_id" or "id" or "email" or "phone" or "name")
            ? "No column says who the customer is. Say which one is the Source id, the E-mail or the Name." : null;
    }

    private static bool CanBeAttribute(string header) => header.Trim().Length is > 0 and <= 100 && !header.Any(char.IsControl);

    private static bool Fits(ImportField field, string header)
    {
        var given = Folded(header);
        return given.Length > 0 && (given == Folded(field.Key) || given == Folded(field.Title) || field.Names.Any(name => given == Folded(name)));
    }

    private static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var character in name)
            if (char.IsLetterOrDigit(character)) folded.Append(char.ToLowerInvariant(character));
        return folded.ToString();
    }
}
