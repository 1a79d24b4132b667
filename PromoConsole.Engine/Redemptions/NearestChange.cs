using System.Text.Json.Serialization;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What a <see cref="NearestChange"/> changes. Stored as the word.</summary>
public enum NearestKind { AddAmount, AddPieces, AddItems, AddItemsWorth, WaitUntil }

/// <summary>One change that makes a refused code work. Never a guess: each was decided again before it is offered.</summary>
/// <param name="Number">Minor units or pieces to add; null when waiting.</param>
/// <param name="Names">From which products or collections, for the two kinds of items.</param>
/// <param name="At">When it works again, for <see cref="NearestKind.WaitUntil"/>.</param>
public sealed record NearestChange(
    NearestKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Number = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Names = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At = null)
{
    private const int MostTried = 5;

    internal static NearestChange? Of(Decision refused, ValidateRedeemables request, Catalogue catalogue)
    {
        var proof = refused.Proof;
        bool Works(Facts facts, DateTimeOffset at) => RedemptionDecider.DecideOnce(request, catalogue, facts, at).Accepted;

        if (proof.Rule is null)
        {
            return proof.Checks is [.., { Passed: false, Kind: CheckKind.Started or CheckKind.OpenNow, At: { } at }] && Works(refused.Facts, at)
                ? new(NearestKind.WaitUntil, At: at)
                : null;
        }

        var change = refused.Facts.Order is { } order
            ? First(proof.Rule, order, proof.Discount?.Discount, verdict => ConditionOf<ItemsCondition>(verdict, refused), changed => Works(refused.Facts with { Order = changed }, proof.DecidedAt))
            : null;
        return change ?? Later(proof.Rule, verdict => ConditionOf<MomentCondition>(verdict, refused), new(proof.DecidedAt, catalogue.Project.Zone), at => Works(refused.Facts, at));
    }

    /// <summary>Of a rule by itself.</summary>
    /// <param name="works">Whether it holds on a changed order.</param>
    internal static NearestChange? Of(Verdict refused, Rule rule, OrderFacts order, Func<OrderFacts, bool> works) =>
        First(refused, order, null, verdict => ConditionOf<ItemsCondition>(verdict, rule), works);

    /// <summary>Of a rule by itself: when it holds on the same order.</summary>
    /// <param name="works">Whether it holds at an instant.</param>
    internal static NearestChange? Later(Verdict refused, Rule rule, DayClock clock, Func<DateTimeOffset, bool> works) =>
        Later(refused, verdict => ConditionOf<MomentCondition>(verdict, rule), clock, works);

    private static NearestChange? Later(Verdict refused, Func<Verdict, MomentCondition?> momentOf, DayClock clock, Func<DateTimeOffset, bool> works)
    {
        foreach (var verdict in Violations.Of(refused).Take(MostTried))
            if (RuleKinds.Find(verdict.Kind)?.Subject == RuleSubject.Moment && momentOf(verdict) is { } moment && new MomentMatcher(moment.Tests).Next(clock) is { } at && works(at))
                return new(NearestKind.WaitUntil, At: at);
        return null;
    }

    private static NearestChange? First(Verdict refused, OrderFacts order, Discount? discount, Func<Verdict, ItemsCondition?> itemOf, Func<OrderFacts, bool> works)
    {
        foreach (var verdict in Violations.Of(refused).Take(MostTried))
            foreach (var (change, content) in Candidates(verdict, order, discount, itemOf))
                if (works(order with { Content = content, State = OrderState.Of(content) with { OrderDiscountAmount = order.State.OrderDiscountAmount } })) return change;
        return null;
    }

    private static IEnumerable<(NearestChange Change, OrderContent Content)> Candidates(
        Verdict verdict, OrderFacts order, Discount? discount, Func<Verdict, ItemsCondition?> itemOf)
    {
        var content = order.Content;
        switch (verdict)
        {
            case { Kind: "order.initial_amount" or "order.amount" or "order.total_amount", Distance: > 0 and var short_ } when order.InitialAmount is { } initial:
                yield return (new(NearestKind.AddAmount, short_), content with { ExplicitAmount = initial + short_ });
                if (verdict.Kind != "order.total_amount" || discount is not PercentOff { Percent: < 100 and var percent }) yield break;
                var more = (long)Math.Ceiling(short_ * 100m / (100m - percent)); // part of what is added comes off again
                yield return (new(NearestKind.AddAmount, more), content with { ExplicitAmount = initial + more });
                break;
            case { Kind: "order.items.count", Distance: > 0 and <= 1_000 and var pieces }:
                yield return (new(NearestKind.AddPieces, pieces), content with { Lines = [.. content.Lines, new OrderLine { Quantity = (int)pieces }] });
                break;
            case { Kind: "order.items.any" } when itemOf(verdict) is { } condition:
                foreach (var candidate in Items(verdict, condition, content)) yield return candidate;
                break;
        }
    }

    private static IEnumerable<(NearestChange, OrderContent)> Items(Verdict verdict, ItemsCondition condition, OrderContent content)
    {
        if (LineFor(condition.Items) is not { } line) yield break;
        var failed = (verdict.Parts ?? []).Where(part => part.Outcome == Outcome.Failed).ToList();
        var pieces = failed.Where(part => part.Unit == Unit.Quantity).Select(part => part.Distance ?? 0).Append(verdict.Seen is > 0 ? 0 : 1).Max();
        if (pieces is > 0 and <= 1_000 && !failed.Exists(part => part.Unit == Unit.Amount))
        {
            yield return (new(NearestKind.AddItems, pieces, verdict.Names), With(line with { Quantity = (int)pieces }));
        }
        else if (failed is [{ Unit: Unit.Amount, Distance: > 0 and var worth }])
        {
            yield return (new(NearestKind.AddItemsWorth, worth, verdict.Names), With(line with { Quantity = 1, PriceAmount = worth }));
        }

        OrderContent With(OrderLine added) => content with
        {
            Lines = [.. content.Lines, added],
            ExplicitAmount = content.ExplicitAmount + (added.Amount ?? 0),
        };
    }

    // The verdict keeps names, not ids; the rule in force has the condition.
    private static T? ConditionOf<T>(Verdict verdict, Decision refused)
        where T : Condition
    {
        var step = refused.Decisive;
        var source = RuleSets.Of(step.Proof.Rule!).FirstOrDefault(set => Violations.Of(set).Any(one => ReferenceEquals(one, verdict)))?.Source;
        var rule = source is not null ? refused.Catalogue.Rule(source.RuleId)?.Content.Rule
            : step.Voucher is { CampaignId: null, Terms: { } own } ? CompiledTerms.EffectiveRule(own)
            : step.Tier is { Id: var tier } ? step.Campaign?.Newest?.Tiers[tier].Terms.Effective?.Rule
            : step.Campaign?.Newest?.Terms.Effective?.Rule;
        return rule is null ? null : ConditionOf<T>(verdict, rule);
    }

    private static T? ConditionOf<T>(Verdict verdict, Rule rule)
        where T : Condition => rule.Conditions().OfType<T>().FirstOrDefault(condition => condition.Number == verdict.Number);

    private static OrderLine? LineFor(IReadOnlyList<ItemReference> items) => items is not [var item, ..] ? null : item.Kind switch
    {
        ItemKind.Product => new OrderLine { ProductId = item.Id },
        ItemKind.Sku => new OrderLine { SkuId = item.Id },
        _ => new OrderLine { Item = LineItem.None with { CollectionIds = [item.Id] } }, // whatever is in it
    };
}
