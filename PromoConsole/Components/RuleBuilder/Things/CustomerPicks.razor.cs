using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Customers;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>Puts customers on a list: searched for one by one, or pasted by the hundred; whoever is unknown is named and stays in the box.</summary>
public sealed partial class CustomerPicks(CustomerService customers)
{
    private const int Shown = 6;
    private const int UnknownNamed = 5;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<FoundCustomer>? _found;
    private string? _pasted;
    private string? _pasteError;

    /// <summary>Who is on the list.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Choosable> Chosen { get; set; }

    [Parameter, EditorRequired] public required EventCallback<IReadOnlyList<Choosable>> ChosenChanged { get; set; }

    /// <summary>What follows when nobody is chosen.</summary>
    [Parameter] public string? Help { get; set; }

    [Parameter] public bool Busy { get; set; }

    /// <summary>Takes what is still in the box.</summary>
    /// <returns>Whether everybody pasted is known.</returns>
    public async Task<bool> TakePastedAsync()
    {
        string[] words = [.. (_pasted ?? "").Split([',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
        if (words.Length == 0) return true;
        var meant = await customers.FindAsync(words);
        string[] unknown = [.. words.Where(word => !meant.Contains(word))];
        _pasted = string.Join('\n', unknown);
        _pasteError = unknown.Length switch
        {
            0 => null,
            1 => $"No customer has the e-mail or id {unknown[0]}. Correct it, or take it out.",
            > UnknownNamed => $"{unknown.Length} of them are unknown: {string.Join(", ", unknown.Take(UnknownNamed))} and others. Correct them, or take them out.",
            _ => $"{unknown.Length} of them are unknown: {string.Join(", ", unknown)}. Correct them, or take them out.",
        };
        await ChosenChanged.InvokeAsync([.. Chosen.Concat(words.SelectMany(word => meant[word]).Select(one => new Choosable(one.Id, one.Named, null))).DistinctBy(one => one.Id)]);
        return unknown.Length == 0;
    }

    private async Task SearchAsync(string text) =>
        _found = text.Trim().Length == 0 ? null
            : [.. (await customers.ListAsync(new CustomerQuery { Text = text, PageSize = Shown })).Items.Where(row => !IsOn(row.Id)).Select(row => new FoundCustomer(row.Id, row.SourceId, row.Name, row.Email))];

    private bool IsOn(string id) => Chosen.Any(one => one.Id == id);

    private async Task AddAsync(FoundCustomer customer)
    {
        _found = _found?.Where(one => one.Id != customer.Id).ToList();
        if (!IsOn(customer.Id)) await ChosenChanged.InvokeAsync([.. Chosen, new(customer.Id, customer.Named, null)]);
    }
}
