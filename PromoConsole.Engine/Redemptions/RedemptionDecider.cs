using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Decides what a code does: state, rule, discount, limits, with the proof. Pure: no clock, no I/O, no randomness.</summary>
public static class RedemptionDecider
{
    /// <param name="now">The instant to decide for; both validation and redemption read the clock once.</param>
    public static Decision Decide(ValidateVoucher request, Catalogue catalogue, Facts facts, DateTimeOffset now)
    {
        var decision = DecideOnce(request, catalogue, facts, now);
        return decision.Accepted || NearestChange.Of(decision, request, catalogue) is not { } nearest
            ? decision
            : decision with { Proof = decision.Proof with { Nearest = nearest } };
    }

    internal static Decision DecideOnce(ValidateVoucher request, Catalogue catalogue, Facts facts, DateTimeOffset now)
    {
        if (facts.Voucher is not { } voucher) return Unknown(request, catalogue, facts, now);

        var terms = DecisionTerms.Of(voucher, catalogue);
        var proof = new Proof
        {
            Accepted = false,
            Code = voucher.Code,
            DecidedAt = now,
            TimeZone = terms.Pinned?.Zone.Id ?? catalogue.Project.Zone.Id,
            CampaignName = terms.Campaign?.Name,
            CampaignVersion = terms.PinnedNumber,
            OrderAmount = facts.Order?.AmountBefore,
        };
        var (checks, refusal) = StateChecks.Of(voucher, terms, facts, now);
        proof = proof with { Checks = checks };
        if (refusal is not null || terms.Pinned is null || terms.InForce is null)
            return Refused(proof with { RefusalKey = refusal }, facts, terms);

        var discount = Applied(terms, facts.Order, catalogue);
        var counts = Counts.Of(terms.InForce.Counters, terms.CampaignId, voucher, facts, discount);
        proof = proof with { Discount = discount, Limits = counts.Limits(terms.InForce.Effective, voucher) };

        if (terms.InForce.Effective is { } rule)
        {
            var verdict = RuleEvaluator.Explain(rule, counts.RuleFacts(catalogue, facts, discount));
            proof = proof with { Rule = verdict };
            if (verdict.Outcome == Outcome.Failed)
            {
                var violated = Violations.Of(verdict);
                return Refused(proof with
                {
                    RefusalKey = Violations.KeyOf(violated),
                    CustomerMessage = Violations.MessageOf(violated) ?? Given(terms.RefusalMessage),
                }, facts, terms);
            }
        }

        var order = new StateCheck(CheckKind.OrderGiven, discount is not null);
        proof = proof with { Checks = [.. checks, order] };
        if (discount is null)
            return Refused(proof with { RefusalKey = facts.Order is null ? RefusalKeys.MissingOrder : RefusalKeys.MissingAmount }, facts, terms);

        return new Decision
        {
            Proof = proof with { Accepted = true },
            DiscountAmount = discount.Amount,
            Facts = facts,
            Campaign = terms.Campaign,
            CampaignVersion = terms.PinnedNumber,
            Changes = counts.Changes(voucher, facts.Customer?.Id, discount.Amount),
        };
    }

    private static Decision Unknown(ValidateVoucher request, Catalogue catalogue, Facts facts, DateTimeOffset now) => new()
    {
        Facts = facts,
        Proof = new Proof
        {
            Accepted = false,
            RefusalKey = RefusalKeys.NotFound,
            Code = Cut(request.Code),
            DecidedAt = now,
            TimeZone = catalogue.Project.Zone.Id,
            OrderAmount = facts.Order?.AmountBefore,
            Checks = [new StateCheck(CheckKind.CodeExists, false, Text: facts.NearCode)],
        },
    };

    private static Decision Refused(Proof proof, Facts facts, DecisionTerms terms) => new()
    {
        Proof = proof,
        Facts = facts,
        Campaign = terms.Campaign,
        CampaignVersion = terms.PinnedNumber,
    };

    private static AppliedDiscount? Applied(DecisionTerms terms, OrderFacts? order, Catalogue catalogue) =>
        order is null || terms.Discount is not { } discount ? null : DiscountCalculator.Apply(new DiscountRequest
        {
            Discount = discount,
            Order = OrderState.Of(order.Content, order.DiscountAmount),
            Items = new CatalogueItems(catalogue),
        });

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Cut(string code) => code.Length <= 100 ? code : code[..100];
}
