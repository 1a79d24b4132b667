using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings;

/// <summary>Loads and removes the demo store.</summary>
public sealed partial class DemoPage(IServiceProvider services, CurrentMember member, Toasts toasts)
{
    private IDemoStore? _demo;
    private DemoState? _state;
    private string? _problem;
    private bool _asking;
    private int _loads;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _demo = services.GetService<IDemoStore>();
        await LookAsync();
    }

    private async Task LookAsync() => _state = _demo is null ? null : await _demo.StateAsync();

    private async Task RemoveAsync()
    {
        var removed = await _demo!.RemoveAsync(await member.CallerAsync());
        _asking = false;
        _problem = removed.Error?.Message;
        if (removed.IsOk) toasts.Show($"The demo store is removed: {removed.Value} rows");
        _loads++; // the loader looks again
        await LookAsync();
    }
}
