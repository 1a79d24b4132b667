using PromoConsole.Engine.Filters;

namespace PromoConsole.Engine.Customers;

/// <summary>A segment that is a filter, made ready.</summary>
public sealed record FilterSegment(string Id, CompiledFilter<Customer> Filter);

/// <summary>The attributes of a customer that segments may ask about.</summary>
public static class CustomerFields
{
    public static FilterFields<Customer> All { get; } = new(
        "a customer",
        [
            new("name", FieldType.Text, customer => FilterValue.Of(customer.Name)),
            new("email", FieldType.Text, customer => FilterValue.Of(customer.Email)),
            new("phone", FieldType.Text, customer => FilterValue.Of(customer.Phone)),
            new("source_id", FieldType.Text, customer => FilterValue.Of(customer.SourceId)),
            new("description", FieldType.Text, customer => FilterValue.Of(customer.Description)),
            new("birthdate", FieldType.Time, customer => FilterValue.Of(customer.Birthdate)),
            new("created_at", FieldType.Time, customer => FilterValue.Of((DateTimeOffset?)customer.CreatedAt)),
            new("updated_at", FieldType.Time, customer => FilterValue.Of((DateTimeOffset?)customer.UpdatedAt)),
            new("address.city", FieldType.Text, customer => FilterValue.Of(customer.Address?.City)),
            new("address.state", FieldType.Text, customer => FilterValue.Of(customer.Address?.State)),
            new("address.country", FieldType.Text, customer => FilterValue.Of(customer.Address?.Country)),
            new("address.postal_code", FieldType.Text, customer => FilterValue.Of(customer.Address?.PostalCode)),
            new("address.line_1", FieldType.Text, customer => FilterValue.Of(customer.Address?.Line1)),
            new("address.line_2", FieldType.Text, customer => FilterValue.Of(customer.Address?.Line2)),
        ],
        [new("metadata.", customer => customer.Metadata)],
        ["summary.", "loyalty", "events.", "system_metadata.", "referrals", "tiers", "consents", "messages"]);
}
