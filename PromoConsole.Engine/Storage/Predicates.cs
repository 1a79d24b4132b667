using System.Linq.Expressions;

namespace PromoConsole.Engine.Storage;

/// <summary>Puts conditions on rows together, so that the database is asked once.</summary>
internal static class Predicates
{
    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(one.Body, Over(one, other)), one.Parameters);

    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, Over(one, other)), one.Parameters);

    public static Expression<Func<T, bool>> Not<T>(this Expression<Func<T, bool>> one) => Expression.Lambda<Func<T, bool>>(Expression.Not(one.Body), one.Parameters);

    /// <summary>The condition on a value, asked of what the value is read from.</summary>
    public static Expression<Func<T, bool>> Holds<T, TValue>(this Expression<Func<T, TValue>> value, Expression<Func<TValue, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(new Placed(condition.Parameters[0], value.Body).Visit(condition.Body), value.Parameters);

    private static Expression Over<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => new Placed(other.Parameters[0], one.Parameters[0]).Visit(other.Body);

    private sealed class Placed(ParameterExpression where, Expression what) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == where ? what : node;
    }
}
