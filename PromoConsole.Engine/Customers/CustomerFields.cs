using System.Text.Json;
using PromoConsole.Engine.Filters;

namespace PromoConsole.Engine.Customers;

/// <summary>A segment that is a filter, made ready.</summary>
public sealed record FilterSegment(string Id, CompiledFilter<CustomerDetails> Filter)
{
    /// <summary>Whether it asks for what the customer bought and redeemed, which is summed up only then.</summary>
    public bool ReadsFigures { get; } = Filter.Asks(CustomerFields.Figures);

    /// <summary>Whether it asks how often a custom event happened; counted only then.</summary>
    public bool ReadsEvents { get; } = Filter.Asks(CustomerFields.Events);
}

/// <summary>The attributes of a customer that segments may ask about.</summary>
public static class CustomerFields
{
    /// <summary>How the names of sums over orders and redemptions begin. Amounts are minor units; the last and the average order are missing while there is none.</summary>
    public const string Figures = "summary.";

    /// <summary>How the names of counts of custom events begin.</summary>
    public const string Events = "events.";

    /// <summary>How the names of consents begin; true is given, false refused or withdrawn, and whoever was not asked has none.</summary>
    public const string Consents = "consents.";

    private static readonly JsonElement? s_yes = JsonElement.Parse("true");
    private static readonly JsonElement? s_no = JsonElement.Parse("false");

    public static FilterFields<CustomerDetails> All { get; } = new(
        "a customer",
        [
            new("name", FieldType.Text, one => FilterValue.Of(one.Customer.Name)),
            new("email", FieldType.Text, one => FilterValue.Of(one.Customer.Email)),
            new("phone", FieldType.Text, one => FilterValue.Of(one.Customer.Phone)),
            new("source_id", FieldType.Text, one => FilterValue.Of(one.Customer.SourceId)),
            new("description", FieldType.Text, one => FilterValue.Of(one.Customer.Description)),
            new("birthdate", FieldType.Time, one => FilterValue.Of(one.Customer.Birthdate)),
            new("created_at", FieldType.Time, one => FilterValue.Of((DateTimeOffset?)one.Customer.CreatedAt)),
            new("updated_at", FieldType.Time, one => FilterValue.Of((DateTimeOffset?)one.Customer.UpdatedAt)),
            new("address.city", FieldType.Text, one => FilterValue.Of(one.Customer.Address?.City)),
            new("address.state", FieldType.Text, one => FilterValue.Of(one.Customer.Address?.State)),
            new("address.country", FieldType.Text, one => FilterValue.Of(one.Customer.Address?.Country)),
            new("address.postal_code", FieldType.Text, one => FilterValue.Of(one.Customer.Address?.PostalCode)),
            new("address.line_1", FieldType.Text, one => FilterValue.Of(one.Customer.Address?.Line1)),
            new("address.line_2", FieldType.Text, one => FilterValue.Of(one.Customer.Address?.Line2)),
            new("summary.orders.total_amount", FieldType.Number, one => FilterValue.Of((long?)one.SpentAmount)),
            new("summary.orders.total_count", FieldType.Number, one => FilterValue.Of((long?)one.OrdersCount)),
            new("summary.orders.average_amount", FieldType.Number, one => FilterValue.Of(one.AverageOrderAmount)),
            new("summary.orders.last_order_amount", FieldType.Number, one => FilterValue.Of(one.LastOrderAmount)),
            new("summary.orders.last_order_date", FieldType.Time, one => FilterValue.Of(one.LastOrderAt)),
            new("summary.redemptions.total_redeemed", FieldType.Number, one => FilterValue.Of((long?)(one.RedeemedCount + one.RefusedCount))),
            new("summary.redemptions.total_succeeded", FieldType.Number, one => FilterValue.Of((long?)one.RedeemedCount)),
            new("summary.redemptions.total_failed", FieldType.Number, one => FilterValue.Of((long?)one.RefusedCount)),
            new("summary.redemptions.total_rolled_back", FieldType.Number, one => FilterValue.Of((long?)one.RolledBackCount)),
            new("summary.redemptions.total_rollback_succeeded", FieldType.Number, one => FilterValue.Of((long?)one.RolledBackCount)),
        ],
        [new("metadata.", one => one.Customer.Metadata)],
        ["summary.redemptions.gift.", "summary.redemptions.loyalty_card.", "loyalty", "system_metadata.", "referrals", "tiers", "messages"],
        [
            new(Events, ".count", FieldType.Number, (one, name) => FilterValue.Of((long?)one.CountOf(name))),
            new(Consents, "", FieldType.Anything, (one, id) => one.Customer.Consents?.GetValueOrDefault(id) is { } said ? FilterValue.Of(said.Given ? s_yes : s_no) : FilterValue.Missing),
        ]);
}
