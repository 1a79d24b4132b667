using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Things;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>Chooses several things by searching: segments, products, collections.</summary>
public sealed partial class ThingPicker : IDisposable
{
    private readonly string _listId = ElementId.New("picker");
    private readonly LatestSearch _search = new();
    private IReadOnlyList<Choosable> _found = [];
    private ElementReference _box;
    private string _text = "";
    private bool _open;
    private bool _toFocus;
    private bool _returning;
    private bool _escaped;

    /// <summary>What is searched for.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter] public string? Placeholder { get; set; }

    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Choosable> Picked { get; set; }

    /// <summary>Something was added or removed.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> PickedChanged { get; set; }

    /// <summary>Finds things by a part of their name.</summary>
    [Parameter, EditorRequired] public required Func<string, CancellationToken, Task<IReadOnlyList<Choosable>>> Find { get; set; }

    /// <summary>Something is missing here.</summary>
    [Parameter] public bool Invalid { get; set; }

    /// <summary>What can be made where nothing fits, if a <see cref="ThingDesk"/> is around and the member may.</summary>
    [Parameter] public IReadOnlyList<NewThing> Makes { get; set; } = [];

    [CascadingParameter] private ThingDesk? Desk { get; set; }

    [CascadingParameter] private ThingStates? States { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    public void Dispose() => _search.Dispose();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_toFocus) return;
        (_toFocus, _returning) = (false, true);
        await _box.FocusAsync();
    }

    private (string Text, bool Attention)? PillOf(Choosable thing) => ThingHints.Pill(States?.Of(thing.Id), Format.Number);

    private bool IsPicked(Choosable thing) => Picked.Any(picked => picked.Id == thing.Id);

    // What gives the focus back does not ask to see the list again.
    private Task OnFocusAsync()
    {
        if (!_returning) return OpenAsync();
        _returning = false;
        return Task.CompletedTask;
    }

    private Task OpenAsync()
    {
        _open = true;
        return FindAsync();
    }

    private Task OnInputAsync(ChangeEventArgs input)
    {
        _text = input.Value as string ?? "";
        _open = !(_escaped && _text.Length == 0); // Escape empties the box, which does not ask to see the list again
        return _open ? FindAsync() : Task.CompletedTask;
    }

    private async Task FindAsync()
    {
        if (await _search.RunAsync(stop => Find(_text, stop)) is { } found) _found = found;
    }

    private Task AddAsync(Choosable thing)
    {
        _open = false;
        _text = "";
        _toFocus = true;
        return PickedChanged.InvokeAsync([.. Picked, thing]);
    }

    private Task MakeAsync(NewThing what)
    {
        _open = false;
        return Desk!.AskAsync(what, _text.Trim(), MadeAsync);
    }

    private async Task MadeAsync(Choosable? made)
    {
        _toFocus = true;
        if (made is not null)
        {
            _text = "";
            await PickedChanged.InvokeAsync([.. Picked, made]);
        }

        StateHasChanged();
    }

    private Task RemoveAsync(Choosable thing) => PickedChanged.InvokeAsync([.. Picked.Where(picked => picked.Id != thing.Id)]);

    private void Close() => _open = false;

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        _escaped = key.Key == "Escape";
        if (_escaped) _open = false;
        if (key.Key == "ArrowDown" && !_open) return OpenAsync();
        return key.Key == "Enter" && _open && _found.FirstOrDefault(thing => !IsPicked(thing)) is { } first && _text.Length > 0 ? AddAsync(first) : Task.CompletedTask;
    }
}
