using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PromoConsole.Layout;

/// <summary>Jumps to a code, customer, campaign or page: type, choose with the arrows, Enter opens.</summary>
public sealed partial class CommandPalette(ISearchSource source, NavigationManager navigation)
{
    private IReadOnlyList<SearchGroup> _groups = [];
    private List<SearchHit> _flat = [];
    private CancellationTokenSource? _search;
    private string _text = "";
    private bool _searched;
    private int _active;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => FindAsync();

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        _search?.Dispose();
        await base.DisposeAsync();
    }

    private string HitId(int at) => $"{Id}-hit-{at}";

    private IEnumerable<(SearchGroup Group, int First)> Numbered()
    {
        var first = 0;
        foreach (var group in _groups)
        {
            yield return (group, first);
            first += group.Hits.Count;
        }
    }

    private Task OnInputAsync(ChangeEventArgs input)
    {
        _text = input.Value as string ?? "";
        return FindAsync();
    }

    // Only the answer to the latest text is shown: an earlier search may answer later.
    private async Task FindAsync()
    {
        if (_search is not null) await _search.CancelAsync();
        var mine = _search = new CancellationTokenSource();
        try
        {
            var groups = await source.FindAsync(_text.Trim(), mine.Token);
            if (mine != _search) return;
            _groups = groups;
            _flat = [.. groups.SelectMany(group => group.Hits)];
            _active = 0;
            _searched = true;
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            // Another letter was typed.
        }
    }

    private Task OnPaletteKeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" when _flat.Count > 0:
                _active = (_active + 1) % _flat.Count;
                break;
            case "ArrowUp" when _flat.Count > 0:
                _active = (_active + _flat.Count - 1) % _flat.Count;
                break;
            case "Enter" when _active < _flat.Count:
                return GoAsync(_flat[_active]);
            default:
                return OnKeyAsync(key);
        }
        return Task.CompletedTask;
    }

    private async Task GoAsync(SearchHit hit)
    {
        await CloseAsync();
        navigation.NavigateTo(hit.Href);
    }
}
