using System.Linq.Expressions;

namespace PromoConsole.Engine.Storage;

/// <summary>Goes through sorted rows a page at a time behind the last row, so that the last page costs what the first one does.</summary>
internal static class Keyset
{
    /// <summary>The rows behind one, where they are sorted by a key and then by <c>Id</c>, both the same way. Missing keys count as the smallest.</summary>
    public static IQueryable<T> Behind<T, TKey>(this IQueryable<T> rows, Expression<Func<T, TKey>> key, TKey lastKey, string lastId, bool descending)
    {
        Expression<Func<TKey>> at = () => lastKey; // a parameter of the statement
        Expression<Func<string>> id = () => lastId;
        var row = key.Parameters[0];
        var missing = Expression.Constant(null, typeof(TKey).IsValueType && Nullable.GetUnderlyingType(typeof(TKey)) is null ? typeof(object) : typeof(TKey));
        var idBehind = Compared(Expression.Property(row, "Id"), id.Body, descending, orAt: false);
        Expression behind;
        if (lastKey is null)
        {
            behind = descending ? Expression.AndAlso(Expression.Equal(key.Body, missing), idBehind) : Expression.OrElse(Expression.NotEqual(key.Body, missing), idBehind);
        }
        else
        {
            // The key is said twice, so that an index is entered where it stands.
            behind = Expression.AndAlso(
                Compared(key.Body, at.Body, descending, orAt: true), Expression.OrElse(Compared(key.Body, at.Body, descending, orAt: false), idBehind));
            if (descending && Nullable.GetUnderlyingType(typeof(TKey)) is not null) behind = Expression.OrElse(behind, Expression.Equal(key.Body, missing));
        }

        return rows.Where(Expression.Lambda<Func<T, bool>>(behind, row));
    }

    private static BinaryExpression Compared(Expression one, Expression other, bool below, bool orAt)
    {
        if (one.Type == typeof(string))
            (one, other) = (Expression.Call(typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!, one, other), Expression.Constant(0));
        return (below, orAt) switch
        {
            (true, true) => Expression.LessThanOrEqual(one, other),
            (true, false) => Expression.LessThan(one, other),
            (false, true) => Expression.GreaterThanOrEqual(one, other),
            _ => Expression.GreaterThan(one, other),
        };
    }
}
