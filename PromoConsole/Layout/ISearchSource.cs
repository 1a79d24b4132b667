namespace PromoConsole.Layout;

/// <summary>One place the search found.</summary>
/// <param name="Title">Its name: a code, a customer, a campaign, an action.</param>
/// <param name="Note">What tells it from others like it.</param>
/// <param name="Icon">An icon's name.</param>
/// <param name="Href">Where it leads.</param>
public sealed record SearchHit(string Title, string? Note, string Icon, string Href);

/// <summary>Hits of one kind: "Codes".</summary>
public sealed record SearchGroup(string Title, IReadOnlyList<SearchHit> Hits);

/// <summary>What the command palette searches.</summary>
public interface ISearchSource
{
    /// <summary>Finds what the signed-in person may open; empty text asks for what they may want first.</summary>
    /// <returns>Groups in the order to show, without empty ones.</returns>
    Task<IReadOnlyList<SearchGroup>> FindAsync(string text, CancellationToken ct);
}

/// <summary>Finds nothing: used where no source is registered.</summary>
internal sealed class NothingToFind : ISearchSource
{
    public Task<IReadOnlyList<SearchGroup>> FindAsync(string text, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SearchGroup>>([]);
}
