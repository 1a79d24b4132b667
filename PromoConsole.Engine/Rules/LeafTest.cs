using System.Diagnostics;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Rules;

/// <summary>The one definition of each condition, with operands resolved; the fast and the explaining evaluation both ask it.</summary>
internal readonly struct LeafTest
{
    private readonly RuleSubject _subject;
    private readonly BudgetMeasure _budget;
    private readonly bool _wanted;
    private readonly NumberTest _number;
    private readonly object? _operand;

    private LeafTest(RuleKind kind, object? operand, NumberTest number = default, bool wanted = true)
    {
        _subject = kind.Subject;
        _budget = kind.Budget.GetValueOrDefault();
        _operand = operand;
        _number = number;
        _wanted = wanted;
    }

    public LinesMatcher? Lines => _operand as LinesMatcher;

    /// <param name="where">Its sub-rules made ready; null for none.</param>
    public static LeafTest Of(Condition condition, CompiledRule.Part? where) => condition switch
    {
        NumberCondition c => new(c.Kind, null, NumberTest.Of(c.Tests)),
        MembershipCondition c => new(c.Kind, new MembershipMatcher(c.Tests, c.Kind.Subject)),
        MetadataCondition { Kind.Subject: RuleSubject.ProductMetadata } c => new(c.Kind, new LinesMatcher(c, where)),
        MetadataCondition c => new(c.Kind, new MetadataMatcher(c.Property, c.Tests)),
        MomentCondition c => new(c.Kind, new MomentMatcher(c.Tests)),
        ItemsCondition c => new(c.Kind, new LinesMatcher(c, where)),
        FlagCondition c => new(c.Kind, null, wanted: c.Is),
        _ => throw new UnreachableException($"No evaluation for {condition.GetType().Name}."),
    };

    /// <summary>Of the same metadata condition as a sub-rule: it then looks at one line.</summary>
    public static LeafTest OfLine(Condition condition) =>
        condition is MetadataCondition c ? new(c.Kind, new MetadataMatcher(c.Property, c.Tests)) : Of(condition, null);

    public Truth Ask(in RuleFacts facts)
    {
        switch (_subject)
        {
            case RuleSubject.InitialAmount: return _number.Ask(facts.InitialAmount);
            case RuleSubject.AmountBefore: return _number.Ask(facts.AmountBefore);
            case RuleSubject.ItemsQuantity: return _number.Ask(facts.ItemsQuantity);
            case RuleSubject.Segments: return facts.Customer is { } member ? Truths.Of(Names.Holds(member.SegmentIds)) : Truth.Unknown;
            case RuleSubject.LoyaltyTiers: return facts.Customer is null ? Truth.Unknown : Truths.Of(Names.Holds(facts.LoyaltyTierIds));
            case RuleSubject.User: return Truths.Of(Names.Holds(facts.User, null));
            case RuleSubject.ApiKey: return Truths.Of(Names.Holds(facts.ApiKeyId, facts.ApiKeyName));
            case RuleSubject.CustomerMetadata: return facts.Customer is { } customer ? Truths.Of(Metadata.Holds(customer.Metadata, facts.Clock)) : Truth.Unknown;
            case RuleSubject.OrderMetadata: return Truths.Of(Metadata.Holds(facts.OrderMetadata, facts.Clock));
            case RuleSubject.RedemptionMetadata: return Truths.Of(Metadata.Holds(facts.RedemptionMetadata, facts.Clock));
            case RuleSubject.EventMetadata: return Truths.Of(Metadata.Holds(facts.EventMetadata, facts.Clock));
            case RuleSubject.AnyLineMetadata or RuleSubject.EachLineMetadata: return Truths.Of(LineMetadata(facts));
            case RuleSubject.AnyPrice or RuleSubject.EachPrice: return Prices(facts);
            case RuleSubject.IsHolder: return facts.Customer is null ? Truth.Unknown : Truths.Of(facts.IsHolder == _wanted);
            case RuleSubject.AnyLine or RuleSubject.EveryLine or RuleSubject.NoLine or RuleSubject.CheapestLines or RuleSubject.DearestLines
                or RuleSubject.NamedGoods or RuleSubject.ProductMetadata:
                return Truths.Of(((LinesMatcher)_operand!).Holds(facts));
            case RuleSubject.Moment: return Truths.Of(((MomentMatcher)_operand!).Holds(facts.Clock));
            case RuleSubject.Budget: return facts.Budget?[_budget] is { } used ? Truths.Of(_number.Holds(used)) : Truth.Unknown; // also of "is not"
            default: return _number.Ask(Seen(facts));
        }
    }

    /// <summary>As a sub-rule: of one matching line, or of the sums over all of them.</summary>
    public Truth Ask(OrderLine line, in MatchedLines sums, in RuleFacts facts) =>
        _subject is RuleSubject.LineMetadata or RuleSubject.ProductMetadata
            ? Truths.Of(Metadata.Holds(line, facts.Clock))
            : _number.Ask(Seen(line, sums));

    /// <summary>The number a numeric leaf looks at; null when there is none to see.</summary>
    public long? Seen(in RuleFacts facts) => _subject switch
    {
        RuleSubject.InitialAmount => facts.InitialAmount,
        RuleSubject.AmountBefore => facts.AmountBefore,
        RuleSubject.TotalAmount => facts.TotalAmount,
        RuleSubject.ItemsQuantity => facts.ItemsQuantity,
        RuleSubject.PointsUsed => facts.PointsUsed,
        RuleSubject.Budget => facts.Budget?[_budget],
        RuleSubject.AnyPrice or RuleSubject.EachPrice => TellingPrice(facts),
        _ => null,
    };

    public long? Seen(OrderLine line, in MatchedLines sums) => _subject switch
    {
        RuleSubject.LinePrice => line.PriceAmount,
        RuleSubject.LineQuantity => line.Quantity,
        RuleSubject.MatchedQuantity => sums.Quantity,
        RuleSubject.MatchedAmount => sums.Amount,
        _ => null,
    };

    private MembershipMatcher Names => (MembershipMatcher)_operand!;

    private MetadataMatcher Metadata => (MetadataMatcher)_operand!;

    private bool LineMetadata(in RuleFacts facts)
    {
        var any = false;
        for (var i = 0; i < facts.Lines.Count; i++)
        {
            if (facts.Lines[i].Quantity <= 0) continue;
            var holds = Metadata.Holds(facts.Lines[i], facts.Clock);
            if (holds != (_subject == RuleSubject.EachLineMetadata)) return holds;
            any = true;
        }

        return any && _subject == RuleSubject.EachLineMetadata;
    }

    // Of no line at all nothing can be known.
    private Truth Prices(in RuleFacts facts)
    {
        Truth? all = null;
        for (var i = 0; i < facts.Lines.Count; i++)
        {
            if (facts.Lines[i].Quantity <= 0) continue;
            var one = _number.Ask(facts.Lines[i].PriceAmount);
            all = all is not { } before ? one : _subject == RuleSubject.AnyPrice ? before.Or(one) : before.And(one);
        }

        return all ?? Truth.Unknown;
    }

    // The price that decides: of "any" the first that passes, of "each" the first that does not, else the one nearest to it.
    private long? TellingPrice(in RuleFacts facts)
    {
        long? nearest = null;
        for (var i = 0; i < facts.Lines.Count; i++)
        {
            if (facts.Lines[i].Quantity <= 0 || facts.Lines[i].PriceAmount is not { } price) continue;
            if (_number.Holds(price) == (_subject == RuleSubject.AnyPrice)) return price;
            if (nearest is not { } best || Off(price) < Off(best)) nearest = price;
        }

        return nearest;
    }

    private long Off(long price) => Math.Abs(Math.Max(_number.Distance(price) ?? 0, -long.MaxValue)); // the least number has no positive twin
}
