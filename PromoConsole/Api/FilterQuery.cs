using System.Globalization;
using System.Text.Json.Nodes;
using PromoConsole.Engine.Filters;

namespace PromoConsole.Api;

/// <summary>
/// Filters in a query string, written with brackets: <c>filters[code][conditions][$is][0]=BLCK</c>, a single value also without its number. They become
/// a body and are read as those of segments are.
/// </summary>
internal static class FilterQuery
{
    private const string Root = "filters";

    public static bool IsOne(string name) => name == Root || name.StartsWith(Root + "[", StringComparison.Ordinal);

    /// <param name="names">What they may name.</param>
    /// <param name="problems">Takes what is wrong with them.</param>
    /// <returns>Null when there are none, or something is wrong.</returns>
    public static Filter? Read(IQueryCollection query, IFilterNames names, List<string> problems)
    {
        var values = new SortedDictionary<(string Field, string Operator), List<(int At, string Value)>>();
        var filters = new JsonObject();
        foreach (var (name, given) in query)
        {
            if (!IsOne(name)) continue;
            var parts = name.Replace("]", "", StringComparison.Ordinal).Split('[');
            if (parts is [_, "junction"]) filters["junction"] = given.LastOrDefault()?.ToLowerInvariant();
            else if (parts is [_, var field, "conditions", var comparison, .. { Length: <= 1 } index] && field.Length > 0) Add(field, comparison, index is [{ Length: > 0 } at] ? at : "0", given!);
            else problems.Add($"Property .{name} should be written filters[field][conditions][operator]");
        }

        if (values.Count == 0) return null;
        foreach (var ((field, comparison), all) in values)
        {
            if (filters[field] is not JsonObject { } own) filters[field] = own = new JsonObject { ["conditions"] = new JsonObject() };
            own["conditions"]![comparison] = new JsonArray([.. all.OrderBy(one => one.At).Select(one => (JsonNode)one.Value)]);
        }

        var body = ApiBody.Of(new JsonObject { [Root] = filters });
        var read = FilterBody.Read(body.Fields.Object(Root)!, needsJunction: false);
        if (body.Fields.Problems is { } malformed) problems.AddRange(malformed.Split('\n'));
        else if (FilterCheck.Problems(read, names) is { Count: > 0 } wrong) problems.AddRange(wrong.Select(problem => $"Property .{Root}: {problem}"));
        else return read;
        return null;

        void Add(string field, string comparison, string at, IEnumerable<string> given)
        {
            // States are spelled as operators that compare with nothing: filters[status][conditions][$active]=
            var state = field is "status" or "active" && !FilterBody.IsOperator(comparison);
            var key = (field, state ? "$is" : comparison);
            if (!values.TryGetValue(key, out var all)) values[key] = all = [];
            var number = int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : int.MaxValue;
            all.AddRange(given.Select(value => (number, state ? comparison : value)));
        }
    }
}
