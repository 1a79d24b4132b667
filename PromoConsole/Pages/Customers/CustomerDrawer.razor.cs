using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Makes a customer, or changes what is known about one. Who was changed meanwhile is not overwritten without asking.</summary>
public sealed partial class CustomerDrawer(CustomerService customers, ConsentService consents, CurrentMember member)
{
    private static readonly Choice<bool?>[] s_answers = [new(null, "Not asked"), new(true, "Yes"), new(false, "No")];

    private IReadOnlyList<Consent> _consents = [];
    private CustomerForm _form = new();
    private Customer? _opened;
    private Customer? _theirs;
    private IReadOnlyList<string> _changed = [];
    private string? _birthdateError;
    private PromoError? _refusal;
    private bool _takeAlias;
    private bool _busy;

    /// <summary>Whom to change; null makes a new one.</summary>
    [Parameter] public Customer? Customer { get; set; }

    /// <summary>It is stored.</summary>
    [Parameter, EditorRequired] public required EventCallback<Customer> OnSaved { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => (_opened, _form) = (Customer, CustomerForm.Of(Customer));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _consents = (await consents.GetAsync()).Consents;

    private bool? Answer(Consent consent) => _form.Consents.TryGetValue(consent.Id, out var given) ? given : null;

    // What was said can be changed, but not unsaid.
    private IReadOnlyList<Choice<bool?>> AnswersTo(Consent consent) => _opened?.Consents?.ContainsKey(consent.Id) == true ? s_answers[1..] : s_answers;

    private void Note(Consent consent, bool? given)
    {
        if (given is { } said) _form.Consents[consent.Id] = said;
        else _form.Consents.Remove(consent.Id);
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? _refusal.Message : null;

    private Task KeepMineAsync()
    {
        (_opened, _theirs) = (_theirs, null);
        return SaveAsync();
    }

    private void TakeTheirs()
    {
        (_opened, _form) = (_theirs, CustomerForm.Of(_theirs));
        (_theirs, _refusal, _takeAlias) = (null, null, false);
    }

    private async Task SaveAsync()
    {
        _birthdateError = _form.BirthdateReads ? null : "This is not a date.";
        if (_busy || _birthdateError is not null) return;
        _busy = true;
        try
        {
            var saved = await customers.SaveAsync(_form.Save(_opened?.Id, _opened?.Revision, _takeAlias, await member.CallerAsync()));
            _refusal = saved.Error;
            if (saved.IsOk) await OnSaved.InvokeAsync(saved.Value);
            else if (saved.Error.Key == "edited_meanwhile" && _opened is { } opened)
            {
                _theirs = (await customers.GetAsync(opened.Id)).Value;
                _changed = _theirs is { } now ? CustomerForm.Changes(opened, now) : [];
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
