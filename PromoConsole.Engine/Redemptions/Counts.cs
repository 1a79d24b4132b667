using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>What was used up before this redemption, as far as the rule in force reads it, and what this one adds.</summary>
internal sealed class Counts
{
    private readonly CounterPlan _plan;
    private readonly string _campaignId;
    private readonly string _incentiveId;
    private readonly string? _customerId;
    private readonly long _campaign;
    private readonly long _discounted;
    private readonly long? _campaignOfCustomer;
    private readonly long? _codeOfCustomer;
    private readonly long? _discount;

    private Counts(CounterPlan plan, string campaignId, string incentiveId, CustomerFacts? customer, Func<string, long> counter, AppliedDiscount? discount)
    {
        (_plan, _campaignId, _incentiveId, _customerId) = (plan, campaignId, incentiveId, customer?.Id);
        _discount = discount?.Amount;
        if (plan.CampaignRedemptions) _campaign = counter(CounterKeys.CampaignRedemptions(campaignId));
        if (plan.CampaignDiscounted) _discounted = counter(CounterKeys.CampaignDiscounted(campaignId));
        if (customer is null) return;
        _campaignOfCustomer = plan.CampaignRedemptionsOfCustomer && customer.Id is { } a ? counter(CounterKeys.CampaignRedemptionsOf(campaignId, a)) : 0;
        _codeOfCustomer = plan.CodeRedemptionsOfCustomer && customer.Id is { } b ? counter(CounterKeys.CodeRedemptionsOf(incentiveId, b)) : 0;
    }

    /// <param name="counter">Value of a counter, with what earlier redeemables of the same request added.</param>
    /// <param name="discount">Null when it cannot be computed: a budget is then unknown.</param>
    public static Counts Of(
        CounterPlan plan, string campaignId, string incentiveId, CustomerFacts? customer, Func<string, long> counter, AppliedDiscount? discount) =>
        new(plan, campaignId, incentiveId, customer, counter, discount);

    /// <param name="before">The order as it stands before this redeemable; null without one.</param>
    /// <param name="after">As it would stand after it.</param>
    public RuleFacts RuleFacts(Catalogue catalogue, Facts facts, OrderState? before, OrderState? after) => new()
    {
        Catalogue = catalogue,
        Customer = facts.Customer,
        Lines = before?.Content.Lines ?? [],
        OrderMetadata = before?.Metadata ?? MetadataBag.Empty,
        InitialAmount = before?.InitialAmount,
        AmountBefore = before?.TotalAmount,
        TotalAmount = after?.TotalAmount,
        ItemsQuantity = before?.ItemsQuantity ?? 0,
        CampaignRedemptions = _campaign + 1,
        CampaignRedemptionsOfCustomer = _campaignOfCustomer + 1,
        CodeRedemptionsOfCustomer = _codeOfCustomer + 1,
        CampaignDiscountedAmount = _discounted + _discount,
    };

    /// <summary>Each limit the rule names, and the code's own, before and after this redemption.</summary>
    public IReadOnlyList<LimitUse> Limits(CompiledRule? rule, VoucherFacts? voucher)
    {
        var uses = new List<LimitUse>();
        if (voucher is { RedemptionLimit: { } own }) uses.Add(new(LimitUse.OfCode, Unit.Count, voucher.RedeemedQuantity, voucher.RedeemedQuantity + 1L, own));
        foreach (var condition in rule?.Conditions ?? [])
        {
            var (unit, before, adds, comparison, asked) = condition switch
            {
                CampaignRedemptions c => (Unit.Count, (long?)_campaign, (long?)1, c.Is, c.Limit),
                CampaignRedemptionsPerCustomer c => (Unit.Count, _campaignOfCustomer, 1, c.Is, c.Limit),
                CodeRedemptionsPerCustomer c => (Unit.Count, _codeOfCustomer, 1, c.Is, c.Limit),
                CampaignDiscountedAmount c => (Unit.Amount, _discounted, _discount, c.Is, c.Amount),
                _ => (Unit.None, null, null, default, 0),
            };
            long? limit = comparison switch { Comparison.AtMost => asked, Comparison.LessThan => asked - 1, _ => null };
            if (before is { } used && adds is { } more && limit is { } most)
                uses.Add(new(RuleKinds.WordOf(condition), unit, used, used + more, most));
        }

        return uses;
    }

    /// <summary>What to add when this redemption is committed, in the fixed order of counters.</summary>
    public IReadOnlyList<CounterChange> Changes(VoucherFacts? voucher, long discount)
    {
        var changes = new List<CounterChange>(5);
        foreach (var key in _plan.Keys(_campaignId, _incentiveId, _customerId))
            changes.Add(new(key, key.StartsWith("cd:", StringComparison.Ordinal) ? discount : 1));
        if (voucher is { RedemptionLimit: null }) changes.Add(new(CounterKeys.CodeRedemptions(voucher.Id), 1)); // "vn:" comes after all others
        return changes;
    }
}
