using System.Collections.Frozen;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Api.Rules;

/// <summary>Operators as they are written on the wire.</summary>
internal static class OperatorNames
{
    private static readonly FrozenDictionary<string, Operator> ByName = new Dictionary<string, Operator>
    {
        ["$is"] = Operator.Is, ["$in"] = Operator.Is, ["$is_not"] = Operator.IsNot, ["$not_in"] = Operator.IsNot,
        ["$more_than"] = Operator.MoreThan, ["$less_than"] = Operator.LessThan,
        ["$more_than_or_equal"] = Operator.AtLeast, ["$greater_than_or_equal"] = Operator.AtLeast, ["$more_than_equal"] = Operator.AtLeast,
        ["$less_than_or_equal"] = Operator.AtMost, ["$less_than_equal"] = Operator.AtMost,
        ["$starts_with"] = Operator.StartsWith, ["$ends_with"] = Operator.EndsWith, ["$contains"] = Operator.Contains,
        ["$has_value"] = Operator.HasValue, ["$is_unknown"] = Operator.IsUnknown, ["$before"] = Operator.Before, ["$after"] = Operator.After,
        ["$more_than_ago"] = Operator.MoreThanDaysAgo, ["$less_than_ago"] = Operator.LessThanDaysAgo, ["$is_days_ago"] = Operator.DaysAgo,
        ["$more_than_future"] = Operator.MoreThanDaysAhead, ["$less_than_future"] = Operator.LessThanDaysAhead, ["$is_days_in_future"] = Operator.DaysAhead,
        ["$dow"] = Operator.DayOfWeek,
        ["$timeframe"] = Operator.Within, ["$timeframe_in_past"] = Operator.WithinPast, ["$timeframe_in_future"] = Operator.WithinFuture, ["$timeframe_in_day"] = Operator.WithinDay,
        ["$count"] = Operator.Count, ["$count_more"] = Operator.CountMore, ["$count_less"] = Operator.CountLess,
        ["$not_intersect"] = Operator.NotIntersect, ["$not_differ"] = Operator.NotDiffer,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Of several names the first is the one that is written.
    private static readonly FrozenDictionary<Operator, string> Names = new Dictionary<Operator, string>
    {
        [Operator.Is] = "$is", [Operator.IsNot] = "$is_not", [Operator.AtLeast] = "$more_than_or_equal", [Operator.AtMost] = "$less_than_or_equal",
    }.Concat(ByName.Where(one => one.Value is not (Operator.Is or Operator.IsNot or Operator.AtLeast or Operator.AtMost)).Select(one => KeyValuePair.Create(one.Value, one.Key)))
        .ToFrozenDictionary();

    /// <summary>Null for names that are no operator.</summary>
    public static Operator? Find(string name) => ByName.TryGetValue(name, out var op) ? op : null;

    public static string Of(Operator op) => Names[op];

    /// <summary>The other names that are understood.</summary>
    public static IEnumerable<string> OlderOf(Operator op) => ByName.Where(one => one.Value == op && one.Key != Of(op)).Select(one => one.Key).Order(StringComparer.Ordinal);
}
