using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Redemptions;

/// <summary>The outcome of validating or redeeming codes and tiers together, before anything is written.</summary>
public sealed record Decision
{
    /// <summary>One for each redeemable, stacks expanded to their tiers, in the order of application.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>
    /// Whether anything would be used: at least one step applies and, unless the project applies what it can, none failed.
    /// </summary>
    public required bool Accepted { get; init; }

    /// <summary>Why it is refused as a whole; null when accepted.</summary>
    public string? RefusalKey { get; init; }

    /// <summary>What it was decided by.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>The facts it was decided on, for whoever writes or shows it.</summary>
    public required Facts Facts { get; init; }

    /// <summary>The order after everything that applies; null without an order.</summary>
    public OrderState? Order { get; init; }

    /// <summary>The step that tells how it ended: the first that failed of a refused request, the first that applies of an accepted one.</summary>
    public Step Decisive =>
        Steps.FirstOrDefault(step => step.Status == (Accepted ? StepStatus.Applicable : StepStatus.Inapplicable)) ?? Steps[0];

    public Proof Proof => Decisive.Proof;

    public CatalogueCampaign? Campaign => Decisive.Campaign;

    /// <summary>The version whose discount and dates were used.</summary>
    public int? CampaignVersion => Decisive.CampaignVersion;

    /// <summary>What comes off in all, minor units; 0 on a refusal.</summary>
    public long DiscountAmount => Accepted ? Applied.Sum(step => step.DiscountAmount) : 0;

    public IEnumerable<Step> Applied => Accepted ? Steps.Where(step => step.Status == StepStatus.Applicable) : [];

    /// <summary>
    /// Counters to move when this is committed, each once, in their fixed order (ordinal); empty on a refusal. Only those that the rules in force read,
    /// and the own count of codes without a limit. A code with a limit is counted in its own row, by whoever commits: it is not in this list.
    /// </summary>
    public IReadOnlyList<CounterChange> Changes
    {
        get
        {
            var applied = Applied.ToList();
            if (applied.Count <= 1) return applied.Count == 0 ? [] : applied[0].Changes;
            return [.. applied.SelectMany(step => step.Changes).GroupBy(change => change.Key, change => change.Delta, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new CounterChange(group.Key, group.Sum()))];
        }
    }
}

/// <summary>How one redeemable came out among the others. Stored as the word.</summary>
public enum StepStatus { Applicable, Inapplicable, Skipped }

/// <summary>One redeemable on the order as the ones before it left it.</summary>
public sealed record Step
{
    public required Redeemable Asked { get; init; }

    public required StepStatus Status { get; init; }

    /// <summary>Why, complete in itself; <see cref="Redemptions.Proof.SkipKey"/> says why a skipped one was left out.</summary>
    public required Proof Proof { get; init; }

    /// <summary>Null for tiers and for a code nobody knows.</summary>
    public VoucherFacts? Voucher { get; init; }

    /// <summary>Null for codes and for a tier nobody knows.</summary>
    public TierSetup? Tier { get; init; }

    public CatalogueCampaign? Campaign { get; init; }

    public int? CampaignVersion { get; init; }

    public string? CategoryId { get; init; }

    /// <summary>The order before and after it; the same when it does not apply. Null without an order.</summary>
    public OrderState? Before { get; init; }

    public OrderState? After { get; init; }

    /// <summary>What comes off, minor units; 0 unless it applies.</summary>
    public long DiscountAmount { get; init; }

    /// <summary>Counters it moves, in their fixed order; empty unless it applies.</summary>
    public IReadOnlyList<CounterChange> Changes { get; init; } = [];
}

/// <param name="Delta">Added to the counter: 1 for a use, minor units for amounts.</param>
public sealed record CounterChange(string Key, long Delta);
