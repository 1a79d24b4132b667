namespace PromoConsole.Engine.Redemptions;

/// <summary>The outcome of validating or redeeming one code, before anything is written.</summary>
public sealed record Decision
{
    public required Proof Proof { get; init; }

    public bool Accepted => Proof.Accepted;

    /// <summary>What comes off, minor units; 0 on a refusal.</summary>
    public long DiscountAmount { get; init; }

    /// <summary>The facts it was decided on, for whoever writes or shows it.</summary>
    public required Facts Facts { get; init; }

    /// <summary>Null when the code is unknown.</summary>
    public CatalogueCampaign? Campaign { get; init; }

    /// <summary>The version whose discount and dates were used.</summary>
    public int? CampaignVersion { get; init; }

    /// <summary>
    /// Counters to move when this is committed, in their fixed order (ordinal); empty on a refusal. Only those the rule in force reads, and the
    /// code's own count when it has no limit. A code with a limit is counted in its own row, by whoever commits: it is not in this list.
    /// </summary>
    public IReadOnlyList<CounterChange> Changes { get; init; } = [];
}

/// <param name="Delta">Added to the counter: 1 for a use, minor units for amounts.</param>
public sealed record CounterChange(string Key, long Delta);
