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
    public const int MaxDescriptionLength = 2000;
    public const int MaxAddressLength = 200;

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
        ?? Problem("phone", input.Phone, MaxPhoneLength)
        ?? Problem("description", input.Description, MaxDescriptionLength, lines: true)
        ?? (input.Address is not { } address ? null
            : Problem("address.city", address.City, MaxAddressLength) ?? Problem("address.state", address.State, MaxAddressLength)
            ?? Problem("address.line_1", address.Line1, MaxAddressLength) ?? Problem("address.line_2", address.Line2, MaxAddressLength)
            ?? Problem("address.country", address.Country, MaxAddressLength) ?? Problem("address.postal_code", address.PostalCode, MaxAddressLength));

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
        var before = (customer.SourceId, customer.Name, customer.Email, customer.Phone, customer.Description, customer.Birthdate, customer.Address, customer.Metadata);
        customer.SourceId ??= SourceId(input);
        customer.Name = Text(input.Name) ?? customer.Name;
        customer.Email = Text(input.Email) ?? customer.Email;
        customer.Phone = Text(input.Phone) ?? customer.Phone;
        customer.Description = Text(input.Description) ?? customer.Description;
        customer.Birthdate = input.Birthdate ?? customer.Birthdate;
        if (input.Address is { } address) SetAddress(customer, customer.Address?.With(address) ?? address);
        customer.Metadata = customer.Metadata.MergedWith(input.Metadata);
        customer.Search = SearchText.Of(customer.Name, customer.Email, customer.Phone, customer.SourceId);
        var changed = before
            != (customer.SourceId, customer.Name, customer.Email, customer.Phone, customer.Description, customer.Birthdate, customer.Address, customer.Metadata);
        if (changed) customer.UpdatedAt = now;
        return changed;
    }

    /// <summary>Whether somebody who is not stored yet would be found again: nobody is stored under nothing.</summary>
    public static bool CanBeFoundAgain(CustomerInput input) => !string.IsNullOrWhiteSpace(SourceId(input) ?? input.Email ?? input.Phone ?? input.Name);

    /// <summary>Whether the input says anything about the customer beyond who is meant.</summary>
    public static bool Says(Customer stored, CustomerInput input) =>
        input.Name is not null || input.Email is not null || input.Phone is not null || input.Description is not null || input.Birthdate is not null
        || input.Address is not null || !input.Metadata.IsEmpty || (stored.SourceId is null && input.SourceId is not null);

    /// <summary>Takes name, e-mail and phone exactly as given, cleared where empty; the source id as <see cref="Lay"/>.</summary>
    /// <param name="whole">Everything else likewise; false leaves the rest as it is.</param>
    public static void Replace(Customer customer, CustomerInput input, bool whole, DateTimeOffset now)
    {
        (customer.Name, customer.Email, customer.Phone) = (null, null, null);
        if (whole)
        {
            (customer.Description, customer.Birthdate, customer.Metadata) = (null, null, Metadata.MetadataBag.Empty);
            SetAddress(customer, null);
        }

        Lay(customer, input, now);
    }

    /// <summary>Takes parts away.</summary>
    public static void Clear(Customer customer, CustomerParts parts)
    {
        bool Has(CustomerParts part) => parts.HasFlag(part);
        if (Has(CustomerParts.Name)) customer.Name = null;
        if (Has(CustomerParts.Email)) customer.Email = null;
        if (Has(CustomerParts.Phone)) customer.Phone = null;
        if (Has(CustomerParts.Description)) customer.Description = null;
        if (Has(CustomerParts.Birthdate)) customer.Birthdate = null;
        if (Has(CustomerParts.Metadata)) customer.Metadata = Metadata.MetadataBag.Empty;
        if (Has(CustomerParts.Address) || customer.Address is not { } address) SetAddress(customer, null);
        else
        {
            SetAddress(customer, new CustomerAddress(
                Has(CustomerParts.City) ? null : address.City, Has(CustomerParts.State) ? null : address.State, Has(CustomerParts.Line1) ? null : address.Line1,
                Has(CustomerParts.Line2) ? null : address.Line2, Has(CustomerParts.Country) ? null : address.Country, Has(CustomerParts.PostalCode) ? null : address.PostalCode));
        }
    }

    /// <summary>An address without any part is none.</summary>
    internal static void SetAddress(Customer customer, CustomerAddress? address)
    {
        customer.Address = address is { IsEmpty: false } ? address : null;
        customer.City = customer.Address?.City;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static bool IsPlatformId(string? id) => id is not null && id.StartsWith(IdPrefix, StringComparison.Ordinal);

    private static InvalidError? Problem(string field, string? value, int maxLength, bool lines = false)
    {
        if (value is null) return null;
        if (value.Length > maxLength) return CustomerErrors.Invalid(field, $"is longer than {maxLength} characters");
        return value.Any(c => char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t')) ? CustomerErrors.Invalid(field, "contains control characters") : null;
    }
}
