using System.Text.Json;
using System.Text.Json.Nodes;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>What a change of a customer changed.</summary>
public static class CustomerChange
{
    /// <summary>What the log calls a change that the shop made: over the API, by a file, with a redemption.</summary>
    public const string ByShop = "customer.updated";

    /// <summary>What the log calls a change that a person made.</summary>
    public const string ByPerson = "customer.edited";

    /// <summary>The entry of the log for a change the shop made, with the parts that differ.</summary>
    internal static AuditEntry Of(Customer before, Customer after, string actor, DateTimeOffset at)
    {
        var (one, other) = Parted(Json(before), Json(after));
        return Trail.Entry(at, actor, ByShop, after.Id, before: one, after: other);
    }

    /// <summary>The parts that differ, as they were and as they are, from an entry of the log; null once somebody was erased.</summary>
    public static (JsonObject Before, JsonObject After)? Of(AuditEntry entry) =>
        entry is { Before: { } before, After: { } after } ? Parted(JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(after)!.AsObject()) : null;

    /// <summary>Everything known of a customer, as the log keeps it.</summary>
    internal static object Told(Customer customer) => new
    {
        name = customer.Name, email = customer.Email, phone = customer.Phone, source_id = customer.SourceId, description = customer.Description,
        birthdate = customer.Birthdate, address = customer.Address, metadata = customer.Metadata,
    };

    private static JsonObject Json(Customer customer) => JsonSerializer.SerializeToNode(Told(customer), PromoJson.Options)!.AsObject();

    // What stayed is taken out of both; of addresses and custom attributes the parts that stayed.
    private static (JsonObject One, JsonObject Other) Parted(JsonObject one, JsonObject other)
    {
        foreach (var name in one.Select(part => part.Key).ToList())
        {
            if (!other.TryGetPropertyValue(name, out var now)) continue;
            if (JsonNode.DeepEquals(one[name], now))
            {
                one.Remove(name);
                other.Remove(name);
            }
            else if (one[name] is JsonObject was && now is JsonObject inner)
            {
                Parted(was, inner);
            }
        }

        return (one, other);
    }
}
