using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
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

    private OrderStatus? Wanted => Enum.TryParse<OrderStatus>(Status, out var status) && Enum.IsDefined(status) ? status : null;

    private IReadOnlyList<ActiveFilter> Filters
    {
        get
        {
            var filters = new List<ActiveFilter>();
            if (Wanted is { } status) filters.Add(new("status", "Status", "is " + OrderLook.Word(status).ToLowerInvariant()));
            if (Customer is not null) filters.Add(new("customer", "Customer", "is " + (_customer is null ? "unknown" : Format.Person(CustomerNames.Of(_customer)))));
            if (Day(From) is { } from) filters.Add(new("from", "Placed", "from " + from.ToString("d MMM yyyy", Format.Culture)));
            if (Day(To) is { } to) filters.Add(new("to", "Placed", "to " + to.ToString("d MMM yyyy", Format.Culture)));
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
        var page = await orders.RowsAsync(
            new OrderQuery
            {
                Number = Number, Status = Wanted, CustomerId = Customer, MinAmount = Least, MaxAmount = Most,
                CreatedAfter = Day(From) is { } from ? Start(from).AddMicroseconds(-1) : null, CreatedBefore = Day(To) is { } to ? Start(to.AddDays(1)) : null,
                Sort = (query.SortBy, query.Descending) switch
                {
                    ("amount", false) => OrderSort.Amount,
                    ("amount", true) => OrderSort.AmountDescending,
                    ("at", false) => OrderSort.Oldest,
                    _ => OrderSort.Newest,
                },
                Skip = query.Skip, Take = query.Take,
            }, ct);
        return new(page.Items, page.Total);
    }

    // The first instant of a day in the project's zone, also where the clocks skip midnight.
    private DateTimeOffset Start(DateOnly day)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue);
        while (Format.Zone.IsInvalidTime(wall)) wall = wall.AddMinutes(30);
        return new DateTimeOffset(wall, Format.Zone.GetUtcOffset(wall)).ToUniversalTime();
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

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
