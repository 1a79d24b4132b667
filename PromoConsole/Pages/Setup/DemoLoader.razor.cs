using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Setup;

/// <summary>Loads the demo store and shows how far it is.</summary>
public sealed partial class DemoLoader(CurrentMember member, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private DemoState? _state;
    private string? _problem;
    private bool _busy;

    /// <summary>What loads it.</summary>
    [Parameter, EditorRequired] public required IDemoStore Demo { get; set; }

    /// <summary>It was just loaded completely.</summary>
    [Parameter] public EventCallback OnLoaded { get; set; }

    private bool Running => _state?.Job?.Status is JobStatus.Waiting or JobStatus.Running;

    private decimal Percent => _state?.Job is { Total: > 0 } job ? 100m * job.Done / job.Total : 0;

    /// <inheritdoc />
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => await LookAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Running) await WatchAsync();
    }

    private async Task LoadAsync()
    {
        _busy = true;
        _problem = null;
        var asked = await Demo.LoadAsync(await member.CallerAsync());
        _busy = false;
        if (!asked.IsOk)
        {
            _problem = asked.Error.Message;
            return;
        }

        await LookAsync();
        await WatchAsync();
    }

    private async Task WatchAsync()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(300), time);
        try
        {
            while (Running && await ticks.WaitForNextTickAsync(_leaving.Token))
            {
                await LookAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            return; // the page was left; the job goes on
        }

        if (_state is { IsLoaded: true }) await OnLoaded.InvokeAsync();
    }

    private async Task LookAsync()
    {
        _state = await Demo.StateAsync(_leaving.Token);
        _problem = _state.Job is { Status: JobStatus.Failed } job ? job.Problem ?? "Loading stopped before it was complete. Try again." : null;
    }
}
