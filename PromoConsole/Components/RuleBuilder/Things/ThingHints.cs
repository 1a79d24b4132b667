using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>What is the matter today with the things a condition names, in words. Warnings only: tomorrow somebody may be in the segment.</summary>
public static class ThingHints
{
    /// <summary>The word on the chip of a thing; null where there is nothing to say.</summary>
    /// <param name="number">Writes a number for the reader.</param>
    public static (string Text, bool Attention)? Pill(ThingState? state, Func<long, string> number) => state switch
    {
        { Standing: Standing.Gone } => ("gone", true),
        { Standing: Standing.ByFilter } => ("by filter", false),
        { Kind: ThingKind.Segment, IsEmpty: true } => ("empty today", true),
        { Kind: ThingKind.Segment, Count: { } count } => (count == 1 ? "1 customer" : $"{number(count)} customers", false),
        { Kind: ThingKind.Collection, Count: { } count } => (count == 1 ? "1 product" : $"{number(count)} products", count == 0),
        { Standing: Standing.ShopsOwn } => ("the shop's own id", false),
        _ => null,
    };

    /// <summary>Sentences about a condition and its sub-rules; empty when all is well.</summary>
    /// <param name="negated">A NOT stands before it.</param>
    /// <param name="nameOf">Names of segments, products and collections by id.</param>
    public static IReadOnlyList<string> Of(Condition condition, bool negated, ThingStates states, Func<string, string> nameOf)
    {
        var hints = new List<string>();
        Add(condition, negated, states, nameOf, hints);
        return hints;
    }

    private static void Add(Condition condition, bool negated, ThingStates states, Func<string, string> nameOf, List<string> hints)
    {
        if (condition is MembershipCondition { Kind.Operand: OperandKind.Segments } membership)
            foreach (var test in membership.Tests) Segments(test, negated, states, nameOf, hints);
        if (condition is ItemsCondition items) Items(items, states, nameOf, hints);
        if (condition.SubRules() is not { } where) return;
        foreach (var sub in where.Conditions()) Add(sub, false, states, nameOf, hints);
    }

    private static void Segments(RuleTest test, bool negated, ThingStates states, Func<string, string> nameOf, List<string> hints)
    {
        var ids = test.Values.Select(value => value.Text).ToList();
        var gone = ids.FindAll(id => states.Of(id) is { Standing: Standing.Gone });
        var empty = ids.FindAll(id => states.Of(id) is { IsEmpty: true });
        if (gone.Count + empty.Count == 0) return;
        var nobody = gone.Count + empty.Count == ids.Count;
        var holdsForAll = test.Is == Operator.IsNot != negated;
        var therefore = !nobody ? "." : holdsForAll ? ", so this holds for everybody." : ", so this holds for nobody.";
        if (gone.Count > 0) hints.Add($"{(gone.Count == 1 ? "The segment" : "The segments")} {And(gone, nameOf)} {(gone.Count == 1 ? "was" : "were")} deleted{(empty.Count > 0 ? "." : therefore)}");
        if (empty.Count > 0) hints.Add($"Nobody is in {OperatorWords.Or([.. empty.Select(nameOf)])} today{therefore}");
    }

    private static void Items(ItemsCondition items, ThingStates states, Func<string, string> nameOf, List<string> hints)
    {
        var ids = items.Items.Concat(items.Except).Select(item => item.Id).Concat(items.From).Distinct(StringComparer.Ordinal).ToList();
        var gone = ids.FindAll(id => states.Of(id) is { Standing: Standing.Gone });
        var empty = ids.FindAll(id => states.Of(id) is { IsEmpty: true });
        if (gone.Count > 0) hints.Add($"{And(gone, nameOf)} {(gone.Count == 1 ? "was" : "were")} deleted, so no line fits {(gone.Count == 1 ? "it" : "them")}.");
        if (empty.Count > 0) hints.Add($"{And(empty, nameOf)} {(empty.Count == 1 ? "has" : "have")} no products today, so no line fits {(empty.Count == 1 ? "it" : "them")}.");
    }

    // What is gone has lost its name as well, unless it was named here before.
    private static string And(List<string> ids, Func<string, string> nameOf) => ids switch
    {
        { Count: 1 } => nameOf(ids[0]),
        { Count: > 4 } => $"{string.Join(", ", ids.Take(3).Select(nameOf))} and {ids.Count - 3} more",
        _ => $"{string.Join(", ", ids.SkipLast(1).Select(nameOf))} and {nameOf(ids[^1])}",
    };
}
