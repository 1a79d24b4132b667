using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>How customer data that arrives meets what is stored: absent parts stay, metadata is merged by key.</summary>
public static class CustomerMerge
{
    public const string IdPrefix = "cust_";
    public const int MaxSourceIdLength = 255;
    public const int MaxNameLength = 255;
    public const int MaxEmailLength = 255;
    public const int MaxPhoneLength = 64;

    /// <summary>The platform id meant; null when the input names none. The platform id wins over a source id.</summary>
    public static string? PlatformId(CustomerInput input) => IsPlatformId(input.Id) ? input.Id : null;

    /// <summary>The shop's id meant: <c>source_id</c>, or an <c>id</c> that is not one of ours. Null when there is neither.</summary>
    public static string? SourceId(CustomerInput input)
    {
        if (!string.IsNullOrWhiteSpace(input.SourceId)) return input.SourceId.Trim();
        return string.IsNullOrWhiteSpace(input.Id) || IsPlatformId(input.Id) ? null : input.Id.Trim();
    }

    /// <returns>What is wrong with the input, or null.</returns>
    public static PromoError? Problem(CustomerInput input) =>
        Problem("source_id", SourceId(input), MaxSourceIdLength)
        ?? Problem("name", input.Name, MaxNameLength)
        ?? Problem("email", input.Email, MaxEmailLength)
        ?? Problem("phone", input.Phone, MaxPhoneLength);

    /// <summary>A customer nobody has stored yet.</summary>
    public static Customer New(CustomerInput input, DateTimeOffset now, bool demo)
    {
        var customer = new Customer
        {
            Id = Ids.New(IdPrefix, now), SourceId = SourceId(input), Demo = demo, CreatedAt = now, UpdatedAt = now,
        };
        Lay(customer, input, now);
        return customer;
    }

    /// <summary>Lays the input over the customer. A source id is taken only while there is none: it never changes by an upsert.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool Lay(Customer customer, CustomerInput input, DateTimeOffset now)
    {
        var before = (customer.SourceId, customer.Name, customer.Email, customer.Phone, customer.Metadata);
        customer.SourceId ??= SourceId(input);
        customer.Name = Text(input.Name) ?? customer.Name;
        customer.Email = Text(input.Email) ?? customer.Email;
        customer.Phone = Text(input.Phone) ?? customer.Phone;
        customer.Metadata = customer.Metadata.MergedWith(input.Metadata);
        customer.Search = SearchText.Of(customer.Name, customer.Email, customer.Phone, customer.SourceId);
        var changed = before != (customer.SourceId, customer.Name, customer.Email, customer.Phone, customer.Metadata);
        if (changed) customer.UpdatedAt = now;
        return changed;
    }

    /// <summary>Takes name, e-mail and phone exactly as given, cleared where empty; the source id and metadata as <see cref="Lay"/>.</summary>
    public static void Replace(Customer customer, CustomerInput input, DateTimeOffset now)
    {
        (customer.Name, customer.Email, customer.Phone) = (null, null, null);
        Lay(customer, input, now);
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static bool IsPlatformId(string? id) => id is not null && id.StartsWith(IdPrefix, StringComparison.Ordinal);

    private static InvalidError? Problem(string field, string? value, int maxLength)
    {
        if (value is null) return null;
        if (value.Length > maxLength) return CustomerErrors.Invalid(field, $"is longer than {maxLength} characters");
        return value.Any(char.IsControl) ? CustomerErrors.Invalid(field, "contains control characters") : null;
    }
}
