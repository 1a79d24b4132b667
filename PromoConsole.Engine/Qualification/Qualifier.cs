using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Qualification;

/// <summary>
/// Decides offers one by one on the order as it was sent, each by itself, with the decider of validation. Pure: no clock, no I/O, no randomness.
/// </summary>
internal sealed class Qualifier
{
    private readonly QualifyRedeemables _request;
    private readonly ValidateRedeemables _asValidation;
    private readonly Catalogue _catalogue;
    private readonly Facts _facts;
    private readonly DateTimeOffset _now;
    private readonly Looking _looking;
    private readonly StepDecider _decider;
    private readonly ProductRelevance? _relevance;

    private Qualifier(QualifyRedeemables request, Catalogue catalogue, Facts facts, DateTimeOffset now)
    {
        _request = request;
        _asValidation = request.AsValidation;
        _catalogue = catalogue;
        _facts = facts;
        _now = now;
        _looking = Looking.Of(request.Scenario);
        _decider = new(catalogue, facts, _asValidation, now);
        if (_looking.AboutItems) _relevance = new(new CatalogueItems(catalogue, facts.GivenItems), facts.Order?.State.Content.Lines ?? [], new(now, catalogue.Project.Zone));
    }

    /// <param name="offers">Each once; their vouchers and counters are among the facts.</param>
    public static QualificationAnswer Decide(QualifyRedeemables request, Catalogue catalogue, Facts facts, IReadOnlyList<Offer> offers, DateTimeOffset now)
    {
        var (entries, hasMore, more) = OfferPage.Of(request, offers, new Qualifier(request, catalogue, facts, now).Decide);
        return new() { Entries = entries, HasMore = hasMore, More = more, Catalogue = catalogue, Facts = facts };
    }

    /// <returns>Null when the customer could not use it.</returns>
    private Qualified? Decide(Offer offer)
    {
        if (offer.Stack is not null) return DecideStack(offer);
        var incentive = Fresh(offer, offer.Incentives[0]);
        if (_looking.About == Index.AskedAbout.Everything)
        {
            var decision = RedemptionDecider.Alone(incentive, _decider, _catalogue, _facts);
            return decision.Accepted || LacksOnlyTheOrder(decision.Steps[0]) ? Of(offer, decision.Steps) : null;
        }

        if (incentive.InForce is null) return null;
        incentive = RuleScope.Of(incentive, _looking.About);
        if (_relevance is null) return DecideScoped(offer, incentive with { Bundle = null });
        if (!_relevance.Discounts(incentive) && (OnlyDiscounts || !_relevance.Requires(incentive))) return null;
        return DecideScoped(offer, incentive);
    }

    private bool OnlyDiscounts => _request.Scenario is QualificationScenario.ProductsDiscount or QualificationScenario.ProductsDiscountByCustomer;

    private Qualified? DecideScoped(Offer offer, Incentive incentive)
    {
        var step = _decider.Decide(incentive);
        if (step.Status == StepStatus.Applicable || LacksOnlyTheOrder(step)) return Of(offer, [step]);
        // A bundle still being gathered is worth telling; everything else must be right already.
        if (step.Proof is not { Rule: null, Discount.Bundle.Quantity: 0 } || DecideScoped(offer, incentive with { Bundle = null }) is not { } whole) return null;
        return whole with { Steps = [step], Order = _decider.Order, DiscountAmount = 0 };
    }

    private Qualified? DecideStack(Offer offer)
    {
        var decision = RedemptionDecider.DecideOnce(_asValidation with { Redeemables = [offer.Asked] }, _catalogue, _facts with { Vouchers = [] }, _now);
        return decision.Accepted ? Of(offer, [.. decision.Applied]) with { Order = decision.Order, DiscountAmount = decision.DiscountAmount } : null;
    }

    // The customer would hold the code that a campaign gave her.
    private Incentive Fresh(Offer offer, Incentive incentive) =>
        offer.Kind == OfferKind.Campaign && _facts.Customer?.Id is { } id ? incentive with { Voucher = incentive.Voucher! with { HolderId = id } } : incentive;

    // The order is the last thing a decision asks for: everything else was right.
    private static bool LacksOnlyTheOrder(Step step) =>
        step.Status == StepStatus.Inapplicable && step.Proof.RefusalKey is RefusalKeys.MissingOrder or RefusalKeys.MissingAmount;

    private Qualified Of(Offer offer, IReadOnlyList<Step> steps) => new()
    {
        Kind = offer.Kind,
        Id = offer.Name,
        CreatedAt = offer.CreatedAt,
        Steps = steps,
        Order = steps[^1].After,
        DiscountAmount = steps[0].DiscountAmount,
        Campaign = offer.Campaign,
        Stack = offer.Stack,
        CategoryId = offer.CategoryId,
        IsHeld = offer.IsHeld,
    };
}
