using System.Text.Json;
using PromoConsole.Engine.Filters;

namespace PromoConsole.Tests.Engine.Customers.Segments;

/// <summary>Filters written shortly.</summary>
internal static class Filters
{
    public static Filter All(params FieldFilter[] fields) => new(Junction.And, fields);

    public static Filter Any(params FieldFilter[] fields) => new(Junction.Or, fields);

    public static FieldFilter Ask(string field, FilterOperator comparison, params object[] values) =>
        new(field, [new(comparison, [.. values.Select(value => JsonSerializer.SerializeToElement(value))])]);
}
