using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>Makes a fixed segment while a rule is built: its name, and who is on the list.</summary>
public sealed partial class NewSegmentDrawer(SegmentService segments, CustomerService customers)
{
    private const int Shown = 6;
    private const int UnknownNamed = 5;

    private IReadOnlyList<Choosable> _members = [];
    private IReadOnlyList<FoundCustomer>? _found;
    private string? _pasted;
    private string? _pasteError;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override NewThing What => NewThing.Segment;

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
        if (await TakePastedAsync()) await CreateAsync(StoreAsync);
        else IsNamed(); // both are said at once
    }

    private async Task<Result<Choosable>> StoreAsync(Caller caller) =>
        (await segments.CreateAsync(new CreateSegment(Called!, SegmentKind.Static, [.. _members.Select(one => one.Id)], null, caller)))
            .Match<Result<Choosable>>(made => new Choosable(made.Id, made.Name, null), error => error);
}
