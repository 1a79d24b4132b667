using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Components;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>Chooses several things by searching: segments, products, collections.</summary>
public sealed partial class ThingPicker : IDisposable
{
    private readonly string _listId = ElementId.New("picker");
    private readonly LatestSearch _search = new();
    private IReadOnlyList<Choosable> _found = [];
    private string _text = "";
    private bool _open;

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

    /// <inheritdoc />
    public void Dispose() => _search.Dispose();

    private bool IsPicked(Choosable thing) => Picked.Any(picked => picked.Id == thing.Id);

    private Task OpenAsync()
    {
        _open = true;
        return FindAsync();
    }

    private Task OnInputAsync(ChangeEventArgs input)
    {
        _text = input.Value as string ?? "";
        _open = true;
        return FindAsync();
    }

    private async Task FindAsync()
    {
        if (await _search.RunAsync(stop => Find(_text, stop)) is { } found) _found = found;
    }

    private Task AddAsync(Choosable thing)
    {
        _open = false;
        _text = "";
        return PickedChanged.InvokeAsync([.. Picked, thing]);
    }

    private Task RemoveAsync(Choosable thing) => PickedChanged.InvokeAsync([.. Picked.Where(picked => picked.Id != thing.Id)]);

    private void Close() => _open = false;

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _open = false;
        return key.Key == "Enter" && _open && _found.FirstOrDefault(thing => !IsPicked(thing)) is { } first && _text.Length > 0 ? AddAsync(first) : Task.CompletedTask;
    }
}
