using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Filters;

namespace PromoConsole.Components.RuleBuilder.Fields;

/// <summary>How many a filter fits, and ten of them, while it is edited: at once about, soon exactly. Another edit stops the count before it.</summary>
public sealed partial class ForecastPanel(TimeProvider time, ILogger<ForecastPanel> log) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(250);

    private CancellationTokenSource? _running;
    private FilterForecast? _said;
    private Filter? _of;
    private bool _busy;
    private bool _failed;

    /// <summary>Null while there is nothing to count.</summary>
    [Parameter, EditorRequired] public required Filter? Filter { get; set; }

    /// <summary>Counts, saying now and then how far it is.</summary>
    [Parameter, EditorRequired] public required Func<Filter, CancellationToken, IAsyncEnumerable<FilterForecast>> Count { get; set; }

    /// <summary>Stands above the number: "Customers in it now".</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>What is counted, for one and for several: "customer", "customers".</summary>
    [Parameter, EditorRequired] public required (string One, string Many) Words { get; set; }

    /// <summary>Stands there while there is nothing to count.</summary>
    [Parameter] public string Waiting { get; set; } = "The number shows here as soon as the rules are complete.";

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    public void Dispose()
    {
        _running?.Cancel();
        _running?.Dispose();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(Filter, _of)) return;
        _of = Filter;
        _ = StartAsync();
    }

    private string Word(long count) => count == 1 ? Words.One : Words.Many;

    private async Task StartAsync()
    {
        if (_running is not null) await _running.CancelAsync();
        _busy = false;
        if (_of is not { } filter) return;
        var mine = _running = new CancellationTokenSource();
        (_busy, _failed) = (true, false);
        try
        {
            await Task.Delay(s_pause, time, mine.Token);
            var drawn = DateTimeOffset.MinValue;
            await foreach (var said in Count(filter, mine.Token))
            {
                if (mine != _running) return;
                _said = said;
                if (!said.IsWhole && time.GetUtcNow() - drawn < s_redraw) continue;
                drawn = time.GetUtcNow();
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return; // it was edited again, or the page is left
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogFailed(problem);
            if (mine == _running) _failed = true;
        }

        _busy = false;
        await InvokeAsync(StateHasChanged);
    }

    [LoggerMessage(LogLevel.Warning, "What a filter fits could not be counted.")]
    private partial void LogFailed(Exception problem);
}
