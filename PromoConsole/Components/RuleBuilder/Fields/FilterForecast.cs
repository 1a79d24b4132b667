namespace PromoConsole.Components.RuleBuilder.Fields;

/// <summary>What a filter fits, as far as was looked, for the panel beside its tree.</summary>
/// <param name="There">How many there are.</param>
/// <param name="Looked">How many were asked so far.</param>
/// <param name="About">How many it fits; exact when <see cref="IsWhole"/>.</param>
/// <param name="IsWhole">All were asked.</param>
/// <param name="Sample">Some that it fits.</param>
public sealed record FilterForecast(long There, long Looked, long About, bool IsWhole, IReadOnlyList<FilterSample> Sample)
{
    /// <summary>How many would come in; null where nothing was kept before.</summary>
    public FilterMoves? Enter { get; init; }

    /// <summary>How many would go.</summary>
    public FilterMoves? Leave { get; init; }
}

/// <param name="Href">Its page; null for none.</param>
public sealed record FilterSample(string Name, string? Note, string? Href);

/// <param name="Sample">Some of them.</param>
public sealed record FilterMoves(long Count, IReadOnlyList<FilterSample> Sample);

/// <summary>A filter as far as it is built.</summary>
/// <param name="Filter">Null while nothing is asked or something is missing.</param>
/// <param name="Incomplete">How many parts are incomplete.</param>
public sealed record FilterDraft(Engine.Filters.Filter? Filter, int Incomplete)
{
    /// <summary>Why it cannot be saved; null when it can.</summary>
    public string? Problem => Filter is not null ? null : Incomplete switch
    {
        0 => "Add at least one rule.",
        1 => "One rule is incomplete. Finish it, or remove it.",
        _ => $"{Incomplete} rules are incomplete. Finish them, or remove them.",
    };
}
