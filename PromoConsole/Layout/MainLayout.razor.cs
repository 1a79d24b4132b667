using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using PromoConsole.Components;
using PromoConsole.Identity;

namespace PromoConsole.Layout;

/// <summary>The frame of every page behind sign-in.</summary>
public sealed partial class MainLayout(IProjectSource projects, CurrentMember member, AppScript script, NavigationManager navigation) : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private ProjectView _project = new("PromoConsole", ProjectFormat.Default);
    private ErrorSurface? _errors;
    private DotNetObjectReference<MainLayout>? _self;
    private IJSObjectReference? _searchKeys;
    private bool _navOpen;
    private bool _navToFocus;
    private bool _navFolded;
    private bool _searching;

    // A bare "#main" would be resolved against the base address and lead home.
    private string SkipHref => new UriBuilder(navigation.Uri) { Fragment = "main" }.Uri.PathAndQuery + "#main";

    /// <summary>Opens the command palette: Ctrl-K.</summary>
    [JSInvokable]
    public void OpenSearch()
    {
        _searching = true;
        StateHasChanged();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += OnMoved;
        var (project, contacts) = (await projects.CurrentAsync(_leaving.Token), await member.MayAsync(Permissions.CustomersContact));
        _project = project with { Format = project.Format with { MasksContacts = !contacts } };
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_navToFocus)
        {
            _navToFocus = false;
            await script.FocusAsync("nav");
        }
        if (!firstRender) return;
        try
        {
            await script.ReadyAsync();
            _self = DotNetObjectReference.Create(this);
            _searchKeys = await script.ListenForSearchAsync(_self);
            _navFolded = await script.NavIsRailAsync();
            StateHasChanged();
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser left before the page was ready.
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        navigation.LocationChanged -= OnMoved;
        await _leaving.CancelAsync();
        _leaving.Dispose();
        try
        {
            if (_searchKeys is not null)
            {
                await _searchKeys.InvokeVoidAsync("stop");
                await _searchKeys.DisposeAsync();
            }
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser has left; its listeners went with it.
        }
        _self?.Dispose();
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        _navOpen = false;
        _searching = false;
        _errors?.Recover();
        _ = InvokeAsync(StateHasChanged);
    }

    private async Task FoldAsync() => _navFolded = await script.ToggleNavAsync();

    private void OpenNav() => _navOpen = _navToFocus = true;

    private void CloseNav() => _navOpen = false;

    private void CloseSearch() => _searching = false;
}
