using Microsoft.AspNetCore.Components;
using PromoConsole.Components;

namespace PromoConsole.Layout;

/// <summary>Search, project facts, running jobs, theme and who is signed in.</summary>
public sealed partial class TopBar(TimeProvider time, AppScript script) : IDisposable
{
    private ITimer? _everyMinute;

    /// <summary>The project whose zone and currency are shown.</summary>
    [Parameter, EditorRequired] public required ProjectView Project { get; set; }

    /// <summary>Ctrl-K opens the search by now.</summary>
    [Parameter] public bool SearchKeys { get; set; }

    /// <summary>The navigation drawer is asked for.</summary>
    [Parameter] public EventCallback OnOpenNav { get; set; }

    /// <summary>The command palette is asked for.</summary>
    [Parameter] public EventCallback OnSearch { get; set; }

    private string Clock => Project.Format.Local(time.GetUtcNow()).ToString("HH:mm", Project.Format.Culture);

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        var now = time.GetUtcNow();
        var toNextMinute = TimeSpan.FromSeconds(60 - now.Second);
        _everyMinute = time.CreateTimer(_ => _ = InvokeAsync(StateHasChanged), null, toNextMinute, TimeSpan.FromMinutes(1));
    }

    /// <inheritdoc />
    public void Dispose() => _everyMinute?.Dispose();
}
