using PromoConsole.Engine.Project;

namespace PromoConsole.Engine.Rules;

/// <summary>Conditions about order lines in words.</summary>
internal static class ItemsWords
{
    public static NodeWords Of(Verdict verdict, RuleKind kind, Wording wording)
    {
        var from = Names(verdict);
        var seen = verdict.Seen ?? 0;
        var failed = verdict.Outcome == Outcome.Failed;
        var counted = $"{wording.Counted(seen, "piece", "pieces")} from {from} {(seen == 1 ? "is" : "are")} in the cart.";
        switch (kind.Subject)
        {
            case RuleSubject.NoLine: return new(seen == 0 ? $"No piece from {from} is in the cart." : counted, failed ? "none was allowed" : null, null);
            case RuleSubject.NamedGoods when verdict.Test == Operator.IsNot:
                return new(failed ? $"Something from {from} is in the cart." : $"No piece from {from} is in the cart.", failed ? "none was allowed" : null, null);
            case RuleSubject.EveryLine when verdict.Parts is null || verdict.Parts.All(part => part.Holds):
                return new(failed ? $"Not everything in the cart is from {from}." : $"Everything in the cart is from {from}.", null, null);
            case RuleSubject.CheapestLines or RuleSubject.DearestLines when seen == 0 || verdict.Parts is null:
                var item = kind.Subject == RuleSubject.CheapestLines ? "The cheapest item" : "The most expensive item";
                return new($"{item} is {(seen == 0 ? "not " : "")}from {from}.", null, null);
        }

        var saw = seen == 0 ? $"No piece from {from} is in the cart." : counted;
        if (verdict.Parts is not { Count: > 0 } parts) return new(saw, seen == 0 ? "1 piece or more was asked" : null, seen == 0 ? "1 short" : null);
        var telling = parts.FirstOrDefault(part => part.Outcome == Outcome.Failed) ?? parts[0];
        var words = VerdictWords.Of(telling, wording);
        if (telling.Kind == RuleKinds.MatchedQuantity.Word) return new(saw, words.Asked, words.Distance);
        if (telling.Kind == RuleKinds.MatchedAmount.Word) return new(seen > 0 ? $"{saw.TrimEnd('.')}, worth {wording.Money(telling.Seen ?? 0)}." : saw, words.Asked, words.Distance);
        return seen == 0 ? new(saw, "1 piece or more was asked", "1 short") : new($"{saw} {words.Saw}", words.Asked, words.Distance);
    }

    /// <summary>The shortest way to say why one is to blame.</summary>
    public static string Reason(Verdict verdict, RuleKind kind, Wording wording)
    {
        var from = Names(verdict);
        if (verdict.Outcome == Outcome.Passed) return kind.Subject == RuleSubject.NoLine ? $"cart has nothing from {from}" : $"cart has something from {from}";
        switch (kind.Subject)
        {
            case RuleSubject.NoLine: return $"something from {from} is in the cart";
            case RuleSubject.NamedGoods when verdict.Test == Operator.IsNot: return $"something from {from} is in the cart";
            case RuleSubject.EveryLine when verdict.Parts is null || verdict.Parts.All(part => part.Holds): return $"not everything in the cart is from {from}";
            case RuleSubject.CheapestLines when verdict.Seen is null or 0: return $"the cheapest item is not from {from}";
            case RuleSubject.DearestLines when verdict.Seen is null or 0: return $"the most expensive item is not from {from}";
        }

        var failed = verdict.Parts?.FirstOrDefault(part => part is { Outcome: Outcome.Failed, Distance: not null });
        if ((verdict.Seen ?? 0) == 0 && failed is null or { Unit: Unit.Quantity, Asked: <= 1 }) return $"nothing from {from} is in the cart";
        return failed switch
        {
            { Kind: "order.items.price", Distance: { } off } => $"a piece from {from} is {VerdictWords.Off(off, Unit.Amount, wording)}",
            { Distance: > 0 and var missing, Unit: Unit.Quantity } =>
                $"{wording.Counted(missing, "piece", "pieces")} from {from} {(missing == 1 ? "is" : "are")} missing",
            { Distance: > 0 and var missing } => $"something from {from} worth {wording.Money(missing)} is missing",
            { Distance: { } distance } => $"pieces from {from} are {VerdictWords.Off(distance, failed.Unit, wording)}",
            _ => $"pieces from {from} do not fit",
        };
    }

    private static string Names(Verdict verdict) =>
        OperatorWords.Or(verdict.Names) + (verdict.From is { Count: > 0 } from && !from.SequenceEqual(verdict.Names ?? []) ? $" within {OperatorWords.Or(from)}" : "");
}
