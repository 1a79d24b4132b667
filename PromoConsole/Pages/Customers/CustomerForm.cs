using System.Globalization;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Pages.Customers;

/// <summary>What is typed about a customer.</summary>
internal sealed class CustomerForm
{
    private const string Wire = "yyyy-MM-dd";

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? SourceId { get; set; }

    public string? Description { get; set; }

    /// <summary>As the browser's date box gives it; null or empty for none.</summary>
    public string? Birthdate { get; set; }

    public string? Line1 { get; set; }

    public string? Line2 { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? Country { get; set; }

    public MetadataBag Metadata { get; set; } = MetadataBag.Empty;

    /// <summary>What the customer said to each consent, by its id, as it is chosen here; who was not asked is not in it.</summary>
    public Dictionary<string, bool> Consents { get; } = new(StringComparer.Ordinal);

    /// <summary>A date that is one, or none.</summary>
    public bool BirthdateReads => string.IsNullOrWhiteSpace(Birthdate) || Day is not null;

    private DateOnly? Day => DateOnly.TryParseExact(Birthdate, Wire, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static CustomerForm Of(Customer? customer)
    {
        if (customer is null) return new();
        var form = Profile(customer);
        foreach (var (id, said) in customer.Consents ?? new Dictionary<string, ConsentStatement>()) form.Consents[id] = said.Given;
        return form;
    }

    private static CustomerForm Profile(Customer customer) => new()
    {
        Name = customer.Name, Email = customer.Email, Phone = customer.Phone, SourceId = customer.SourceId, Description = customer.Description,
        Birthdate = customer.Birthdate?.ToString(Wire, CultureInfo.InvariantCulture),
        Line1 = customer.Address?.Line1, Line2 = customer.Address?.Line2, PostalCode = customer.Address?.PostalCode,
        City = customer.Address?.City, State = customer.Address?.State, Country = customer.Address?.Country,
        Metadata = customer.Metadata,
    };

    /// <param name="seenRevision">What the form was opened with; null saves over whatever is there.</param>
    public SaveCustomer Save(string? id, long? seenRevision, bool takeAlias, Caller caller) => new(id, SourceId, Name, Email, Phone, caller)
    {
        SeenRevision = seenRevision,
        TakeAlias = takeAlias,
        Consents = Consents,
        Profile = new CustomerProfile(
            Description, Day, new CustomerAddress(Text(City), Text(State), Text(Line1), Text(Line2), Text(Country), Text(PostalCode)), Metadata),
    };

    /// <summary>What differs between what was opened and what is stored now, as sentences.</summary>
    public static IReadOnlyList<string> Changes(Customer opened, Customer now)
    {
        var (before, after) = (Of(opened), Of(now));
        return
        [
            .. Line("Name", before.Name, after.Name), .. Line("E-mail", before.Email, after.Email), .. Line("Phone", before.Phone, after.Phone),
            .. Line("Source id", before.SourceId, after.SourceId), .. Line("Birthdate", before.Birthdate, after.Birthdate), .. Line("Description", before.Description, after.Description),
            .. Line("Street", before.Line1, after.Line1), .. Line("Second line", before.Line2, after.Line2), .. Line("Postal code", before.PostalCode, after.PostalCode),
            .. Line("City", before.City, after.City), .. Line("State or region", before.State, after.State), .. Line("Country", before.Country, after.Country),
            .. before.Metadata.Values.Keys.Union(after.Metadata.Values.Keys, StringComparer.Ordinal).SelectMany(key => Line(key, before.Metadata.Find(key)?.ToString(), after.Metadata.Find(key)?.ToString())),
            .. before.Consents.Keys.Union(after.Consents.Keys, StringComparer.Ordinal).SelectMany(id => Line($"Consent {id}", Said(before, id), Said(after, id))),
        ];
    }

    private static string[] Line(string field, string? before, string? after) =>
        before == after ? [] : [after is null ? $"{field} was taken away (it was “{before}”)." : $"{field} is “{after}” now."];

    private static string? Said(CustomerForm form, string id) => form.Consents.TryGetValue(id, out var given) ? given ? "yes" : "no" : null;

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
