using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Customers;

namespace PromoConsole.Components.Carts;

/// <summary>Who tries the code: one found customer, or nobody.</summary>
public sealed partial class CustomerCard(CustomerService customers, SegmentService segments)
{
    private const int Shown = 6;

    private IReadOnlyList<CustomerRow>? _found;
    private IReadOnlyList<string> _segments = [];
    private string? _of;

    /// <summary>The chosen one; null is a guest.</summary>
    [Parameter] public Customer? Customer { get; set; }

    /// <summary>Somebody else, or nobody, was chosen.</summary>
    [Parameter] public EventCallback<Customer?> Changed { get; set; }

    /// <summary>What happens while nobody is chosen.</summary>
    [Parameter] public string WithoutOne { get; set; } = "Without one, the code is tried as by a guest.";

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IEnumerable<string> Facts =>
        new[] { Format.Person(Customer?.Email), Format.Person(Customer?.SourceId), _segments.Count == 0 ? "in no segment" : string.Join(", ", _segments) }.OfType<string>();

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_of == Customer?.Id) return;
        _of = Customer?.Id;
        _found = null;
        _segments = _of is { } id ? [.. (await segments.OfCustomerAsync(id)).Select(segment => segment.Name)] : [];
    }

    private async Task SearchAsync(string text) =>
        _found = text.Trim().Length == 0 ? null : (await customers.ListAsync(new CustomerQuery { Text = text, PageSize = Shown })).Items;

    private async Task ChooseAsync(string id) => await PickAsync((await customers.GetAsync(id)).Value);

    private Task PickAsync(Customer? customer)
    {
        _found = null;
        return Changed.InvokeAsync(customer);
    }
}
