using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Customers;
using PromoConsole.Identity;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>Makes a fixed segment while a rule is built: its name, and who is on the list.</summary>
public sealed partial class NewSegmentDrawer(SegmentService segments, CustomerService customers, CurrentMember member)
{
    private const int Shown = 6;
    private const int UnknownNamed = 5;

    private IReadOnlyList<Choosable> _members = [];
    private IReadOnlyList<FoundCustomer>? _found;
    private string? _name;
    private string? _nameError;
    private string? _pasted;
    private string? _pasteError;
    private string? _problem;
    private bool _busy;

    /// <summary>What it might be called.</summary>
    [Parameter] public string? Name { get; set; }

    /// <summary>It is made.</summary>
    [Parameter, EditorRequired] public required EventCallback<Choosable?> OnMade { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _name = Name;

    private async Task SearchAsync(string text) =>
        _found = text.Trim().Length == 0 ? null
            : [.. (await customers.ListAsync(new CustomerQuery { Text = text, PageSize = Shown })).Items.Where(row => !IsOn(row.Id)).Select(row => new FoundCustomer(row.Id, row.SourceId, row.Name, row.Email))];

    private bool IsOn(string id) => _members.Any(one => one.Id == id);

    private void Add(FoundCustomer customer)
    {
        if (!IsOn(customer.Id)) _members = [.. _members, new(customer.Id, customer.Named, null)];
        _found = _found?.Where(one => one.Id != customer.Id).ToList();
    }

    // Whoever is unknown stays in the box, to be corrected.
    private async Task<bool> TakePastedAsync()
    {
        string[] words = [.. (_pasted ?? "").Split([',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
        if (words.Length == 0) return true;
        var meant = await customers.FindAsync(words);
        _members = [.. _members.Concat(words.SelectMany(word => meant[word]).Select(one => new Choosable(one.Id, one.Named, null))).DistinctBy(one => one.Id)];
        string[] unknown = [.. words.Where(word => !meant.Contains(word))];
        _pasted = string.Join('\n', unknown);
        _pasteError = unknown.Length switch
        {
            0 => null,
            1 => $"No customer has the e-mail or id {unknown[0]}. Correct it, or take it out.",
            > UnknownNamed => $"{unknown.Length} of them are unknown: {string.Join(", ", unknown.Take(UnknownNamed))} and others. Correct them, or take them out.",
            _ => $"{unknown.Length} of them are unknown: {string.Join(", ", unknown)}. Correct them, or take them out.",
        };
        return unknown.Length == 0;
    }

    private async Task CreateAsync()
    {
        _problem = null;
        _nameError = string.IsNullOrWhiteSpace(_name) ? "Give the segment a name." : null;
        if (!await TakePastedAsync() || _nameError is not null || _busy) return;
        _busy = true;
        try
        {
            if (!await member.MayAsync(Permissions.SegmentsWrite))
            {
                _problem = "Your role does not allow making segments.";
                return;
            }

            var made = await segments.CreateAsync(new CreateSegment(_name!, SegmentKind.Static, [.. _members.Select(one => one.Id)], null, await member.CallerAsync()));
            if (made.IsOk) await OnMade.InvokeAsync(new Choosable(made.Value.Id, made.Value.Name, null));
            else if (made.Error.Field == "name") _nameError = made.Error.Message;
            else _problem = made.Error.Key == "not_found" ? "A customer on the list was deleted meanwhile. Take them off and try again." : made.Error.Details ?? made.Error.Message;
        }
        finally
        {
            _busy = false;
        }
    }
}
