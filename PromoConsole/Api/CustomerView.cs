using System.ComponentModel;
using PromoConsole.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>A customer with what they bought and redeemed, summed up.</summary>
internal sealed record CustomerView
{
    [Description("cust_…")]
    public required string Id { get; init; }

    [Description("The shop's own id.")]
    public string? SourceId { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    [Description("YYYY-MM-DD")]
    public string? Birthdate { get; init; }

    public CustomerAddressView? Address { get; init; }

    public required CustomerSummaryView Summary { get; init; }

    public CustomerLoyaltyView Loyalty { get; } = new();

    public CustomerReferralsView Referrals { get; } = new();

    public MetadataBag SystemMetadata => MetadataBag.Empty;

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public required CustomerAssetsView Assets { get; init; }

    public string Object => "customer";

    public static CustomerView Of(CustomerDetails details, HttpRequest request)
    {
        var customer = details.Customer;
        var contacts = request.HttpContext.User.May(Permissions.CustomersContact);
        return new CustomerView
        {
            Id = customer.Id,
            SourceId = customer.SourceId,
            Name = customer.Name,
            Description = customer.Description,
            Email = Contacts.Email(customer.Email, contacts),
            Phone = Contacts.Phone(customer.Phone, contacts),
            Birthdate = customer.Birthdate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Address = customer.Address is { } a ? new(a.City, a.State, a.Line1, a.Line2, a.Country, a.PostalCode) : null,
            Summary = new CustomerSummaryView(
                new CustomerRedemptionsView(details.RedeemedCount + details.RefusedCount, details.RefusedCount, details.RedeemedCount, details.RolledBackCount, details.RolledBackCount),
                new CustomerOrdersView(
                    details.SpentAmount, details.OrdersCount, details.AverageOrderAmount ?? 0,
                    details.LastOrderAmount ?? 0, details.LastOrderAt)),
            Metadata = customer.Metadata,
            CreatedAt = customer.CreatedAt,
            UpdatedAt = customer.UpdatedAt == customer.CreatedAt ? null : customer.UpdatedAt,
            Assets = new CustomerAssetsView($"{request.Scheme}://{request.Host}{request.PathBase}/customers/{customer.Id}"),
        };
    }
}

internal sealed record CustomerAddressView(
    string? City, string? State, [property: System.Text.Json.Serialization.JsonPropertyName("line_1")] string? Line1,
    [property: System.Text.Json.Serialization.JsonPropertyName("line_2")] string? Line2, string? Country, string? PostalCode);

/// <summary>Sums over what the customer did.</summary>
internal sealed record CustomerSummaryView(CustomerRedemptionsView Redemptions, CustomerOrdersView Orders);

/// <param name="TotalRedeemed">Redemptions tried.</param>
/// <param name="TotalSucceeded">Those that were done, also those taken back since.</param>
internal sealed record CustomerRedemptionsView(long TotalRedeemed, long TotalFailed, long TotalSucceeded, long TotalRolledBack, long TotalRollbackSucceeded)
{
    public long TotalRollbackFailed => 0;

    public CustomerGiftView Gift { get; } = new();

    public CustomerPointsView LoyaltyCard { get; } = new();
}

internal sealed record CustomerGiftView
{
    public long RedeemedAmount => 0;

    public long AmountToGo => 0;
}

internal sealed record CustomerPointsView
{
    public long RedeemedPoints => 0;

    public long PointsToGo => 0;
}

/// <summary>Paid and fulfilled orders, after discounts, minor units.</summary>
internal sealed record CustomerOrdersView(long TotalAmount, long TotalCount, long AverageAmount, long LastOrderAmount, DateTimeOffset? LastOrderDate);

internal sealed record CustomerLoyaltyView
{
    public long Points => 0;

    public long ReferredCustomers => 0;

    public MetadataBag Campaigns => MetadataBag.Empty;
}

internal sealed record CustomerReferralsView
{
    public long Total => 0;

    public IReadOnlyList<string> Campaigns => [];
}

internal sealed record CustomerAssetsView(string CockpitUrl);

internal sealed record CustomerListView(IReadOnlyList<CustomerView> Customers, long Total, bool HasMore)
{
    public string Object => "list";

    public string DataRef => "customers";
}

internal sealed record CustomerSegmentView(string Id, string Name)
{
    public string Object => "segment";
}

internal sealed record CustomerSegmentsView(IReadOnlyList<CustomerSegmentView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}

/// <summary>What was erased of a customer.</summary>
internal sealed record CustomerDeletionView(string Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string RelatedObjectId, CustomerErasedView DataJson)
{
    public string RelatedObject => "customer";

    public string Status => "DONE";

    public string Object => "pernament_deletion"; // as it is spelled in the field

    public static CustomerDeletionView Of(CustomerDeletion deletion) => new(
        deletion.Id, deletion.At, deletion.At, deletion.CustomerId, new CustomerErasedView(deletion.Events, deletion.Events, deletion.Segments, deletion.Orders));
}

internal sealed record CustomerErasedView(int Events, int CustomerEvents, int Segments, int Orders)
{
    public int DailyEvents => 0;

    public int OrderEvents => 0;

    public int Customer => 1;
}
