namespace PromoConsole.Components.Tables;

/// <summary>Which rows a table wants.</summary>
/// <param name="Skip">Rows before the first wanted one.</param>
/// <param name="Take">How many at most.</param>
/// <param name="SortBy">The key of the column to sort by; null is the list's own order.</param>
/// <param name="Descending">Largest first.</param>
public sealed record TableQuery(int Skip, int Take, string? SortBy, bool Descending)
{
    /// <summary>Rows in the order an address names: <c>name</c>, or <c>-name</c> for the largest first.</summary>
    public static TableQuery Sorted(string? sort, int skip = 0, int take = 0) =>
        new(skip, take, sort?.TrimStart('-') is { Length: > 0 } key ? key : null, sort?.StartsWith('-') == true);
}

/// <summary>The rows of one page of a list.</summary>
/// <param name="Rows">At most as many as were asked for.</param>
/// <param name="TotalCount">How many there are with the filters that are on.</param>
/// <param name="CountedTo">How far they are counted: a total above it means more than that. Null when all are.</param>
public sealed record TablePage<TItem>(IReadOnlyList<TItem> Rows, long TotalCount, long? CountedTo = null);
