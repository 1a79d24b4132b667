namespace PromoConsole.Engine.Customers;

/// <summary>What an agent typed about a customer.</summary>
/// <param name="Id">Platform id; null makes a new customer.</param>
public sealed record SaveCustomer(string? Id, string? SourceId, string? Name, string? Email, string? Phone, Redemptions.Caller Caller)
{
    /// <summary>The rest of what is known about them, taken exactly as given; null leaves it as it is.</summary>
    public CustomerProfile? Profile { get; init; }

    /// <summary>What the customer said to consents, by their ids; what is not named stays.</summary>
    public IReadOnlyDictionary<string, bool> Consents { get; init; } = new Dictionary<string, bool>();

    /// <summary><see cref="Customer.Revision"/> the editor saw; null accepts whatever is there.</summary>
    public long? SeenRevision { get; init; }

    /// <summary>The source id may be taken from somebody who had it before; they are not found by it any more.</summary>
    public bool TakeAlias { get; init; }

    internal Redemptions.CustomerInput Input => new()
    {
        SourceId = SourceId, Name = Name, Email = Email, Phone = Phone, Description = Profile?.Description, Birthdate = Profile?.Birthdate,
        Address = Profile?.Address, Metadata = Profile?.Metadata ?? Metadata.MetadataBag.Empty,
    };
}

/// <summary>What is known about a customer beside names and ids; null or empty is nothing.</summary>
public sealed record CustomerProfile(string? Description, DateOnly? Birthdate, CustomerAddress? Address, Metadata.MetadataBag Metadata);

/// <summary>A change to a known customer: what is cleared is taken away, then the rest is laid over.</summary>
/// <param name="CustomerId">Platform id or source id.</param>
public sealed record ChangeCustomer(string CustomerId, Redemptions.CustomerInput Input, CustomerParts Cleared, Redemptions.Caller Caller);

/// <summary>Parts of a customer that can be taken away.</summary>
[Flags]
public enum CustomerParts
{
    None = 0, Name = 1, Email = 2, Phone = 4, Description = 8, Birthdate = 16, Address = 32, Metadata = 64,
    City = 128, State = 256, Line1 = 512, Line2 = 1024, Country = 2048, PostalCode = 4096,
}

/// <summary>Which customers a list shows.</summary>
public sealed record CustomerQuery
{
    /// <summary>Words, parts of them, an e-mail address, a phone number or a source id; case, accents and blanks do not matter. Null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Only members of this segment; null for all.</summary>
    public string? SegmentId { get; init; }

    /// <summary>Exactly this e-mail address; null for all.</summary>
    public string? Email { get; init; }

    /// <summary>Exactly this city; null for all.</summary>
    public string? City { get; init; }

    /// <summary>Exactly this name; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? UpdatedBefore { get; init; }

    /// <summary>The least and the most they spent in all, minor units, inclusive.</summary>
    public long? SpentFromAmount { get; init; }

    /// <inheritdoc cref="SpentFromAmount"/>
    public long? SpentToAmount { get; init; }

    /// <summary>When their last paid or fulfilled order was: inclusive. Null for all.</summary>
    public DateTimeOffset? OrderedFrom { get; init; }

    /// <summary>The same, exclusive.</summary>
    public DateTimeOffset? OrderedBefore { get; init; }

    public CustomerSort Sort { get; init; } = CustomerSort.Newest;

    /// <summary>From 0.</summary>
    public int Skip { get; init; }

    /// <summary>1 to 100. Default 50.</summary>
    public int PageSize { get; init; } = 50;
}

/// <summary>By source id: those without one come last, the oldest first.</summary>
public enum CustomerSort { Newest, Oldest, Name, NameDescending, LatestChange, EarliestChange, SourceId, SourceIdDescending }

/// <summary>A customer as a list shows it.</summary>
/// <param name="OrdersCount">Paid or fulfilled orders.</param>
/// <param name="SpentAmount">What they paid in all, after discounts, minor units.</param>
public sealed record CustomerRow(
    string Id, string? SourceId, string? Name, string? Email, string? Phone, string? City, DateTimeOffset CreatedAt,
    long OrdersCount, long SpentAmount, DateTimeOffset? LastOrderAt);

/// <summary>A customer as somebody finds them, to put them on a list.</summary>
public sealed record FoundCustomer(string Id, string? SourceId, string? Name, string? Email)
{
    /// <summary>The name, or what else tells them from others.</summary>
    public string Named => Name ?? Email ?? SourceId ?? Id;
}

/// <summary>A customer's totals, as the head of the wallet shows them.</summary>
/// <param name="OrdersCount">Paid or fulfilled orders.</param>
/// <param name="SpentAmount">What they paid in all, after discounts, minor units: the lifetime value.</param>
/// <param name="LastOrderAmount">What the last such order cost, after discounts, minor units.</param>
/// <param name="RedemptionsCount">Uses that stand: rolled back ones are not counted.</param>
/// <param name="RefusedCount">Refused redemptions and validations.</param>
/// <param name="RolledBackCount">Uses taken back.</param>
/// <param name="DiscountAmount">Discounts received and kept, minor units.</param>
public sealed record CustomerSummary(
    long OrdersCount, long SpentAmount, string? LastOrderId, DateTimeOffset? LastOrderAt, long? LastOrderAmount,
    long RedemptionsCount, long RefusedCount, long RolledBackCount, long DiscountAmount);

/// <summary>How a customer is called on screen: name, else e-mail, else source id, else the platform id.</summary>
public static class CustomerNames
{
    public static string Of(string? name, string? email, string? sourceId, string id) => name ?? email ?? sourceId ?? id;

    public static string Of(Customer customer) => Of(customer.Name, customer.Email, customer.SourceId, customer.Id);
}
