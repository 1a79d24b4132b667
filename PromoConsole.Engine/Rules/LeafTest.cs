using System.Diagnostics;

namespace PromoConsole.Engine.Rules;

/// <summary>What a leaf says about the facts. Unknown: it needs a customer or an amount that is not there.</summary>
internal enum Truth { False, True, Unknown }

/// <summary>The one definition of each condition, with operands resolved; the fast and the explaining evaluation both ask it.</summary>
internal readonly struct LeafTest
{
    private readonly Measure _measure;
    private readonly NumberTest _number;
    private readonly object? _operand;

    private LeafTest(Measure measure, NumberTest number)
    {
        _measure = measure;
        _number = number;
    }

    private LeafTest(Measure measure, object operand)
    {
        _measure = measure;
        _operand = operand;
    }

    private enum Measure
    {
        InitialAmount, AmountBefore, TotalAmount, ItemsQuantity, CampaignRedemptions, CampaignRedemptionsOfCustomer,
        CodeRedemptionsOfCustomer, CampaignDiscountedAmount, InSegment, NotInSegment, CustomerMetadata, OrderMetadata, AnyItem,
    }

    public NumberTest Number => _number;

    public ItemMatcher Items => (ItemMatcher)_operand!;

    public static LeafTest Of(Condition condition) => condition switch
    {
        InitialAmount c => new(Measure.InitialAmount, NumberTest.Of(c.Is, c.Amount)),
        AmountBefore c => new(Measure.AmountBefore, NumberTest.Of(c.Is, c.Amount)),
        TotalAmount c => new(Measure.TotalAmount, NumberTest.Of(c.Is, c.Amount)),
        ItemsQuantity c => new(Measure.ItemsQuantity, NumberTest.Of(c.Is, c.Quantity)),
        CampaignRedemptions c => new(Measure.CampaignRedemptions, NumberTest.Of(c.Is, c.Limit)),
        CampaignRedemptionsPerCustomer c => new(Measure.CampaignRedemptionsOfCustomer, NumberTest.Of(c.Is, c.Limit)),
        CodeRedemptionsPerCustomer c => new(Measure.CodeRedemptionsOfCustomer, NumberTest.Of(c.Is, c.Limit)),
        CampaignDiscountedAmount c => new(Measure.CampaignDiscountedAmount, NumberTest.Of(c.Is, c.Amount)),
        CustomerSegment c => new(c.Is == Membership.In ? Measure.InSegment : Measure.NotInSegment, (object)c.SegmentIds.ToArray()),
        CustomerMetadata c => new(Measure.CustomerMetadata, new MetadataMatcher(c.Property, c.Is, c.Values)),
        OrderMetadata c => new(Measure.OrderMetadata, new MetadataMatcher(c.Property, c.Is, c.Values)),
        AnyItem c => new(Measure.AnyItem, new ItemMatcher(c)),
        _ => throw new UnreachableException($"No evaluation for {condition.GetType().Name}."),
    };

    public Truth Ask(in RuleFacts facts)
    {
        switch (_measure)
        {
            case Measure.InSegment:
            case Measure.NotInSegment:
                if (facts.Customer is not { } member) return Truth.Unknown;
                return IsMember((string[])_operand!, member.SegmentIds) == (_measure == Measure.InSegment) ? Truth.True : Truth.False;
            case Measure.CustomerMetadata:
                if (facts.Customer is not { } customer) return Truth.Unknown;
                return ((MetadataMatcher)_operand!).Holds(customer.Metadata) ? Truth.True : Truth.False;
            case Measure.OrderMetadata:
                return ((MetadataMatcher)_operand!).Holds(facts.OrderMetadata) ? Truth.True : Truth.False;
            case Measure.AnyItem:
                return ((ItemMatcher)_operand!).Holds(facts.Lines) ? Truth.True : Truth.False;
            default:
                return Seen(facts) is not { } seen ? Truth.Unknown : _number.Holds(seen) ? Truth.True : Truth.False;
        }
    }

    /// <summary>The number a numeric leaf looks at; null when there is none to see.</summary>
    public long? Seen(in RuleFacts facts) => _measure switch
    {
        Measure.InitialAmount => facts.InitialAmount,
        Measure.AmountBefore => facts.AmountBefore,
        Measure.TotalAmount => facts.TotalAmount,
        Measure.ItemsQuantity => facts.ItemsQuantity,
        Measure.CampaignRedemptions => facts.CampaignRedemptions,
        Measure.CampaignRedemptionsOfCustomer => facts.CampaignRedemptionsOfCustomer,
        Measure.CodeRedemptionsOfCustomer => facts.CodeRedemptionsOfCustomer,
        Measure.CampaignDiscountedAmount => facts.CampaignDiscountedAmount,
        _ => null,
    };

    private static bool IsMember(string[] asked, IReadOnlyList<string> segments)
    {
        for (var i = 0; i < segments.Count; i++)
            if (Array.IndexOf(asked, segments[i]) >= 0) return true;
        return false;
    }
}
