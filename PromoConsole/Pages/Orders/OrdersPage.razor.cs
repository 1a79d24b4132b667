using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Orders;

/// <summary>All orders: what was bought, what came off, and where it stands.</summary>
public sealed partial class OrdersPage(OrderService orders, CustomerService customers, CurrentMember member, NavigationManager navigation)
{
    private Customer? _customer;
    private long? _total;
    private string? _nobody;
    private bool _more;
    private bool _maySeeCustomers;

    /// <summary>How the number begins.</summary>
    [SupplyParameterFromQuery(Name = "q")] private string? Number { get; set; }

    [SupplyParameterFromQuery(Name = "status")] private string? Status { get; set; }

    /// <summary>Platform id.</summary>
    [SupplyParameterFromQuery(Name = "customer")] private string? Customer { get; set; }

    /// <summary>A day of the project's zone, inclusive; the same for <see cref="To"/>.</summary>
    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    /// <summary>Minor units, inclusive; the same for <see cref="Most"/>.</summary>
    [SupplyParameterFromQuery(Name = "min")] private long? Least { get; set; }

    [SupplyParameterFromQuery(Name = "max")] private long? Most { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool Filtered => Number is not null || Status is not null || Customer is not null || From is not null || To is not null || Least is not null || Most is not null;

    private string? CustomerWord => _customer is null ? null : _customer.SourceId ?? _customer.Email ?? _customer.Id;

    private OrderListUrl Url => new(Number, Status, Customer, From, To, Least, Most);

    private IReadOnlyList<ActiveFilter> Filters
    {
        get
        {
            var filters = new List<ActiveFilter>();
            if (Url.Wanted is { } status) filters.Add(new("status", "Status", "is " + OrderLook.Word(status).ToLowerInvariant()));
            if (Customer is not null) filters.Add(new("customer", "Customer", "is " + (_customer is null ? "unknown" : Format.Person(CustomerNames.Of(_customer)))));
            if (OrderListUrl.Day(From) is { } from) filters.Add(new("from", "Placed", "from " + from.ToString("d MMM yyyy", Format.Culture)));
            if (OrderListUrl.Day(To) is { } to) filters.Add(new("to", "Placed", "to " + to.ToString("d MMM yyyy", Format.Culture)));
            if (Least is { } least) filters.Add(new("min", "Value", "from " + Format.Money(least)));
            if (Most is { } most) filters.Add(new("max", "Value", "to " + Format.Money(most)));
            return filters;
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _maySeeCustomers = await member.MayAsync(Permissions.CustomersRead);
        if (Customer != _customer?.Id) _customer = Customer is null ? null : (await customers.GetAsync(Customer)).Value;
    }

    private async Task<TablePage<OrderRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var page = await orders.RowsAsync(Url.Query(Format, query), ct);
        return new(page.Items, page.Total, Counting.AtMost);
    }

    private async Task FindCustomerAsync(string? word)
    {
        _nobody = null;
        if (string.IsNullOrWhiteSpace(word))
        {
            Go("customer", null);
            return;
        }

        var found = (await customers.FindAsync([word.Trim()]))[word.Trim()].FirstOrDefault();
        if (found is null) _nobody = word.Trim();
        else Go("customer", found.Id);
    }

    private void ClearAll() => navigation.NavigateTo("/orders");

    // A new filter begins at the first page.
    private void Go(string key, object? value) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [key] = value, ["page"] = null }));
}
