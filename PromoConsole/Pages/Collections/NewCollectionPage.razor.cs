using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Fields;
using PromoConsole.Components.Saving;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Collections;

/// <summary>Makes a collection: its name and kind, then what is on the list or the rules that say what is in it.</summary>
public sealed partial class NewCollectionPage(CollectionService collections, CurrentMember member, NavigationManager navigation)
{
    private IReadOnlyList<Choosable> _items = [];
    private FilterDraft _draft = new(null, 0);
    private bool _isFilter = true;
    private string? _name;
    private string? _nameError;
    private string? _problem;
    private bool _busy;
    private UnsavedGuard? _guard;

    private IAsyncEnumerable<FilterForecast> CountAsync(Filter filter, CancellationToken ct) => collections.ForecastAsync(filter, ct).Select(CollectionWords.Of);

    private async Task CreateAsync()
    {
        _nameError = string.IsNullOrWhiteSpace(_name) ? "Give the collection a name." : null;
        _problem = _isFilter ? _draft.Problem : null;
        if (_nameError is not null || _problem is not null) return;
        _busy = true;
        var made = await collections.CreateAsync(new SaveCollection
        {
            Name = _name, Items = _isFilter ? null : ItemPicks.Items(_items), Filter = _isFilter ? _draft.Filter : null, Caller = await member.CallerAsync(),
        });
        if (made.IsOk)
        {
            _guard?.Release();
            navigation.NavigateTo($"/collections/{made.Value.Id}");
            return;
        }

        _busy = false;
        if (made.Error.Field == "name") _nameError = made.Error.Message;
        else _problem = made.Error.Details ?? made.Error.Message;
    }
}
