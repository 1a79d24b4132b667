using System.Text.Json;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Components.RuleBuilder.Fields;

/// <summary>The attributes that filters of segments and collections are built of, in words, each as a kind of leaf.</summary>
public static class FieldKinds
{
    private static readonly FilterOperator[] s_texts =
    [
        FilterOperator.Is, FilterOperator.IsNot, FilterOperator.StartsWith, FilterOperator.EndsWith, FilterOperator.Contains, FilterOperator.NotContain, FilterOperator.HasValue, FilterOperator.IsUnknown,
    ];

    private static readonly FilterOperator[] s_numbers =
        [FilterOperator.AtLeast, FilterOperator.MoreThan, FilterOperator.AtMost, FilterOperator.LessThan, FilterOperator.Is, FilterOperator.IsNot, FilterOperator.HasValue, FilterOperator.IsUnknown];

    private static readonly FilterOperator[] s_times =
    [
        FilterOperator.LessThanAgo, FilterOperator.MoreThanAgo, FilterOperator.DaysAgo, FilterOperator.Before, FilterOperator.After, FilterOperator.Is, FilterOperator.IsNot,
        FilterOperator.CurrentMonth, FilterOperator.NextMonth, FilterOperator.PreviousMonth,
        FilterOperator.LessThanFuture, FilterOperator.MoreThanFuture, FilterOperator.DaysInFuture, FilterOperator.HasValue, FilterOperator.IsUnknown,
    ];

    private static readonly FilterOperator[] s_lists =
        [FilterOperator.Is, FilterOperator.IsNot, FilterOperator.Count, FilterOperator.CountMore, FilterOperator.CountLess, FilterOperator.HasValue, FilterOperator.IsUnknown];

    private static readonly FilterOperator[] s_anything = [.. s_texts[..6], .. s_numbers[..4], .. s_times[..5], .. s_lists[2..]];

    /// <summary>Operators to offer for an attribute; one that is asked already is among them whatever it is.</summary>
    public static IEnumerable<FilterOperator> Operators(FieldType type, FilterOperator asked) => Offered(type).Append(asked).Distinct();

    /// <summary>What a segment is built of.</summary>
    public static BuilderVocabulary Customers { get; } = Vocabulary(
        "Nothing is asked yet. Add what the customers you mean have in common.",
        ("Profile", [
            Of("name", "Name", "What the customer is called", "Begins with “Ola”", RuleCategory.Audience, FieldType.Text),
            Of("email", "E-mail", "The e-mail address", "Ends with @example.com", RuleCategory.Audience, FieldType.Text),
            Of("phone", "Phone", "The phone number", "Begins with +48", RuleCategory.Audience, FieldType.Text),
            Of("source_id", "Source id", "The shop's own id of the customer", "Begins with crm-", RuleCategory.Audience, FieldType.Text),
            Of("description", "Description", "The note about the customer", "Contains “wholesale”", RuleCategory.Audience, FieldType.Text),
            Of("address.city", "City", "The city of the address", "Kraków or Gdańsk", RuleCategory.Audience, FieldType.Text),
            Of("address.country", "Country", "The country of the address", "PL", RuleCategory.Audience, FieldType.Text),
            Of("address.state", "State", "The state or region of the address", "Małopolska", RuleCategory.Audience, FieldType.Text),
            Of("address.postal_code", "Postal code", "The postal code of the address", "Begins with 31", RuleCategory.Audience, FieldType.Text),
            Of("address.line_1", "Address line 1", "The street", "Contains “Długa”", RuleCategory.Audience, FieldType.Text),
            Of("address.line_2", "Address line 2", "What follows the street", "Is known", RuleCategory.Audience, FieldType.Text),
        ]),
        ("Dates", [
            Of("birthdate", "Birthday", "The day of birth", "Is in this month", RuleCategory.Time, FieldType.Time),
            Of("created_at", "Known since", "When the customer was stored first", "Less than 30 days ago", RuleCategory.Time, FieldType.Time),
            Of("updated_at", "Last changed", "When the profile changed last", "More than a year ago", RuleCategory.Time, FieldType.Time),
        ]),
        ("Orders", [
            Of("summary.orders.total_count", "Number of orders", "Paid or fulfilled orders", "3 or more", RuleCategory.PricesAndQuantities, FieldType.Number),
            Of("summary.orders.total_amount", "Spent in all", "Paid for those orders, after discounts", "500.00 or more", RuleCategory.PricesAndQuantities, FieldType.Number, money: true),
            Of("summary.orders.average_amount", "Average order", "Of those orders, after discounts", "100.00 or more", RuleCategory.PricesAndQuantities, FieldType.Number, money: true),
            Of("summary.orders.last_order_amount", "Last order's value", "Of the last such order, after discounts", "Less than 50.00", RuleCategory.PricesAndQuantities, FieldType.Number, money: true),
            Of("summary.orders.last_order_date", "Last order", "When the last such order was made", "More than 90 days ago", RuleCategory.Time, FieldType.Time),
        ]),
        ("Redemptions", [
            Of("summary.redemptions.total_succeeded", "Codes redeemed", "Uses, those taken back included", "None so far", RuleCategory.Redemptions, FieldType.Number),
            Of("summary.redemptions.total_failed", "Redemptions refused", "Codes that were refused", "3 or more", RuleCategory.Redemptions, FieldType.Number),
            Of("summary.redemptions.total_redeemed", "Redemptions tried", "Uses and refusals together", "10 or more", RuleCategory.Redemptions, FieldType.Number),
            Of("summary.redemptions.total_rolled_back", "Redemptions taken back", "Uses that were rolled back", "1 or more", RuleCategory.Redemptions, FieldType.Number),
            Of("summary.redemptions.total_rollback_succeeded", "Rollbacks", "Rollbacks that were done", "1 or more", RuleCategory.Redemptions, FieldType.Number),
        ]),
        ("More", [
            Keyed("metadata.", "", "Attribute", "Custom attribute", "A custom attribute of the customer", "Plan is family", RuleCategory.Metadata, FieldType.Anything, "{0}"),
            Keyed("events.", ".count", "Event", "Custom event", "How often something happened that the shop told of", "Visited a shop twice", RuleCategory.Redemptions, FieldType.Number, "times {0} happened"),
            Keyed("consents.", "", "Consent", "Consent", "Whether the customer agreed to something they were asked", "Newsletter is true", RuleCategory.Audience, FieldType.Anything, "consent {0}"),
        ]));

    /// <summary>What a collection is built of.</summary>
    public static BuilderVocabulary Items { get; } = Vocabulary(
        "Nothing is asked yet. Add what the products you mean have in common.",
        ("Product", [
            Of("name", "Name", "What the product is called", "Contains “scarf”", RuleCategory.Products, FieldType.Text),
            Of("price", "Price", "What one piece costs", "Less than 20.00", RuleCategory.PricesAndQuantities, FieldType.Number, money: true),
            Of("source_id", "Source id", "The shop's own id of the product", "Begins with wool-", RuleCategory.Products, FieldType.Text),
            Of("attributes", "Variant attributes", "Names of what its variants differ in", "Has “size”", RuleCategory.Products, FieldType.Texts),
            Of("image_url", "Image address", "Where its picture is", "Is not known", RuleCategory.Products, FieldType.Text),
            Of("created_at", "Known since", "When the product was stored first", "Less than 30 days ago", RuleCategory.Time, FieldType.Time),
            Keyed("metadata.", "", "Attribute", "Custom attribute", "A custom attribute of the product, its variant or the order line", "Material is linen", RuleCategory.Metadata, FieldType.Anything, "{0}"),
        ]),
        ("Variant (SKU)", [
            Of("sku.sku", "Variant's name", "What the SKU is called", "Contains “XL”", RuleCategory.Products, FieldType.Text, "variant’s name"),
            Of("sku.source_id", "Variant's source id", "The shop's own id of the SKU", "Ends with -red", RuleCategory.Products, FieldType.Text, "variant’s source id"),
            Of("sku.price", "Variant's price", "What one piece of the variant costs", "50.00 or more", RuleCategory.PricesAndQuantities, FieldType.Number, "variant’s price", money: true),
            Of("sku.image_url", "Variant's image address", "Where the variant's picture is", "Is known", RuleCategory.Products, FieldType.Text, "variant’s image address"),
            Of("sku.created_at", "Variant known since", "When the SKU was stored first", "Less than 30 days ago", RuleCategory.Time, FieldType.Time, "variant known since"),
            Keyed("sku.attributes.", "", "Attribute", "Variant's attribute", "What tells the variant from others", "Colour is red", RuleCategory.Metadata, FieldType.Anything, "variant’s {0}"),
            Keyed("sku.metadata.", "", "Attribute", "Variant's custom attribute", "A custom attribute of the SKU", "Season is winter", RuleCategory.Metadata, FieldType.Anything, "variant’s {0}"),
        ]));

    /// <summary>Whose custom attributes are offered where one is typed; null for those nobody keeps a list of.</summary>
    public static MetadataOwner? OwnerOf(BuilderVocabulary vocabulary, RuleKind kind) =>
        kind.Key is null ? null : vocabulary == Customers ? (kind.Word == "metadata." ? MetadataOwner.Customer : null) : kind.Word == "metadata." ? MetadataOwner.Product : null;

    /// <summary>The kind an attribute is edited as; null for none.</summary>
    public static RuleKind? KindOf(BuilderVocabulary vocabulary, string field)
    {
        var kinds = vocabulary.Groups.SelectMany(group => group.Kinds).ToList();
        return kinds.Find(kind => kind.Key is null && kind.Word == field)
            ?? kinds.Find(kind => kind.Key is { } key && field.Length > key.Prefix.Length + key.Suffix.Length
                && field.StartsWith(key.Prefix, StringComparison.Ordinal) && field.EndsWith(key.Suffix, StringComparison.Ordinal));
    }

    private static FilterOperator[] Offered(FieldType type) => type switch
    {
        FieldType.Text => s_texts,
        FieldType.Number => s_numbers,
        FieldType.Time => s_times,
        FieldType.Texts => s_lists,
        _ => s_anything,
    };

    private static BuilderVocabulary Vocabulary(string nothing, params (string Title, IReadOnlyList<RuleKind> Kinds)[] groups)
    {
        BuilderVocabulary? made = null;
        return made = new BuilderVocabulary(groups, nothing, rules => PromoJson.Write(FilterTree.ToFilter(new AllOf(rules))), text => Read(text, field => KindOf(made!, field)));
    }

    private static IReadOnlyList<Rule>? Read(string text, Func<string, RuleKind?> kindOf)
    {
        try
        {
            return FilterTree.ToRule(PromoJson.Read<Filter>(text), kindOf)?.Parts() is { Count: > 0 } parts ? parts : null;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException or NullReferenceException)
        {
            return null; // what is in the clipboard may be anything
        }
    }

    private static RuleKind Of(
        string field, string label, string help, string example, RuleCategory category, FieldType type, string? phrase = null, bool money = false) => new()
        {
            Word = field, Shape = ConditionShape.Field, Subject = RuleSubject.CustomerMetadata, Category = category, Label = label, Help = help, Example = example,
            Operand = money ? OperandKind.Amount : OperandKind.Metadata, Contexts = RuleContexts.All, Blame = RuleBlame.Customer, Field = type, Phrase = phrase ?? char.ToLowerInvariant(label[0]) + label[1..],
        };

    private static RuleKind Keyed(
        string prefix, string suffix, string keyLabel, string label, string help, string example, RuleCategory category, FieldType type, string phrase) => new()
        {
            Word = prefix + suffix, Shape = ConditionShape.Field, Subject = RuleSubject.CustomerMetadata, Category = category, Label = label, Help = help, Example = example,
            Operand = OperandKind.Metadata, Contexts = RuleContexts.All, Blame = RuleBlame.Customer, Field = type, Key = new FieldKey(prefix, suffix, keyLabel), Phrase = phrase,
        };
}
