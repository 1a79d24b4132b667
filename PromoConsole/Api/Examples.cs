using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromoConsole.Api;

// What bodies look like, for the OpenAPI document. Requests are read field by field (Fields), so that every mistake is named.

/// <summary>Bodies to start from.</summary>
internal static partial class Examples
{
    public const string Redeem = """
        {
          "redeemables": [{ "object": "voucher", "id": "WELCOME10" }],
          "order": { "items": [{ "source_id": "mug", "related_object": "product", "quantity": 2, "price": 2500 }] },
          "customer": { "source_id": "anna" }
        }
        """;

    public const string Consents = """
        { "newsletter": true, "sms": false }
        """;

    public const string Export = """
        { "exported_object": "customer", "parameters": { "order": "-created_at", "fields": ["name", "source_id", "email"] } }
        """;

    public const string ExportParameters = """
        { "parameters": { "order": "-created_at", "fields": ["id", "created_at"] } }
        """;

    public const string Qualify = """
        {
          "scenario": "ALL",
          "order": { "items": [{ "source_id": "mug", "related_object": "product", "quantity": 2, "price": 2500 }] },
          "customer": { "source_id": "anna" },
          "options": { "limit": 5, "sorting_rule": "BEST_DEAL", "expand": ["redeemable"] }
        }
        """;

    public const string RedeemOne = """
        { "order": { "amount": 5000 }, "customer": { "source_id": "anna" } }
        """;

    public const string Rollback = """
        { "reason": "Order returned" }
        """;

    public const string Voucher = """
        { "discount": { "type": "AMOUNT", "amount_off": 500 }, "redemption": { "quantity": 1 }, "expiration_date": "2030-12-31" }
        """;

    public const string RandomVoucher = """
        {
          "discount": { "type": "PERCENT", "percent_off": 10, "amount_limit": 2000 },
          "redemption": { "quantity": 1 },
          "code_config": { "pattern": "SORRY-########" }
        }
        """;

    public const string StackingRules = """
        { "applicable_redeemables_limit": 3, "redeemables_sorting_rule": "CATEGORY_HIERARCHY", "guard_rails": { "minimum_total_amount": 100 } }
        """;

    public const string Template = """
        { "name": "Summer codes", "description": "Every June", "campaign_id": "camp_…" }
        """;

    public const string TemplateChange = """
        { "description": "Every June and July" }
        """;

    public const string CampaignOfTemplate = """
        { "name": "Summer 2027", "start_date": "2027-06-01", "vouchers_count": 100 }
        """;

    public const string TierOfTemplate = """
        { "campaign_id": "camp_…", "name": "Summer on top" }
        """;

    public const string EventSchema = """{"name": "review", "schema": {"properties": {"published": {"type": "boolean", "optional": true}}}}""";

    public const string MetadataSchema = """
        {
          "related_object": "customer",
          "allow_defined_only": false,
          "properties": {
            "level": { "type": "string", "optional": true, "eq": ["silver", "gold"] },
            "visits": { "type": "number", "optional": true, "gte": 0 }
          }
        }
        """;

    public const string Category = """
        { "name": "Summer", "hierarchy": 1 }
        """;

    public const string Tier = """
        { "name": "Over 100", "banner": "10 off from 100 on", "action": { "discount": { "type": "AMOUNT", "amount_off": 1000 } }, "hierarchy": 1 }
        """;

    public const string TierChange = """
        { "banner": "15% off", "action": { "discount": { "type": "PERCENT", "percent_off": 15 } } }
        """;

    public const string Stack = """
        { "name": "Both", "tiers": { "ids": ["promo_…", "promo_…"], "hierarchy_mode": "MANUAL" } }
        """;

    public const string VoucherChange = """
        { "expiration_date": "2026-12-31", "metadata": { "batch": "autumn" }, "additional_info": "For subscribers" }
        """;

    public const string CampaignChange = """
        { "expiration_date": "2026-12-31", "discount": { "type": "PERCENT", "percent_off": 15 }, "metadata": { "season": "winter" } }
        """;

    public const string ValidationRule = """
        {
          "name": "From 50.00 on, members only",
          "rules": {
            "1": { "name": "order.initial_amount", "conditions": { "$more_than_or_equal": [5000] } },
            "2": { "name": "customer.metadata", "property": "member", "conditions": { "$is": [true] }, "error": { "message": "For members only" } },
            "logic": "1 and 2"
          },
          "error": { "message": "This offer is not for this cart" }
        }
        """;

    public const string RuleAssignment = """
        { "related_object_type": "campaign", "related_object_id": "Spring welcome" }
        """;

    public const string Campaign = """
        {
          "name": "Spring welcome",
          "campaign_type": "DISCOUNT_COUPONS",
          "type": "STATIC",
          "vouchers_count": 100,
          "voucher": {
            "type": "DISCOUNT_VOUCHER",
            "discount": { "type": "PERCENT", "percent_off": 10 },
            "redemption": { "quantity": 1 },
            "code_config": { "pattern": "SPRING-########" }
          }
        }
        """;
}

[Description("A code to validate or redeem.")]
internal sealed record RedeemExample(
    [property: Description("Exactly one in this release.")] IReadOnlyList<RedeemableExample> Redeemables,
    OrderExample? Order,
    CustomerExample? Customer,
    [property: Description("Custom attributes of the redemption itself.")] JsonElement? Metadata,
    [property: Description("What the shop knows an anonymous visitor by.")] string? TrackingId);

[Description("A customer and an order to find something for.")]
internal sealed record QualifyExample(
    [property: Description("ALL (default), CUSTOMER_WALLET, AUDIENCE_ONLY, PRODUCTS, PRODUCTS_DISCOUNT, PROMOTION_STACKS, PRODUCTS_BY_CUSTOMER or PRODUCTS_DISCOUNT_BY_CUSTOMER.")] string? Scenario,
    OrderExample? Order, CustomerExample? Customer, QualifyOptionsExample? Options,
    [property: Description("Custom attributes of the redemption that would follow.")] JsonElement? Metadata, string? TrackingId);

internal sealed record QualifyOptionsExample(
    [property: Description("1 or more; default 5, above 50 is cut to 50.")] int? Limit,
    [property: Description("more_starting_after of the page before.")] string? StartingAfter,
    [property: Description("DEFAULT (newest first), BEST_DEAL or LEAST_DEAL.")] string? SortingRule,
    [property: Description("junction, and category_id, campaign_id, campaign_type, resource_id, resource_type, voucher_type, code or holder_role, each with conditions by $is, $is_not, $in, $not_in, $has_value, $is_unknown.")] JsonElement? Filters,
    [property: Description("redeemable, category, validation_rules.")] IReadOnlyList<string>? Expand);

[Description("A customer and an order to find codes or campaigns for.")]
internal sealed record QualifyOneExample(OrderExample? Order, CustomerExample? Customer, JsonElement? Metadata);

[Description("What to do with the code the path names.")]
internal sealed record RedeemOneExample(OrderExample? Order, CustomerExample? Customer, JsonElement? Metadata, string? TrackingId);

internal sealed record RedeemableExample(
    [property: Description("The code.")] string Id, [property: Description("voucher")] string Object);

internal sealed record OrderExample(
    [property: Description("Platform id or the shop's own; a known one means the stored order.")] string? Id,
    string? SourceId,
    [property: Description("Before discounts, minor units; default is the sum of the lines.")] long? Amount,
    IReadOnlyList<OrderItemExample>? Items,
    JsonElement? Metadata);

internal sealed record OrderItemExample(
    string? ProductId, string? SourceId, [property: Description("product or sku")] string? RelatedObject, int? Quantity,
    [property: Description("Of one unit, minor units; default is the stored price.")] long? Price,
    [property: Description("Of the line; default is price × quantity.")] long? Amount,
    JsonElement? Metadata);

internal sealed record CustomerExample(
    string? Id, [property: Description("The shop's own id; an unknown one is stored when redeeming.")] string? SourceId,
    string? Name, string? Email, string? Phone, JsonElement? Metadata)
{
    public string? Description { get; init; }

    [Description("YYYY-MM-DD")]
    public string? Birthdate { get; init; }

    public AddressExample? Address { get; init; }
}

[Description("Why, and optionally which customer and order it must be of.")]
internal sealed record RollbackExample(string? Reason, CustomerExample? Customer, OrderExample? Order, JsonElement? Metadata);

internal sealed record DiscountExample(
    [property: Description("AMOUNT, PERCENT or FIXED.")] string Type, long? AmountOff, decimal? PercentOff, long? AmountLimit, long? FixedAmount);

internal sealed record CodeConfigExample(int? Length, string? Charset, string? Prefix, string? Postfix, [property: Description("Each # is a random character.")] string? Pattern);

internal sealed record QuantityExample([property: Description("How often a code may be redeemed; null is unlimited.")] int? Quantity);

internal sealed record TimeframeExample(string Interval, string Duration);

internal sealed record HoursExample(IReadOnlyList<DailyHoursExample> Daily);

internal sealed record DailyHoursExample(string StartTime, string ExpirationTime, IReadOnlyList<int>? DaysOfWeek);

internal sealed record VoucherExample(
    [property: Description("Name of a launched campaign; its discount then holds.")] string? Campaign,
    DiscountExample? Discount, QuantityExample? Redemption, CodeConfigExample? CodeConfig,
    DateTimeOffset? StartDate, DateTimeOffset? ExpirationDate, TimeframeExample? ValidityTimeframe,
    [property: Description("0 is Sunday.")] IReadOnlyList<int>? ValidityDayOfWeek, HoursExample? ValidityHours,
    bool? Active, string? AdditionalInfo, JsonElement? Metadata,
    [property: Description("At most one rule to put before it, val_….")] IReadOnlyList<string>? ValidationRules = null);

internal sealed record CampaignVoucherExample(
    QuantityExample? Redemption, CodeConfigExample? CodeConfig, DateTimeOffset? StartDate, DateTimeOffset? ExpirationDate,
    string? AdditionalInfo, JsonElement? Metadata,
    [property: Description("At most one rule to put before it, val_….")] IReadOnlyList<string>? ValidationRules = null);

internal sealed record CampaignExample(
    string Name, [property: Description("DISCOUNT_COUPONS or PROMOTION")] string? CampaignType, [property: Description("STATIC (default), AUTO_UPDATE or STANDALONE.")] string? Type,
    [property: Description("Each customer is given one code, and that one again; not of STANDALONE. Default false.")] bool? JoinOnce,
    [property: Description("Its metadata, which its codes take over, is checked by the schema of codes instead of the one of campaigns. Default false.")] bool? UseVoucherMetadataSchema,
    [property: Description("How many codes to make, 0 (default) to 1,000,000; AUTO_UPDATE makes more when none is left to give.")] int? VouchersCount,
    [property: Description("Of DISCOUNT_COUPONS.")] CampaignTemplateExample? Voucher,
    [property: Description("Of PROMOTION.")] PromotionExample? Promotion, string? Description, [property: Description("Id of its category.")] string? CategoryId,
    [property: Description("Name of its category, instead of the id.")] string? Category, DateTimeOffset? StartDate, DateTimeOffset? ExpirationDate,
    TimeframeExample? ValidityTimeframe, IReadOnlyList<int>? ValidityDayOfWeek, HoursExample? ValidityHours,
    [property: Description("How long a published code works, ISO 8601.")] string? ActivityDurationAfterPublishing, JsonElement? Metadata);

internal sealed record CampaignChangeExample(
    string? Description, [property: Description("STATIC or AUTO_UPDATE; STANDALONE stays.")] string? Type, [property: Description("Each customer is given one code, and that one again; not of STANDALONE.")] bool? JoinOnce,
    [property: Description("Its metadata is checked by the schema of codes instead of the one of campaigns.")] bool? UseVoucherMetadataSchema,
    [property: Description("Id of its category; null takes it out of its category.")] string? CategoryId,
    [property: Description("Name of its category, instead of the id.")] string? Category, DateTimeOffset? StartDate, DateTimeOffset? ExpirationDate,
    TimeframeExample? ValidityTimeframe, [property: Description("0 is Sunday.")] IReadOnlyList<int>? ValidityDayOfWeek, HoursExample? ValidityHours,
    [property: Description("How long a published code works, ISO 8601.")] string? ActivityDurationAfterPublishing,
    [property: Description("Of DISCOUNT_COUPONS.")] DiscountExample? Discount, JsonElement? Metadata,
    [property: Description("Keys of metadata to take away.")] IReadOnlyList<string>? UnsetMetadataFields);

internal sealed record BalanceExample([property: Description("Added to the balance; negative takes off. Minor units.")] long Amount, string? SourceId, string? Reason);

internal sealed record PromotionExample([property: Description("1 to 100.")] IReadOnlyList<TierExample> Tiers);

[Description("A discount without code that applies when it may.")]
internal sealed record TierExample(
    string Name, [property: Description("What shoppers read.")] string? Banner, TierActionExample Action,
    [property: Description("1 comes first; default is the end.")] int? Hierarchy, [property: Description("Default true.")] bool? Active,
    DateTimeOffset? StartDate, DateTimeOffset? ExpirationDate, TimeframeExample? ValidityTimeframe,
    [property: Description("0 is Sunday.")] IReadOnlyList<int>? ValidityDayOfWeek, HoursExample? ValidityHours,
    [property: Description("Id of its category; default is the campaign's.")] string? CategoryId,
    [property: Description("Name of its category, instead of the id.")] string? Category, JsonElement? Metadata);

internal sealed record TierActionExample(DiscountExample Discount);

[Description("Tiers of one campaign to be applied together.")]
internal sealed record StackExample(string Name, StackTiersExample Tiers, string? CategoryId);

internal sealed record StackTiersExample([property: Description("1 to 30, in the order of application.")] IReadOnlyList<string> Ids, [property: Description("MANUAL")] string? HierarchyMode);

internal sealed record CampaignTemplateExample(DiscountExample Discount, QuantityExample? Redemption, CodeConfigExample? CodeConfig);

internal sealed record StackingRulesExample(
    int? RedeemablesLimit, int? ApplicableRedeemablesLimit, int? ApplicableRedeemablesPerCategoryLimit,
    [property: Description("Own limits by category id, 1 to 10.")] IReadOnlyDictionary<string, int>? ApplicableRedeemablesCategoryLimits,
    int? ApplicableExclusiveRedeemablesLimit, int? ApplicableExclusiveRedeemablesPerCategoryLimit,
    IReadOnlyList<string>? ExclusiveCategories, IReadOnlyList<string>? JointCategories,
    [property: Description("ALL or PARTIAL.")] string? RedeemablesApplicationMode,
    [property: Description("REQUESTED_ORDER or CATEGORY_HIERARCHY.")] string? RedeemablesSortingRule,
    [property: Description("JOINT_ALWAYS_LAST or SORTING_RULE_ORDER.")] string? GroupedRedeemablesSortingRule,
    [property: Description("STACK or ONCE.")] string? RedeemablesProductsApplicationMode,
    [property: Description("REDEEM_ANYWAY or SKIP.")] string? RedeemablesNoEffectRule,
    IReadOnlyList<string>? NoEffectSkipCategories, IReadOnlyList<string>? NoEffectRedeemAnywayCategories,
    [property: Description("DISCOUNTED_AMOUNT or INITIAL_AMOUNT.")] string? DiscountCalculationMode,
    IReadOnlyList<string>? InitialAmountModeCategories, IReadOnlyList<string>? DiscountedAmountModeCategories,
    [property: Description("WITH_ORDER or WITHOUT_ORDER.")] string? RedeemablesRollbackOrderMode,
    GuardRailsView? GuardRails);

internal sealed record CategoryExample(string? Name, [property: Description("0 or more; lower ones are processed earlier. Default 1.")] int? Hierarchy);

[Description("Numbered rules with their logic, what discounts cover, and what the cart must hold.")]
internal sealed record ValidationRuleExample(
    string Name,
    [property: Description("Rules by number: name, property for metadata, conditions by operator, sub-rules, error; beside them the logic over their numbers. Without logic all must hold.")] JsonObject? Rules,
    [property: Description("What the customer is told when no failed rule has a text of its own.")] ApiErrorText? Error,
    [property: Description("Which items discounts cover that do not say so themselves.")] JsonObject? ApplicableTo,
    [property: Description("What the cart must hold.")] JsonObject? BundleRules,
    [property: Description("expression (default), basic, advanced or complex.")] string? Type,
    [property: Description("What it is meant for; default global.")] string? ContextType);

internal sealed record RuleAssignmentExample(
    [property: Description("voucher (default), campaign or promotion_tier.")] string? RelatedObjectType,
    [property: Description("Platform id; of a campaign also its name, of a code also the code.")] string RelatedObjectId);
