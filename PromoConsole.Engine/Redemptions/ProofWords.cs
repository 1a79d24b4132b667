using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Says a proof in English: the headline, each check, what to change, and an answer to copy to the customer.</summary>
/// <param name="proof">Complete in itself; nothing is looked up.</param>
/// <param name="wording">Its zone gives way to the proof's.</param>
public sealed class ProofWords(Proof proof, Wording wording)
{
    private readonly Wording _wording = TimeZoneInfo.TryFindSystemTimeZoneById(proof.TimeZone, out var zone) ? wording with { Zone = zone } : wording;

    /// <summary>Amounts and dates as in the sentences.</summary>
    public Wording Wording => _wording;

    /// <summary>"Accepted: 10.00 PLN off" or "Refused: cart is 8.00 PLN short".</summary>
    public string Headline => proof.Accepted ? $"Accepted: {Gives}" : $"Refused: {Reason}";

    /// <summary>What comes off: "10.00 PLN off"; "nothing comes off" for a free order.</summary>
    public string Gives => proof.Discount is { Amount: > 0 } applied ? $"{_wording.Money(applied.Amount)} off"
        : proof.Discount is { HasNoEffect: false } ? "an item is given" : "nothing comes off";

    /// <summary>Why it was refused, in a few words; empty when it was accepted.</summary>
    public string Reason
    {
        get
        {
            if (proof.Accepted) return "";
            if (Violated is [var one]) return VerdictWords.Reason(one, _wording);
            if (Violated.Count > 1)
                return proof.RefusalKey == Violations.MissingCustomer ? "no customer was given" : $"{_wording.Number(Violated.Count)} conditions do not hold";
            if (LacksBundle) return "the bundle is not complete";
            return proof.Checks.LastOrDefault(check => !check.Passed) is { } check ? ReasonOf(check) : "it does not work";
        }
    }

    /// <summary>The second line under the reason: what was seen and asked where one thing decided it; else null.</summary>
    public string? Detail
    {
        get
        {
            if (proof.Accepted) return LeftToPay;
            if (LacksBundle) return $"{AppliedDiscountWords.Of(proof.Discount!, _wording)}{(proof.BundleRule is { } rule ? $"; rule “{rule.Name}” asks for it" : "")}.";
            if (Violated is [var one]) return VerdictWords.Of(one, _wording) is { Asked: { } asked } words ? $"{words.Saw.TrimEnd('.')}; {asked}." : VerdictWords.Of(one, _wording).Saw;
            return Violated.Count > 1
                ? $"{string.Join("; ", Violated.Take(3).Select(verdict => VerdictWords.Reason(verdict, _wording)))}{(Violated.Count > 3 ? "…" : ".")}"
                : proof.Checks.LastOrDefault(check => !check.Passed) is { } check ? Of(check) : null;
        }
    }

    // It was not asked any further then.
    private bool LacksBundle => proof is { Accepted: false, Rule: null, Discount.Bundle.Quantity: 0 };

    /// <summary>"90.00 of 100.00 PLN is left to pay."; null without an order value.</summary>
    public string? LeftToPay => proof is { Discount: { } applied, OrderAmount: { } before }
        ? $"{_wording.Amount(Math.Max(0, before + applied.After - applied.Before))} of {_wording.Money(before)} is left to pay."
        : null;

    /// <summary>"Add 8.00 PLN to the cart."; null when no single change is certain.</summary>
    public string? Nearest => NearestOf(proof.Nearest, _wording, proof.DecidedAt);

    /// <summary>"Add 8.00 PLN to the cart."; null without one.</summary>
    /// <param name="now">When it was decided.</param>
    public static string? NearestOf(NearestChange? nearest, Wording wording, DateTimeOffset now) => nearest switch
    {
        { Kind: NearestKind.AddAmount, Number: { } amount } => $"Add {wording.Money(amount)} to the cart.",
        { Kind: NearestKind.AddPieces, Number: { } pieces } => $"Add {wording.Counted(pieces, "piece", "pieces")} to the cart.",
        { Kind: NearestKind.AddItems, Number: { } pieces } near => $"Add {wording.Counted(pieces, "piece", "pieces")} from {VerdictWords.Or(near.Names)}.",
        { Kind: NearestKind.AddItemsWorth, Number: { } amount } near => $"Add something from {VerdictWords.Or(near.Names)} worth {wording.Money(amount)}.",
        { Kind: NearestKind.WaitUntil, At: { } at } => $"Wait until {wording.Start(at, now)}.",
        _ => null,
    };

    // A tier has no code; what is said of codes is said of promotions then.
    private string Thing => proof.Kind == RedeemableKind.Voucher ? "code" : "promotion";

    /// <summary>The conditions to blame.</summary>
    public IReadOnlyList<Verdict> Violated { get; } = proof is { Accepted: false, Rule: { } rule } ? Violations.Of(rule) : [];

    /// <summary>A plain answer for the customer, without anything only the shop should know.</summary>
    public string Answer => CustomerAnswer.Of(proof, _wording, Violated);

    /// <summary>One state check as a sentence.</summary>
    public string Of(StateCheck check) => (check.Kind, check.Passed) switch
    {
        (CheckKind.CodeExists, true) => $"The {Thing} exists.",
        (CheckKind.CodeExists, false) when proof.Kind != RedeemableKind.Voucher => $"No promotion {proof.Code} exists.",
        (CheckKind.CodeExists, false) => check.Text is { Length: > 0 } near ? $"No code {proof.Code} exists; {near} is spelled nearly the same." : $"No code {proof.Code} exists.",
        (CheckKind.CodeActive, true) => $"The {Thing} is switched on.",
        (CheckKind.CodeActive, false) => $"The {Thing} is switched off.",
        (CheckKind.CampaignActive, true) => "The campaign is running.",
        (CheckKind.CampaignActive, false) => check.Text switch
        {
            StateChecks.InTheBin or StateChecks.NotLaunched => check.Text + ".",
            { Length: > 0 } reason => $"The campaign is paused: {reason.TrimEnd('.')}.",
            _ => "The campaign is paused.",
        },
        (CheckKind.Started, true) => $"It works since {_wording.Start(check.At!.Value, proof.DecidedAt)}.",
        (CheckKind.Started, false) => $"It starts {_wording.Start(check.At!.Value, proof.DecidedAt)}; {CampaignStatusPolicy.Within(check.At.Value - proof.DecidedAt)} too early.",
        (CheckKind.NotEnded, true) => $"It is valid until {_wording.End(check.At!.Value, proof.DecidedAt)}.",
        (CheckKind.NotEnded, false) => $"It ended {_wording.End(check.At!.Value, proof.DecidedAt)}; {CampaignStatusPolicy.Within(proof.DecidedAt - check.At.Value)} late.",
        (CheckKind.OpenNow, true) => $"It is open now: {check.Text}.",
        (CheckKind.OpenNow, false) => check.At is { } next
            ? $"It is closed now; it works {check.Text}, next from {_wording.Start(next, proof.DecidedAt)}."
            : $"It is closed now; it works {check.Text}, but not again before its end.",
        (CheckKind.UsesLeft, true) => $"Used {Times(check)} before; {_wording.Number(check.Limit ?? 0)} allowed.",
        (CheckKind.UsesLeft, false) => $"Used {Times(check)} before; only {_wording.Number(check.Limit ?? 0)} allowed.",
        (CheckKind.OrderGiven, true) => "An order with a value was given.",
        (CheckKind.OrderGiven, false) => proof.RefusalKey == RefusalKeys.MissingAmount
            ? "The order has no value: neither an amount nor a priced line." : "No order was given.",
        _ => "",
    };

    /// <summary>One limit: "Budget 18,412.60 of 25,000.00 PLN, was 18,372.60".</summary>
    public string Of(LimitUse use)
    {
        string Number(long number) => use.Unit == Unit.Amount ? _wording.Amount(number) : _wording.Number(number);
        var limit = use.Unit == Unit.Amount ? _wording.Money(use.Limit) : _wording.Number(use.Limit);
        return proof.Accepted
            ? $"{NameOf(use)} {Number(use.After)} of {limit}, was {Number(use.Before)}"
            : $"{NameOf(use)} {Number(use.Before)} of {limit}, unchanged";
    }

    private string Times(StateCheck check) => _wording.Counted(check.Used ?? 0, "time", "times");

    private string NameOf(LimitUse use) => use.Kind switch
    {
        LimitUse.OfCode => "Code used",
        "campaign.redemptions.count" => "Campaign redeemed",
        "campaign.redemptions.customers_count" => "Campaign redeemed by the customer",
        "redemption.count.per_customer" => $"{char.ToUpperInvariant(Thing[0])}{Thing[1..]} redeemed by the customer",
        "campaign.orders.amount_discounted" => "Budget",
        "units.campaign" => "Pieces discounted in the campaign",
        "units.campaign_customer" => "Pieces discounted for the customer in the campaign",
        "units.incentive" => $"Pieces discounted by the {Thing}",
        "units.incentive_customer" => $"Pieces discounted for the customer by the {Thing}",
        _ => RuleKinds.Find(use.Kind)?.Label ?? use.Kind,
    };

    private string ReasonOf(StateCheck check) => check.Kind switch
    {
        CheckKind.CodeExists => $"no {Thing} {proof.Code}",
        CheckKind.CodeActive => $"the {Thing} is switched off",
        CheckKind.CampaignActive => check.Text switch
        {
            StateChecks.InTheBin => "the campaign was deleted",
            StateChecks.NotLaunched => "the campaign was never launched",
            _ => "the campaign is paused",
        },
        CheckKind.Started => $"starts {_wording.Day(check.At!.Value, proof.DecidedAt)}",
        CheckKind.NotEnded => $"ended {_wording.Day(check.At!.Value.AddSeconds(-1), proof.DecidedAt)}",
        CheckKind.OpenNow => check.At is { } next ? $"closed until {_wording.DayAndTime(next, proof.DecidedAt)}" : "outside its hours",
        CheckKind.UsesLeft => check.Limit == 1 ? "the code is used already" : $"all {_wording.Number(check.Limit ?? 0)} uses are gone",
        _ => proof.RefusalKey == RefusalKeys.MissingAmount ? "the order has no value" : "no order was given",
    };
}
