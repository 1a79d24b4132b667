using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Rules;

/// <summary>Reads and replaces the operands of a condition, so that one form serves every kind with the same operands.</summary>
public static class ConditionEdits
{
    /// <summary>The number asked for: minor units, pieces or uses; null for kinds without one.</summary>
    public static long? Number(Condition condition) => condition switch
    {
        InitialAmount c => c.Amount,
        AmountBefore c => c.Amount,
        TotalAmount c => c.Amount,
        ItemsQuantity c => c.Quantity,
        CampaignRedemptions c => c.Limit,
        CampaignRedemptionsPerCustomer c => c.Limit,
        CodeRedemptionsPerCustomer c => c.Limit,
        CampaignDiscountedAmount c => c.Amount,
        _ => null,
    };

    /// <summary>The same condition asking for another number.</summary>
    public static Condition WithNumber(Condition condition, long number) => condition switch
    {
        InitialAmount c => c with { Amount = number },
        AmountBefore c => c with { Amount = number },
        TotalAmount c => c with { Amount = number },
        ItemsQuantity c => c with { Quantity = number },
        CampaignRedemptions c => c with { Limit = number },
        CampaignRedemptionsPerCustomer c => c with { Limit = number },
        CodeRedemptionsPerCustomer c => c with { Limit = number },
        CampaignDiscountedAmount c => c with { Amount = number },
        _ => condition,
    };

    /// <summary>The comparison or test as its word, one of <see cref="RuleKind.Tests"/>; null for kinds without.</summary>
    public static string? Test(Condition condition) => condition switch
    {
        InitialAmount c => c.Is.ToString(),
        AmountBefore c => c.Is.ToString(),
        TotalAmount c => c.Is.ToString(),
        ItemsQuantity c => c.Is.ToString(),
        CampaignRedemptions c => c.Is.ToString(),
        CampaignRedemptionsPerCustomer c => c.Is.ToString(),
        CodeRedemptionsPerCustomer c => c.Is.ToString(),
        CampaignDiscountedAmount c => c.Is.ToString(),
        CustomerSegment c => c.Is.ToString(),
        CustomerMetadata c => c.Is.ToString(),
        OrderMetadata c => c.Is.ToString(),
        _ => null,
    };

    /// <summary>The same condition with another test.</summary>
    public static Condition WithTest(Condition condition, string word) => condition switch
    {
        InitialAmount c => c with { Is = Enum.Parse<Comparison>(word) },
        AmountBefore c => c with { Is = Enum.Parse<Comparison>(word) },
        TotalAmount c => c with { Is = Enum.Parse<Comparison>(word) },
        ItemsQuantity c => c with { Is = Enum.Parse<Comparison>(word) },
        CampaignRedemptions c => c with { Is = Enum.Parse<Comparison>(word) },
        CampaignRedemptionsPerCustomer c => c with { Is = Enum.Parse<Comparison>(word) },
        CodeRedemptionsPerCustomer c => c with { Is = Enum.Parse<Comparison>(word) },
        CampaignDiscountedAmount c => c with { Is = Enum.Parse<Comparison>(word) },
        CustomerSegment c => c with { Is = Enum.Parse<Membership>(word) },
        CustomerMetadata c => c with { Is = Enum.Parse<MetadataTest>(word) },
        OrderMetadata c => c with { Is = Enum.Parse<MetadataTest>(word) },
        _ => condition,
    };

    /// <summary>Attribute and values of a metadata condition; null for the others.</summary>
    public static (string Property, IReadOnlyList<string> Values)? Metadata(Condition condition) => condition switch
    {
        CustomerMetadata c => (c.Property, c.Values),
        OrderMetadata c => (c.Property, c.Values),
        _ => null,
    };

    /// <summary>The same metadata condition about another attribute or other values.</summary>
    public static Condition WithMetadata(Condition condition, string property, IReadOnlyList<string> values) => condition switch
    {
        CustomerMetadata c => c with { Property = property, Values = values },
        OrderMetadata c => c with { Property = property, Values = values },
        _ => condition,
    };

    /// <summary>Whether a test asks for values at all.</summary>
    public static bool NeedsValues(string? test) => test is not (nameof(MetadataTest.HasValue) or nameof(MetadataTest.IsUnknown));

    /// <summary>A test as people say it, after the name of what is tested.</summary>
    public static string TestLabel(string word, OperandKind operand) => (word, operand) switch
    {
        (nameof(Membership.In), OperandKind.Segments) => "is in any of",
        (nameof(Membership.NotIn), OperandKind.Segments) => "is in none of",
        ("AtLeast", _) => "is at least",
        ("MoreThan", _) => "is more than",
        ("AtMost", _) => "is at most",
        ("LessThan", _) => "is less than",
        ("Is", _) => "is",
        ("IsNot", _) => "is not",
        ("StartsWith", _) => "starts with",
        ("EndsWith", _) => "ends with",
        ("Contains", _) => "contains",
        ("HasValue", _) => "has a value",
        ("IsUnknown", _) => "is unknown",
        _ => word,
    };
}
