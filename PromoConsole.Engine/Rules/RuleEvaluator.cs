using System.Diagnostics;
using System.Text.Json;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Rules;

/// <summary>Decides rules: quickly, or with the reason for every node. Both ways give the same answer.</summary>
public static class RuleEvaluator
{
    /// <summary>Whether the rule lets this pass, stopping as soon as that is certain. Allocates nothing.</summary>
    public static bool Holds(CompiledRule rule, in RuleFacts facts) => rule.Holds(facts);

    /// <summary>The whole tree with what each node saw; nothing is left out because something else already decided.</summary>
    /// <returns>A verdict that refuses exactly when its outcome is <see cref="Outcome.Failed"/>.</returns>
    public static Verdict Explain(CompiledRule rule, in RuleFacts facts) => Explain(rule.Root, facts).Verdict;

    private static (Verdict Verdict, Truth Truth) Explain(CompiledRule.Part part, in RuleFacts facts)
    {
        var (verdict, truth) = part.Rule is Condition condition ? Leaf(condition, part.Leaf, facts) : Junction(part, facts);
        return part.Absent ? (verdict with { Outcome = Outcome.Muted, Distance = null }, truth) : (verdict, truth);
    }

    private static (Verdict, Truth) Junction(CompiledRule.Part part, in RuleFacts facts)
    {
        var parts = new Verdict[part.Parts.Length];
        bool anyTrue = false, anyFalse = false, anyUnknown = false, missingCustomer = false;
        for (var i = 0; i < parts.Length; i++)
        {
            (parts[i], var truth) = Explain(part.Parts[i], facts);
            if (part.Parts[i].Absent) continue;
            anyTrue |= truth == Truth.True;
            anyFalse |= truth == Truth.False;
            anyUnknown |= truth == Truth.Unknown;
            missingCustomer |= truth == Truth.Unknown && parts[i].MissingCustomer;
        }

        var whole = part.Rule switch
        {
            AllOf => anyFalse ? Truth.False : anyUnknown ? Truth.Unknown : Truth.True,
            AnyOf => anyTrue ? Truth.True : anyUnknown ? Truth.Unknown : Truth.False,
            _ => anyTrue ? Truth.False : anyFalse ? Truth.True : Truth.Unknown,
        };
        return (new Verdict
        {
            Kind = RuleKinds.WordOf(part.Rule),
            Outcome = OutcomeOf(whole),
            MissingCustomer = whole == Truth.Unknown && missingCustomer,
            Parts = parts,
        }, whole);
    }

    private static (Verdict, Truth) Leaf(Condition condition, in LeafTest test, in RuleFacts facts)
    {
        var truth = test.Ask(facts);
        var verdict = new Verdict
        {
            Kind = RuleKinds.WordOf(condition),
            Outcome = OutcomeOf(truth),
            Number = condition.Number,
            Message = condition.Message,
            MissingCustomer = truth == Truth.Unknown && facts.Customer is null && RuleKinds.NeedsCustomer(condition),
        };
        return (Described(verdict, condition, test, facts), truth);
    }

    private static Verdict Described(Verdict verdict, Condition condition, in LeafTest test, in RuleFacts facts) => condition switch
    {
        InitialAmount c => Number(verdict, Unit.Amount, c.Is, c.Amount, test, facts),
        AmountBefore c => Number(verdict, Unit.Amount, c.Is, c.Amount, test, facts),
        TotalAmount c => Number(verdict, Unit.Amount, c.Is, c.Amount, test, facts),
        ItemsQuantity c => Number(verdict, Unit.Quantity, c.Is, c.Quantity, test, facts),
        CampaignRedemptions c => Number(verdict, Unit.Count, c.Is, c.Limit, test, facts),
        CampaignRedemptionsPerCustomer c => Number(verdict, Unit.Count, c.Is, c.Limit, test, facts),
        CodeRedemptionsPerCustomer c => Number(verdict, Unit.Count, c.Is, c.Limit, test, facts),
        CampaignDiscountedAmount c => Number(verdict, Unit.Amount, c.Is, c.Amount, test, facts),
        CustomerSegment c => verdict with
        {
            Test = c.Is.ToString(),
            Names = Named(c.SegmentIds, facts),
            SeenText = facts.Customer is { SegmentIds.Count: > 0 } customer ? string.Join(", ", Named(customer.SegmentIds, facts)) : null,
        },
        CustomerMetadata c => Metadata(verdict, c.Property, c.Is, c.Values, facts.Customer?.Metadata),
        OrderMetadata c => Metadata(verdict, c.Property, c.Is, c.Values, facts.OrderMetadata),
        AnyItem c => Items(verdict, c, test.Items, facts),
        _ => throw new UnreachableException($"No explanation for {condition.GetType().Name}."),
    };

    private static Verdict Number(
        Verdict verdict, Unit unit, Comparison comparison, long asked, in LeafTest test, in RuleFacts facts)
    {
        var seen = test.Seen(facts);
        return verdict with
        {
            Test = comparison.ToString(),
            Unit = unit,
            Seen = seen,
            Asked = asked,
            Distance = seen is { } value ? test.Number.Distance(value) : null,
        };
    }

    private static Verdict Metadata(Verdict verdict, string property, MetadataTest asked, IReadOnlyList<string> values, MetadataBag? metadata) =>
        verdict with
        {
            Test = asked.ToString(),
            Property = property,
            Names = values.Count > 0 ? values : null,
            SeenText = metadata?.Find(property) is { } seen ? Shown(seen) : null,
        };

    // What is not text is shown as its JSON; a long value is cut, the attempt keeps what is needed to explain it.
    private static string Shown(JsonElement seen)
    {
        var text = seen.ValueKind == JsonValueKind.String ? seen.GetString()! : seen.GetRawText();
        return text.Length <= 200 ? text : text[..199] + "…";
    }

    private static Verdict Items(Verdict verdict, AnyItem condition, ItemMatcher matcher, in RuleFacts facts)
    {
        var found = matcher.Add(facts.Lines);
        var seen = new List<string>();
        foreach (var line in facts.Lines)
            if (seen.Count < 10 && matcher.Matches(line)) seen.Add(LineName(line, facts));

        return verdict with
        {
            Test = nameof(Comparison.AtLeast),
            Unit = Unit.Quantity,
            Seen = found.Quantity,
            Asked = condition.Where.Count == 0 ? 1 : null,
            Distance = found.Any ? null : 1,
            Names = Named([.. condition.Items.Select(item => item.Id)], facts),
            SeenText = seen.Count == 0 ? null : string.Join(", ", seen),
            Parts = condition.Where.Count == 0 ? null : [.. condition.Where.Select(part => SubRule(part, found))],
        };
    }

    private static Verdict SubRule(ItemCondition condition, in ItemMatcher.Matched found)
    {
        var sum = ItemMatcher.Sum.Of(condition);
        var (comparison, asked) = condition switch
        {
            MatchedQuantity quantity => (quantity.Is, quantity.Quantity),
            MatchedAmount amount => (amount.Is, amount.Amount),
            _ => throw new UnreachableException($"No explanation for {condition.GetType().Name}."),
        };
        var seen = sum.Seen(found);
        return new Verdict
        {
            Kind = RuleKinds.WordOf(condition),
            Outcome = sum.Holds(found) ? Outcome.Passed : Outcome.Failed,
            Test = comparison.ToString(),
            Unit = sum.OfAmounts ? Unit.Amount : Unit.Quantity,
            Seen = seen,
            Asked = asked,
            Distance = sum.Test.Distance(seen),
        };
    }

    private static Outcome OutcomeOf(Truth truth) => truth == Truth.True ? Outcome.Passed : Outcome.Failed;

    private static string LineName(Orders.OrderLine line, in RuleFacts facts) =>
        line.Name ?? (line.ProductId is { } product ? facts.Catalogue.NameOf(product) : line.SourceId ?? line.SkuId ?? "?");

    private static string[] Named(IReadOnlyList<string> ids, in RuleFacts facts)
    {
        var names = new string[ids.Count];
        for (var i = 0; i < names.Length; i++) names[i] = facts.Catalogue.NameOf(ids[i]);
        return names;
    }
}
