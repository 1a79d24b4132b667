using System.Globalization;
using System.Text.Json.Nodes;

namespace PromoConsole.Api.Client;

/// <summary>
/// The older way of asking out of a page: the request in the query string, with brackets (<c>item[0][product_id]=…</c>). It becomes a body and is read as one.
/// </summary>
internal static class QueryBody
{
    private const int MostDepth = 5;
    private static readonly string[] s_session = ["type", "key", "ttl", "ttl_unit"];

    public static ApiBody Read(IQueryCollection query)
    {
        var given = new JsonObject();
        foreach (var (name, values) in query)
            if (values.LastOrDefault() is { Length: > 0 } value) Put(given, Parts(name), value);

        var order = given["order"] as JsonObject ?? [];
        given.Remove("order");
        if (Taken(given, "amount") is { } amount) order["amount"] = amount;
        if (given["item"] is JsonObject items) order["items"] = ListOf(items);
        if (order.Count > 0) given["order"] = order;
        var session = new JsonObject();
        foreach (var part in s_session)
            if (Taken(given, $"session_{part}") is { } value) session[part] = value;
        if (session.Count > 0) given["session"] = session;

        var body = ApiBody.Of(given);
        foreach (var missing in (string[])["gift", "reward"])
            if (body.Fields.Has(missing)) body.Fields.Problem(missing, "is not offered in this release");
        return body;
    }

    private static JsonNode? Taken(JsonObject from, string name) => from.Remove(name, out var value) ? value : null;

    private static string[] Parts(string name) => name.Replace("]", "", StringComparison.Ordinal).Split('[');

    private static void Put(JsonObject into, string[] parts, string value)
    {
        if (parts.Length > MostDepth) return;
        for (var i = 0; i < parts.Length - 1; i++)
        {
            if (into[parts[i]] is not JsonObject inner) into[parts[i]] = inner = [];
            into = inner;
        }

        into[parts[^1]] = value;
    }

    // By their numbers, which need not be without gaps.
    private static JsonArray ListOf(JsonObject numbered) => [.. numbered
        .OrderBy(pair => int.TryParse(pair.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)
        .Select(pair => pair.Value?.DeepClone())];
}
