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
    private const string Conditions = "][conditions][";

    public static bool IsOne(string name) => name == Root || name.StartsWith(Root + "[", StringComparison.Ordinal);

    // Keys of custom attributes may have brackets of their own.
    private static (string Field, string Comparison, string At)? Parts(string name)
    {
        var middle = name.IndexOf(Conditions, StringComparison.Ordinal);
        if (middle <= Root.Length + 1 || name[^1] != ']' || name.Length <= middle + Conditions.Length) return null;
        return name[(middle + Conditions.Length)..^1].Split("][") switch
        {
            [{ Length: > 0 } comparison] => (name[(Root.Length + 1)..middle], comparison, "0"),
            [{ Length: > 0 } comparison, var at] => (name[(Root.Length + 1)..middle], comparison, at.Length > 0 ? at : "0"),
            _ => null,
        };
    }

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
            if (name == $"{Root}[junction]") filters["junction"] = given.LastOrDefault()?.ToLowerInvariant();
            else if (Parts(name) is var (field, comparison, at)) Add(field, comparison, at, given!);
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
