using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>One part of two customers side by side.</summary>
/// <param name="Name"><c>email</c>, <c>metadata.size</c>: by it one of the two is chosen.</param>
/// <param name="Kept">As the customer who stays has it; null for nothing.</param>
/// <param name="Duplicate">As the duplicate has it; null for nothing.</param>
public sealed record MergeField(string Name, string? Kept, string? Duplicate)
{
    /// <summary>Both have it and differ, so one must be chosen.</summary>
    public bool Conflicts => Kept is not null && Duplicate is not null && Kept != Duplicate;
}

/// <summary>How two customers become one: what only one of them has is taken, where both have something different one is chosen. Pure.</summary>
public static class MergeFields
{
    public const string SourceId = "source_id";
    public const string Address = "address";
    public const string OfMetadata = "metadata.";

    /// <summary>Everything either of them has.</summary>
    public static IReadOnlyList<MergeField> Of(Customer kept, Customer duplicate)
    {
        List<MergeField> all =
        [
            new(SourceId, kept.SourceId, duplicate.SourceId), new("name", kept.Name, duplicate.Name), new("email", kept.Email, duplicate.Email),
            new("phone", kept.Phone, duplicate.Phone), new("description", kept.Description, duplicate.Description), new("birthdate", Day(kept), Day(duplicate)),
            new(Address, Lines(kept.Address), Lines(duplicate.Address)),
        ];
        foreach (var key in kept.Metadata.Values.Keys.Union(duplicate.Metadata.Values.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            all.Add(new(OfMetadata + key, Text(kept.Metadata, key), Text(duplicate.Metadata, key)));
        return all.FindAll(field => field.Kept is not null || field.Duplicate is not null);
    }

    /// <summary>Makes the kept one what both are together.</summary>
    /// <param name="kept">Changed in place; its source id is left to the caller.</param>
    /// <param name="fromDuplicate">Names of the fields the duplicate is followed in, where both have something.</param>
    public static void Lay(Customer kept, Customer duplicate, IReadOnlySet<string> fromDuplicate)
    {
        kept.Name = Chosen("name", kept.Name, duplicate.Name);
        kept.Email = Chosen("email", kept.Email, duplicate.Email);
        kept.Phone = Chosen("phone", kept.Phone, duplicate.Phone);
        kept.Description = Chosen("description", kept.Description, duplicate.Description);
        kept.Birthdate = kept.Birthdate is null || fromDuplicate.Contains("birthdate") ? duplicate.Birthdate ?? kept.Birthdate : kept.Birthdate;
        CustomerMerge.SetAddress(kept, Chosen(Address, kept.Address, duplicate.Address));
        var theirs = duplicate.Metadata.Values.Where(pair => !kept.Metadata.Values.ContainsKey(pair.Key) || fromDuplicate.Contains(OfMetadata + pair.Key));
        kept.Metadata = kept.Metadata.MergedWith(new MetadataBag(theirs.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)));
        kept.Consents = ConsentStatements.Joined(kept.Consents, duplicate.Consents);
        Find(kept);

        T? Chosen<T>(string field, T? own, T? other) where T : class => own is null || fromDuplicate.Contains(field) ? other ?? own : own;
    }

    /// <summary>Takes back what a merge made of a customer, except where somebody changed it since.</summary>
    public static void TakeBack(Customer customer, Customer before, Customer after)
    {
        if (customer.Name == after.Name) customer.Name = before.Name;
        if (customer.Email == after.Email) customer.Email = before.Email;
        if (customer.Phone == after.Phone) customer.Phone = before.Phone;
        if (customer.Description == after.Description) customer.Description = before.Description;
        if (customer.Birthdate == after.Birthdate) customer.Birthdate = before.Birthdate;
        if (customer.Address == after.Address) CustomerMerge.SetAddress(customer, before.Address);
        var metadata = new Dictionary<string, JsonElement>(customer.Metadata.Values, StringComparer.Ordinal);
        foreach (var key in after.Metadata.Values.Keys)
        {
            if (Text(customer.Metadata, key) != Text(after.Metadata, key)) continue;
            if (before.Metadata.Values.TryGetValue(key, out var earlier)) metadata[key] = earlier;
            else metadata.Remove(key);
        }

        customer.Metadata = new MetadataBag(metadata);
        customer.Consents = ConsentStatements.Parted(customer.Consents, before.Consents, after.Consents);
        Find(customer);
    }

    internal static void Find(Customer customer) => customer.Search = SearchText.Of(customer.Name, customer.Email, customer.Phone, customer.SourceId);

    private static string? Text(MetadataBag bag, string key) => bag.Values.TryGetValue(key, out var value) ? value.GetRawText() : null;

    private static string? Day(Customer customer) => customer.Birthdate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Lines(CustomerAddress? address) => address is null ? null
        : string.Join(", ", new[] { address.Line1, address.Line2, address.PostalCode, address.City, address.State, address.Country }.OfType<string>());
}
