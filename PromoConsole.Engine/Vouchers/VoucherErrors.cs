namespace PromoConsole.Engine.Vouchers;

/// <summary>Why something could not be done with a code.</summary>
public static class VoucherErrors
{
    public static NotFoundError NotFound(string codeOrId) => new("voucher", codeOrId);

    public static ConflictError Duplicate(string code) =>
        new("duplicate_found", "Duplicated resource found", $"Duplicated voucher exists with id {code}") { Field = "code" };

    /// <summary>Its text is its own until it is removed for good.</summary>
    public static ConflictError InBin(string code) =>
        new("duplicate_found", "Duplicated resource found", $"The code {code} is in the bin: restore it, or remove it there for good") { Field = "code" };

    public static InvalidError SharedCampaign(string name) =>
        new("invalid_campaign", $"“{name}” works with codes that are chosen one by one; give each code its text.", name);

    public static InvalidError NotLaunched(string name) =>
        new("invalid_campaign", $"“{name}” is a draft: launch it, which makes its codes.", name);

    public static InvalidError BadCount { get; } =
        new("invalid_campaign", "Ask for 1 to 1,000,000 codes at a time.") { Field = "vouchers_count" };

    public static InvalidError NoDiscount { get; } =
        new("invalid_voucher", "A code of its own needs a discount; a code of a campaign takes the campaign's.") { Field = "discount" };

    public static InvalidError BadLimit { get; } =
        new("invalid_voucher", "How often a code may be used is at least 1; leave it out for unlimited.") { Field = "redemption.quantity" };

    public static InvalidError BadDates { get; } =
        new("invalid_voucher", "The code ends before it starts.") { Field = "expiration_date" };

    public static InvalidError NoFreeCode { get; } =
        new("invalid_code_config", "Nearly all codes of this pattern exist already. Use a pattern with more random characters.") { Field = "pattern" };

    public static InvalidError TermsOfCampaign(string campaign) =>
        new("invalid_voucher", $"What the code gives and when follows from “{campaign}”: change the campaign.", $"The code belongs to campaign {campaign}") { Field = "discount" };

    public static InvalidError CategoryOfCampaign(string campaign) =>
        new("invalid_voucher", $"The code's category is that of “{campaign}”: change the campaign.", $"The code belongs to campaign {campaign}") { Field = "category_id" };
}
