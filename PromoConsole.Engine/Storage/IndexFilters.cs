using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoConsole.Engine.Storage;

internal static class IndexFilters
{
    /// <summary>Keeps rows without a value out of the index: they cost nothing and, in a unique index, do not clash.</summary>
    public static IndexBuilder<T> WhereGiven<T>(this IndexBuilder<T> index, string column) =>
        index.HasFilter($"{column} IS NOT NULL"); // no quotes needed, so one text serves both providers
}
