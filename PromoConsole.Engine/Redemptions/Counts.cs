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
    private readonly long _campaign;
    private readonly long _discounted;
    private readonly long? _campaignOfCustomer;
    private readonly long? _codeOfCustomer;
    private readonly long? _discount;

    private Counts(CounterPlan plan, string campaignId, VoucherFacts voucher, Facts facts, AppliedDiscount? discount)
    {
        _plan = plan;
        _campaignId = campaignId;
        _discount = discount?.Amount;
        if (plan.CampaignRedemptions) _campaign = facts.Counter(CounterKeys.CampaignRedemptions(campaignId));
        if (plan.CampaignDiscounted) _discounted = facts.Counter(CounterKeys.CampaignDiscounted(campaignId));
        if (facts.Customer is not { } customer) return;
        _campaignOfCustomer = plan.CampaignRedemptionsOfCustomer && customer.Id is { } a ? facts.Counter(CounterKeys.CampaignRedemptionsOf(campaignId, a)) : 0;
        _codeOfCustomer = plan.CodeRedemptionsOfCustomer && customer.Id is { } b ? facts.Counter(CounterKeys.CodeRedemptionsOf(voucher.Id, b)) : 0;
    }

    /// <param name="discount">Null when it cannot be computed: a budget is then unknown.</param>
    public static Counts Of(CounterPlan plan, string campaignId, VoucherFacts voucher, Facts facts, AppliedDiscount? discount) =>
        new(plan, campaignId, voucher, facts, discount);

    public RuleFacts RuleFacts(Catalogue catalogue, Facts facts, AppliedDiscount? discount) => new()
    {
        Catalogue = catalogue,
        Customer = facts.Customer,
        Lines = facts.Order?.Content.Lines ?? [],
        OrderMetadata = facts.Order?.Content.Metadata ?? MetadataBag.Empty,
        InitialAmount = facts.Order?.InitialAmount,
        AmountBefore = facts.Order?.AmountBefore,
        TotalAmount = facts.Order?.AmountBefore - discount?.Amount,
        ItemsQuantity = facts.Order is { } order ? OrderArithmetic.Quantity(order.Content) : 0,
        CampaignRedemptions = _campaign + 1,
        CampaignRedemptionsOfCustomer = _campaignOfCustomer + 1,
        CodeRedemptionsOfCustomer = _codeOfCustomer + 1,
        CampaignDiscountedAmount = _discounted + _discount,
    };

    /// <summary>Each limit the rule names, and the code's own, before and after this redemption.</summary>
    public IReadOnlyList<LimitUse> Limits(CompiledRule? rule, VoucherFacts voucher)
    {
        var uses = new List<LimitUse>();
        if (voucher.RedemptionLimit is { } own) uses.Add(new(LimitUse.OfCode, Unit.Count, voucher.RedeemedQuantity, voucher.RedeemedQuantity + 1L, own));
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
    public IReadOnlyList<CounterChange> Changes(VoucherFacts voucher, string? customerId, long discount)
    {
        var changes = new List<CounterChange>(5);
        foreach (var key in _plan.Keys(_campaignId, voucher.Id, customerId))
            changes.Add(new(key, key.StartsWith("cd:", StringComparison.Ordinal) ? discount : 1));
        if (voucher.RedemptionLimit is null) changes.Add(new(CounterKeys.CodeRedemptions(voucher.Id), 1)); // "vn:" comes after all others
        return changes;
    }
}
