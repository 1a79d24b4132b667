using Microsoft.AspNetCore.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Makes a customer, or changes what is known about one.</summary>
public sealed partial class CustomerDrawer(CustomerService customers, CurrentMember member)
{
    private string? _name;
    private string? _email;
    private string? _phone;
    private string? _sourceId;
    private PromoError? _refusal;
    private bool _busy;

    /// <summary>Whom to change; null makes a new one.</summary>
    [Parameter] public Customer? Customer { get; set; }

    /// <summary>It is stored.</summary>
    [Parameter, EditorRequired] public required EventCallback<Customer> OnSaved { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() =>
        (_name, _email, _phone, _sourceId) = (Customer?.Name, Customer?.Email, Customer?.Phone, Customer?.SourceId);

    private string? ErrorOf(string field) => _refusal?.Field == field ? _refusal.Message : null;

    private async Task SaveAsync()
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var saved = await customers.SaveAsync(new SaveCustomer(Customer?.Id, _sourceId, _name, _email, _phone, await member.CallerAsync()));
            _refusal = saved.Error;
            if (saved.IsOk) await OnSaved.InvokeAsync(saved.Value);
        }
        finally
        {
            _busy = false;
        }
    }
}
