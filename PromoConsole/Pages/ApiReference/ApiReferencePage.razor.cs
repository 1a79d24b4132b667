using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PromoConsole.Api;
using PromoConsole.Components;

namespace PromoConsole.Pages.ApiReference;

/// <summary>Lists the operations of the HTTP API out of its own document, and sends requests to it from the browser.</summary>
public sealed partial class ApiReferencePage(ApiDescription description, IJSRuntime js) : IAsyncDisposable
{
    private IReadOnlyList<OperationGroup> _groups = [];
    private ElementReference _host;
    private IJSObjectReference? _script;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _groups = OperationGroup.Of(await description.DocumentAsync());

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        // The browser sends the requests itself: the secret never comes here, and large answers do not travel over the circuit.
        _script = await js.InvokeAsync<IJSObjectReference>("import", "./Pages/ApiReference/ApiReferencePage.razor.js");
        await _script.InvokeVoidAsync("attach", _host);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_script is null) return;
        try
        {
            await _script.DisposeAsync();
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser has left; its listeners went with it.
        }
    }
}
