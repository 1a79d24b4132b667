using PromoConsole.Components;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Pages.Settings.Metadata;

/// <summary>What people call the kinds of objects and the types of their attributes.</summary>
internal static class SchemaWords
{
    /// <summary>The types in the order in which they are offered.</summary>
    public static IReadOnlyList<Choice<MetadataType>> Types { get; } = [.. Enum.GetValues<MetadataType>().Select(type => new Choice<MetadataType>(type, Type(type)))];

    /// <summary>Kinds of objects whose schemas the API takes although there are no such objects yet: they show once somebody defined something.</summary>
    public static IReadOnlyList<string> NotYet { get; } = [MetadataResources.LoyaltyTier, MetadataResources.EarningRule, MetadataResources.Reward];

    /// <summary>"Order lines" for <c>order_item</c>; names of nested objects and events as they are.</summary>
    public static string Objects(SchemaKind kind, string name) => (kind, name) switch
    {
        (not SchemaKind.Resource, _) => name,
        (_, MetadataResources.Customer) => "Customers",
        (_, MetadataResources.Product) => "Products and SKUs",
        (_, MetadataResources.Order) => "Orders",
        (_, MetadataResources.OrderItem) => "Order lines",
        (_, MetadataResources.Campaign) => "Campaigns",
        (_, MetadataResources.Voucher) => "Codes",
        (_, MetadataResources.Redemption) => "Redemptions",
        (_, MetadataResources.Publication) => "Publications",
        (_, MetadataResources.PromotionTier) => "Promotion tiers",
        (_, MetadataResources.LoyaltyTier) => "Loyalty tiers",
        (_, MetadataResources.EarningRule) => "Earning rules",
        _ => "Rewards",
    };

    public static string Type(MetadataType type) => type switch
    {
        MetadataType.Text => "Text",
        MetadataType.Number => "Number",
        MetadataType.Flag => "Yes or no",
        MetadataType.Date => "Date",
        MetadataType.DateTime => "Date and time",
        MetadataType.ImageUrl => "Image address",
        MetadataType.Object => "Object",
        _ => "Place",
    };

    /// <summary>"List of numbers, required".</summary>
    public static string Summary(MetadataDefinition definition) =>
        (definition.Array ? "List of: " : "") + Type(definition.Type) + (definition.ObjectType is { } inner ? $" “{inner}”" : "") + (definition.Required ? ", required" : "");

    /// <summary>The page of an object that an attribute stands on; null where it has none.</summary>
    public static string? Href(SchemaKind kind, string name, string id) => (kind, name) switch
    {
        (SchemaKind.Event, _) or (_, MetadataResources.Customer) => $"/customers/{id}",
        (_, MetadataResources.Campaign or MetadataResources.PromotionTier) => $"/campaigns/{id}",
        (_, MetadataResources.Voucher) => $"/codes?open={id}",
        (_, MetadataResources.Redemption) => $"/redemptions/{id}",
        _ => null,
    };

    public static string? Href(MetadataUse use) => use.User switch
    {
        MetadataUser.Rule => $"/rules/{use.Id}",
        MetadataUser.Campaign => $"/campaigns/{use.Id}",
        _ => null,
    };

    public static string User(MetadataUser user) => user switch { MetadataUser.Rule => "Rule", MetadataUser.Campaign => "Campaign", MetadataUser.Segment => "Segment", _ => "Collection" };
}
