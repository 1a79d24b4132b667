using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Which counters a rule reads, so that exactly those are loaded, moved and read back.</summary>
/// <remarks>Muted conditions read nothing.</remarks>
public sealed record CounterPlan(bool CampaignRedemptions, bool CampaignDiscounted, bool CampaignRedemptionsOfCustomer, bool CodeRedemptionsOfCustomer)
{
    public static CounterPlan None { get; } = new(false, false, false, false);

    public bool IsEmpty => this == None;

    public static CounterPlan Of(CompiledRule? rule)
    {
        var plan = None;
        foreach (var condition in rule?.Conditions ?? [])
        {
            plan = condition switch
            {
                Rules.CampaignRedemptions => plan with { CampaignRedemptions = true },
                CampaignDiscountedAmount => plan with { CampaignDiscounted = true },
                CampaignRedemptionsPerCustomer => plan with { CampaignRedemptionsOfCustomer = true },
                CodeRedemptionsPerCustomer => plan with { CodeRedemptionsOfCustomer = true },
                _ => plan,
            };
        }

        return plan;
    }

    /// <summary>The keys to load for one request, in the fixed order of counters (ordinal).</summary>
    /// <param name="campaignId">For a code without campaign, its own id: it is treated as its campaign.</param>
    /// <param name="customerId">Null when there is none, or one not stored yet: nothing of hers is counted so far.</param>
    public IReadOnlyList<string> Keys(string campaignId, string voucherId, string? customerId)
    {
        var keys = new List<string>(4);
        if (CampaignRedemptionsOfCustomer && customerId is not null) keys.Add(CounterKeys.CampaignRedemptionsOf(campaignId, customerId));
        if (CampaignDiscounted) keys.Add(CounterKeys.CampaignDiscounted(campaignId));
        if (CampaignRedemptions) keys.Add(CounterKeys.CampaignRedemptions(campaignId));
        if (CodeRedemptionsOfCustomer && customerId is not null) keys.Add(CounterKeys.CodeRedemptionsOf(voucherId, customerId));
        return keys; // "cc:" < "cd:" < "cn:" < "vc:"
    }
}
