using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Rules;

/// <summary>Sums over the lines a condition matched; the same for each of them.</summary>
/// <param name="Amount">Price × quantity before discounts, minor units.</param>
internal readonly record struct MatchedLines(int Count, long Quantity, long Amount);

/// <summary>A condition about order lines made ready: which lines match, how many must, and the sub-rules each of them must fulfil.</summary>
/// <remarks>Lines of no pieces are not there.</remarks>
internal sealed class LinesMatcher
{
    private static readonly OrderLine s_noLine = new() { Quantity = 0 };

    private readonly RuleSubject _subject;
    private readonly ItemMatch _items;
    private readonly ItemMatch _except;
    private readonly ItemMatch _from;
    private readonly MetadataMatcher? _metadata;
    private readonly StepProgram? _where;
    private readonly bool _ofSums;
    private readonly bool _matchAll;

    public LinesMatcher(ItemsCondition condition, CompiledRule.Part? where)
    {
        _subject = condition.Kind.Subject;
        _items = new(condition.Items);
        _except = new(condition.Except);
        _from = new([.. condition.From.Select(id => new ItemReference(ItemKind.Collection, id))]);
        _where = StepProgram.Of(where);
        _ofSums = OfSums(where);
    }

    public LinesMatcher(MetadataCondition condition, CompiledRule.Part? where)
    {
        _subject = condition.Kind.Subject;
        _items = _except = _from = new([]);
        _metadata = new(condition.Property, condition.Tests);
        _where = StepProgram.Of(where);
        _ofSums = OfSums(where);
        _matchAll = condition.Where is { } rule && rule.Conditions().Any(mark => mark is FlagCondition { Is: true, Kind.Subject: RuleSubject.MatchAll, Muted: false });
    }

    /// <summary>Whether every line that counts must match, or fulfil the sub-rules, rather than one.</summary>
    public bool AsksEvery => _subject is RuleSubject.EveryLine or RuleSubject.CheapestLines or RuleSubject.DearestLines;

    public bool Holds(in RuleFacts facts)
    {
        switch (_subject)
        {
            case RuleSubject.NoLine: return Sum(facts).Count == 0;
            case RuleSubject.NamedGoods:
                return (_items.IsEmpty || Some(facts)) && (_except.IsEmpty || !AnyOf(_except, facts));
            case RuleSubject.AnyLine: return Some(facts);
            case RuleSubject.ProductMetadata: return Some(facts) && (!_matchAll || AllMatch(facts));
            case RuleSubject.EveryLine: return AllMatch(facts) && Each(facts);
            default: return Sum(facts).Count > 0 && Each(facts);
        }
    }

    /// <summary>What the matching lines add up to.</summary>
    public MatchedLines Sum(in RuleFacts facts)
    {
        var extreme = Extreme(facts);
        var count = 0;
        long quantity = 0, amount = 0;
        foreach (var line in facts.LineSpan)
        {
            if (!Matches(line, facts, extreme)) continue;
            count++;
            quantity += line.Quantity;
            amount += line.PriceAmount * line.Quantity ?? line.ExplicitAmount.GetValueOrDefault();
        }

        return new(count, quantity, amount);
    }

    /// <summary>Whether a line is one this condition is about.</summary>
    /// <param name="extreme">From <see cref="Extreme"/>.</param>
    public bool Matches(OrderLine line, in RuleFacts facts, long? extreme)
    {
        if (line.Quantity <= 0) return false;
        if (_metadata is not null) return _metadata.Holds(line, facts.Clock);
        if (_subject is RuleSubject.CheapestLines or RuleSubject.DearestLines && (line.PriceAmount is not { } price || price != extreme)) return false;
        if (!_items.IsEmpty && !_items.Matches(line)) return false;
        if (!_except.IsEmpty && _subject != RuleSubject.NamedGoods && _except.Matches(line)) return false;
        return _from.IsEmpty || _from.Matches(line);
    }

    /// <summary>The lowest or highest unit price among the lines it is sought in; null without one, or for conditions that do not ask.</summary>
    public long? Extreme(in RuleFacts facts)
    {
        if (_subject is not (RuleSubject.CheapestLines or RuleSubject.DearestLines)) return null;
        long? extreme = null;
        foreach (var line in facts.LineSpan)
        {
            if (line.Quantity <= 0 || line.PriceAmount is not { } price || (!_from.IsEmpty && !_from.Matches(line))) continue;
            if (extreme is not { } best || (_subject == RuleSubject.CheapestLines ? price < best : price > best)) extreme = price;
        }

        return extreme;
    }

    /// <summary>Whether a matching line fulfils the sub-rules.</summary>
    public bool Fulfils(OrderLine line, in RuleFacts facts, in MatchedLines sums) => _where is null || _where.HoldsFor(line, sums, facts);

    private bool Some(in RuleFacts facts)
    {
        var sums = _where is null ? default : Sum(facts);
        if (_ofSums) return sums.Count > 0 && Fulfils(s_noLine, facts, sums); // the same for every line
        foreach (var line in facts.LineSpan)
            if (Matches(line, facts, null) && Fulfils(line, facts, sums)) return true;
        return false;
    }

    private bool Each(in RuleFacts facts)
    {
        if (_where is null) return true;
        var sums = Sum(facts);
        var extreme = Extreme(facts);
        foreach (var line in facts.LineSpan)
            if (Matches(line, facts, extreme) && !Fulfils(line, facts, sums)) return false;
        return true;
    }

    private bool AllMatch(in RuleFacts facts)
    {
        var any = false;
        foreach (var line in facts.LineSpan)
        {
            if (line.Quantity <= 0) continue;
            any = true;
            if (!Matches(line, facts, null)) return false;
        }

        return any;
    }

    private static bool OfSums(CompiledRule.Part? where) =>
        where is { Absent: false } && where.Conditions().All(condition => condition.Kind.Subject is RuleSubject.MatchedQuantity or RuleSubject.MatchedAmount);

    private static bool AnyOf(ItemMatch items, in RuleFacts facts)
    {
        foreach (var line in facts.LineSpan)
            if (line.Quantity > 0 && items.Matches(line)) return true;
        return false;
    }
}
