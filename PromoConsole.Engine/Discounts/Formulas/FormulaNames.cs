using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Discounts.Formulas;

/// <summary>Every name a formula may use. The parser, the evaluation and the list a person picks from are made from it.</summary>
public static class FormulaNames
{
    public static IReadOnlyList<FormulaName> All { get; } = [.. Metadata(), .. Orders(), .. FormulaItems.Names(), .. Vouchers(), .. FormulaCalendar.Names(), .. FormulaFunctions.Names(), .. Bundles()];

    /// <summary>The one name for which the publication has to be looked up.</summary>
    internal const string PublicationMetadata = "PUBLICATION_METADATA";

    private static readonly Dictionary<string, FormulaName> s_byName = All.ToDictionary(name => name.Name, StringComparer.OrdinalIgnoreCase);

    internal static FormulaName? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>An operand without brackets.</summary>
    internal static FormulaName Operand(FormulaGroup group, string name, FormulaKind gives, string help, Func<FormulaContext, FormulaValue> of) =>
        new(group, name, name, help) { Gives = gives, Evaluate = (context, _) => of(context) };

    /// <summary>A function that needs all its arguments: missing when one of them is.</summary>
    internal static FormulaName Function(
        FormulaGroup group, string example, FormulaKind gives, FormulaKind[] takes, string help, Func<FormulaContext, FormulaValue[], FormulaValue> of, int? least = null) =>
        new(group, example[..example.IndexOf('(', StringComparison.Ordinal)], example, help)
        {
            Takes = takes, Least = least ?? takes.Length, Most = takes.Length, Gives = gives,
            Evaluate = (context, arguments) =>
            {
                FormulaValue[] values = [.. arguments.Select(argument => argument.Evaluate(context))];
                return Array.Exists(values, value => value.IsMissing) ? FormulaValue.Missing : of(context, values);
            },
        };

    /// <summary>A custom attribute.</summary>
    internal static FormulaName Attribute(FormulaGroup group, string name, string whose, Func<FormulaContext, MetadataBag?> of) =>
        Function(group, $"{name}(\"key\")", FormulaKind.Any, [FormulaKind.Text], $"Custom attribute of {whose}.",
            (context, key) => key[0].Text is { } text ? FormulaValue.Of(of(context)?.Find(text)) : FormulaValue.Missing);

    private static IEnumerable<FormulaName> Metadata() =>
    [
        Attribute(FormulaGroup.Metadata, "ORDER_METADATA", "the order", context => context.Order?.Metadata),
        Attribute(FormulaGroup.Metadata, "CUSTOMER_METADATA", "the customer", context => context.Facts.Customer),
        Attribute(FormulaGroup.Metadata, "REDEEMABLE_METADATA", "the code or promotion tier", context => context.Facts.Redeemable),
        Attribute(FormulaGroup.Metadata, "REDEMPTION_METADATA", "the redemption", context => context.Facts.Redemption),
        Attribute(FormulaGroup.Metadata, PublicationMetadata, "the publication of the code to the customer", context => context.Facts.Publication),
        Attribute(FormulaGroup.Metadata, "CUSTOM_EVENT_METADATA", "the custom event", context => context.Facts.CustomEvent),
    ];

    private static IEnumerable<FormulaName> Orders() =>
    [
        Operand(FormulaGroup.Order, "ORDER_AMOUNT", FormulaKind.Number, "What is left to pay when the discount is processed.",
            context => FormulaValue.Of(context.Major(context.Order?.TotalAmount))),
        Operand(FormulaGroup.Order, "ORDER_ITEMS_QUANTITY", FormulaKind.Number, "How many lines the order has.",
            context => FormulaValue.Of((decimal?)context.Order?.Lines.Count(line => line.Quantity > 0))),
        Operand(FormulaGroup.Order, "ORDER_UNITS_QUANTITY", FormulaKind.Number, "How many pieces the order has.",
            context => FormulaValue.Of((decimal?)context.Order?.ItemsQuantity)),
    ];

    private static IEnumerable<FormulaName> Vouchers() =>
    [
        Operand(FormulaGroup.Voucher, "VOUCHER_REDEMPTION_QUANTITY", FormulaKind.Number, "How often the code may be used; missing when there is no limit.",
            context => FormulaValue.Of((decimal?)context.Facts.VoucherRedemptionQuantity)),
        Operand(FormulaGroup.Voucher, "VOUCHER_REDEEMED_QUANTITY", FormulaKind.Number, "How often the code was used.",
            context => FormulaValue.Of((decimal?)context.Facts.VoucherRedeemedQuantity)),
        Operand(FormulaGroup.Voucher, "VOUCHER_PUBLISH_COUNT", FormulaKind.Number, "How often the code was published.",
            context => FormulaValue.Of((decimal?)context.Facts.VoucherPublishCount)),
        Operand(FormulaGroup.Voucher, "VOUCHER_START_DATE", FormulaKind.Date, "When the code starts.", context => FormulaValue.Of(context.Facts.VoucherStartsAt)),
        Operand(FormulaGroup.Voucher, "VOUCHER_EXPIRATION_DATE", FormulaKind.Date, "When the code ends.", context => FormulaValue.Of(context.Facts.VoucherEndsAt)),
        Operand(FormulaGroup.Voucher, "PROMOTION_TIER_START_DATE", FormulaKind.Date, "When the tier starts.", context => FormulaValue.Of(context.Facts.TierStartsAt)),
        Operand(FormulaGroup.Voucher, "PROMOTION_TIER_EXPIRATION_DATE", FormulaKind.Date, "When the tier ends.", context => FormulaValue.Of(context.Facts.TierEndsAt)),
    ];

    private static IEnumerable<FormulaName> Bundles() =>
    [
        Operand(FormulaGroup.Bundle, "order.bundle.quantity", FormulaKind.Number, "How many complete bundles the cart holds.",
            context => FormulaValue.Of((decimal?)context.BundleQuantity)),
    ];
}
