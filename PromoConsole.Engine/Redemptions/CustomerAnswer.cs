using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What support may send to a customer: true and helpful, without segments' names, budgets or reasons of a pause.</summary>
internal static class CustomerAnswer
{
    public static string Of(Proof proof, Wording wording, IReadOnlyList<Verdict> violated)
    {
        if (proof is { Accepted: true, Discount: { } applied, OrderAmount: { } before })
        {
            return $"{Named(proof)} works: {wording.Money(applied.Amount)} comes off your cart of {wording.Money(before)}, "
                + $"so {wording.Money(Math.Max(0, before + applied.After - applied.Before))} is left to pay.";
        }

        if (proof.Accepted) return $"{Named(proof)} works.";
        string[] sentences = [Why(proof, wording, violated), .. Told(proof), .. StillGood(proof, wording)];
        return string.Join(" ", sentences);
    }

    private static string Named(Proof proof) => proof.Kind == RedeemableKind.Voucher ? $"Your code {proof.Code}" : $"The offer “{proof.Code}”";

    private static string Thing(Proof proof) => proof.Kind == RedeemableKind.Voucher ? "code" : "offer";

    private static string Why(Proof proof, Wording wording, IReadOnlyList<Verdict> violated)
    {
        var code = Named(proof);
        if (proof.Rule is not null && violated.Count > 0) return RuleSaid(code, proof, wording, violated);
        if (proof is { Rule: null, Discount.Bundle: { Quantity: 0 } bundle })
            return $"{code} needs items bought together, and {wording.Counted(bundle.Missing.Sum(item => (long)item.Quantity), "piece was", "pieces were")} missing in your cart.";
        var check = proof.Checks.LastOrDefault(check => !check.Passed);
        return check?.Kind switch
        {
            CheckKind.CodeExists => proof.Kind == RedeemableKind.Voucher ? $"We have no code {proof.Code}. Please check its spelling." : "We have no such offer any more.",
            CheckKind.CodeActive or CheckKind.CampaignActive => $"{code} cannot be used at the moment.",
            CheckKind.Started => $"{code} is not valid yet; it works from {wording.Start(check.At!.Value, proof.DecidedAt)} on.",
            CheckKind.NotEnded => $"{code} is no longer valid; it ended {wording.End(check.At!.Value, proof.DecidedAt)}.",
            CheckKind.OpenNow => check.At is { } next
                ? $"{code} works only at certain times ({check.Text}); next from {wording.Start(next, proof.DecidedAt)}."
                : $"{code} works only at certain times ({check.Text}), and not again before it ends.",
            CheckKind.UsesLeft => check.Limit == 1 ? $"{code} has been used already." : $"{code} has been used as often as it can be.",
            _ => $"{code} is valid, but there was no order to use it on.",
        };
    }

    private static string RuleSaid(string code, Proof proof, Wording wording, IReadOnlyList<Verdict> violated)
    {
        if (proof.RefusalKey == Violations.MissingCustomer) return $"{code} works only for known customers. Please sign in and try again.";
        if (proof.Nearest is { Kind: NearestKind.AddAmount, Number: { } more } && proof.OrderAmount is { } cart)
            return $"{code} is valid, but your cart was {wording.Money(cart)}. It works from {wording.Money(cart + more)}, so {wording.Money(more)} more is enough.";
        if (proof.Nearest is { Kind: NearestKind.AddItems or NearestKind.AddPieces, Number: { } pieces } near)
            return $"{code} is valid, but something is missing in your cart: {wording.Counted(pieces, "piece", "pieces")} more{From(near)} would be enough.";
        if (proof.Nearest is { Kind: NearestKind.AddItemsWorth, Number: { } worth } items)
            return $"{code} is valid, but something is missing in your cart: {wording.Money(worth)} more{From(items)} would be enough.";

        return violated.Select(verdict => verdict.Kind).Distinct().ToList() switch
        {
            ["customer.segment" or "customer.metadata"] => $"{code} is for selected customers only.",
            ["campaign.redemptions.customers_count" or "redemption.count.per_customer"] => $"{code} was used by you as often as the offer allows.",
            ["campaign.redemptions.count" or "campaign.orders.amount_discounted"] => $"{code} belongs to an offer that has been used up.",
            var kinds when kinds.TrueForAll(kind => kind.StartsWith("order.", StringComparison.Ordinal)) => $"{code} does not fit what was in your cart.",
            _ => $"{code} does not work for this order.",
        };
    }

    private static string From(NearestChange near) => near.Names is { Count: > 0 } names ? $" from {VerdictWords.Or(names)}" : "";

    private static IEnumerable<string> Told(Proof proof)
    {
        if (proof.CustomerMessage is { Length: > 0 } told) yield return told.TrimEnd() is [.., '.' or '!' or '?'] whole ? whole : told.TrimEnd() + ".";
    }

    // Only where the code itself was fine: what a rule refused can be tried again until the end.
    private static IEnumerable<string> StillGood(Proof proof, Wording wording)
    {
        if (proof.Rule is null) yield break;
        var unused = proof.Checks.Any(check => check is { Kind: CheckKind.UsesLeft, Used: 0 });
        var end = proof.Checks.FirstOrDefault(check => check.Kind == CheckKind.NotEnded)?.At;
        if (end is { } at) yield return $"The {Thing(proof)} is {(unused ? "unused and " : "")}valid until {wording.End(at, proof.DecidedAt)}.";
        else if (unused) yield return "The code is unused.";
    }
}
