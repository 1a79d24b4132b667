using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace PromoConsole.Engine.Storage;

/// <summary>Sorts rows so that every page is the same however often it is read: what is equal goes by id.</summary>
internal static class Sorting
{
    /// <summary>By a key and then by <c>Id</c>, both the same way. Missing keys count as the smallest.</summary>
    public static IOrderedQueryable<T> SortedBy<T, TKey>(this IQueryable<T> rows, Expression<Func<T, TKey>> key, bool descending) => descending
        ? rows.OrderByDescending(key).ThenByDescending(row => EF.Property<string>(row!, "Id"))
        : rows.OrderBy(key).ThenBy(row => EF.Property<string>(row!, "Id"));
}
