using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Fields;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Filters;

namespace PromoConsole.Pages.Segments;

/// <summary>Before a changed filter is saved: who would enter the segment and who would leave it.</summary>
public sealed partial class MovesDialog(SegmentForecasts forecasts, ILogger<MovesDialog> log) : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private FilterForecast? _said;
    private bool _failed;
    private bool _busy;

    [Parameter, EditorRequired] public required Filter Filter { get; set; }

    [Parameter, EditorRequired] public required string SegmentId { get; set; }

    /// <summary>Whether entering and leaving is told.</summary>
    [Parameter] public bool Tells { get; set; }

    /// <summary>False where only the kind is another one.</summary>
    [Parameter] public bool FilterChanged { get; set; } = true;

    /// <summary>What the new kind means; null when it stays.</summary>
    [Parameter] public string? KindChanged { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnSave { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (FilterChanged) _ = CompareAsync(_left.Token);
    }

    private async Task CompareAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var said in forecasts.ForecastAsync(Filter, SegmentId, ct))
            {
                if (said.Enter is null) continue; // the sample compares with nobody
                _said = SegmentWords.Of(said);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            LogFailed(problem);
            _failed = true;
            await InvokeAsync(StateHasChanged);
        }
        catch (OperationCanceledException)
        {
            // The dialog is closed.
        }
    }

    private async Task SaveAsync()
    {
        _busy = true;
        await OnSave.InvokeAsync();
        _busy = false;
    }

    [LoggerMessage(LogLevel.Warning, "Who enters and who leaves a segment could not be found out.")]
    private partial void LogFailed(Exception problem);
}
