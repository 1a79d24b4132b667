using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Fields;
using PromoConsole.Components.RuleBuilder.Things;
using PromoConsole.Components.Saving;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Filters;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Segments;

/// <summary>Makes a segment: its name and kind, then who is on the list or the rules that say who is in it.</summary>
public sealed partial class NewSegmentPage(SegmentService segments, SegmentForecasts forecasts, CurrentMember member, NavigationManager navigation)
{
    private CustomerPicks? _picks;
    private IReadOnlyList<Choosable> _members = [];
    private FilterDraft _draft = new(null, 0);
    private SegmentKind _kind = SegmentKind.Passive;
    private string? _name;
    private string? _nameError;
    private string? _problem;
    private bool _busy;
    private UnsavedGuard? _guard;

    private IAsyncEnumerable<FilterForecast> CountAsync(Filter filter, CancellationToken ct) => forecasts.ForecastAsync(filter, null, ct).Select(SegmentWords.Of);

    private async Task CreateAsync()
    {
        _nameError = string.IsNullOrWhiteSpace(_name) ? "Give the segment a name." : null;
        _problem = _kind == SegmentKind.Static ? null : _draft.Problem;
        if (_kind == SegmentKind.Static && !await _picks!.TakePastedAsync()) return;
        if (_nameError is not null || _problem is not null) return;
        _busy = true;
        var made = await segments.CreateAsync(new CreateSegment(
            _name!, _kind, _kind == SegmentKind.Static ? [.. _members.Select(one => one.Id)] : [], _kind == SegmentKind.Static ? null : _draft.Filter, await member.CallerAsync()));
        if (made.IsOk)
        {
            _guard?.Release();
            navigation.NavigateTo($"/segments/{made.Value.Id}");
            return;
        }

        _busy = false;
        if (made.Error.Field == "name") _nameError = made.Error.Message;
        else _problem = made.Error.Details ?? made.Error.Message;
    }
}
