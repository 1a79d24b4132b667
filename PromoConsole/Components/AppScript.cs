using Microsoft.JSInterop;

namespace PromoConsole.Components;

/// <summary>What only the browser can do: the functions of wwwroot/app.js.</summary>
public sealed class AppScript(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Loads the script, so that rows answer to Ctrl-click before anything else asks for it.</summary>
    public Task ReadyAsync() => ModuleAsync();

    /// <summary>Puts a text on the clipboard.</summary>
    public ValueTask CopyAsync(string text) => CallAsync("copy", text);

    /// <summary>Hands a file to the browser as a download.</summary>
    public async ValueTask DownloadAsync(string name, Stream content)
    {
        using var stream = new DotNetStreamReference(content);
        await CallAsync("download", name, stream);
    }

    /// <summary>Changes between the light and the dark theme, and remembers which.</summary>
    public ValueTask ToggleThemeAsync() => CallAsync("toggleTheme");

    /// <summary>Folds or unfolds the navigation, and remembers which; true when it is now folded.</summary>
    public async ValueTask<bool> ToggleNavAsync() => await (await ModuleAsync()).InvokeAsync<bool>("toggleNav");

    /// <summary>Whether the navigation is folded.</summary>
    public async ValueTask<bool> NavIsRailAsync() => await (await ModuleAsync()).InvokeAsync<bool>("navIsRail");

    /// <summary>Moves the focus to an element.</summary>
    public ValueTask FocusAsync(string id) => CallAsync("focus", id);

    /// <summary>Moves the focus to the page's heading, unless somebody is typing on the page already.</summary>
    public ValueTask FocusHeadingAsync() => CallAsync("focusHeading");

    /// <summary>Opens a dialog element; from a window width on it stays beside the page instead of covering it.</summary>
    /// <param name="id">The element's id.</param>
    /// <param name="besideFrom">CSS pixels; null is always modal.</param>
    public ValueTask OpenDialogAsync(string id, int? besideFrom = null) => CallAsync("openDialog", id, besideFrom);

    /// <summary>Gives the focus back to what had it before the dialog was opened.</summary>
    public ValueTask ClosedDialogAsync(string id) => CallAsync("closedDialog", id);

    /// <summary>Calls the page's <c>OpenSearch</c> on Ctrl-K; disposing the answer's <c>stop</c> ends it.</summary>
    public async ValueTask<IJSObjectReference> ListenForSearchAsync<T>(DotNetObjectReference<T> page) where T : class =>
        await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("listenForSearch", page);

    /// <summary>Lets the elements of a list be dragged by their handles; calls <c>MoveAsync</c> with both places. Disposing the answer's <c>stop</c> ends it.</summary>
    public async ValueTask<IJSObjectReference> SortAsync<T>(string listId, DotNetObjectReference<T> list) where T : class =>
        await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("sort", listId, list);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_module is not { IsCompletedSuccessfully: true }) return;
        try
        {
            await (await _module).DisposeAsync();
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser has left; its module went with it.
        }
    }

    private Task<IJSObjectReference> ModuleAsync() =>
        _module ??= js.InvokeAsync<IJSObjectReference>("import", "./app.js").AsTask();

    private async ValueTask CallAsync(string function, params object?[] arguments) =>
        await (await ModuleAsync()).InvokeVoidAsync(function, arguments);
}
