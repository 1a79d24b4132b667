using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Redemptions.Replays;

namespace PromoConsole.Pages.Redemptions;

/// <summary>Decides a stored attempt again as soon as it is shown, and says whether the answer is the same; where not, both proofs stand side by side.</summary>
public sealed partial class DecidedAgain(ReplayService replays, ILogger<DecidedAgain> logger) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Replay? _replay;
    private string? _problem;
    private bool _failed;

    /// <summary>Id of the attempt.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => DecideAsync();

    private async Task DecideAsync()
    {
        (_failed, _problem, _replay) = (false, null, null);
        try
        {
            var answer = await replays.ReplayAsync(Id, _gone.Token);
            (_replay, _problem) = (answer.Value, answer.Error?.Message);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            logger.LogError(broken, "Attempt {Id} could not be decided again", Id);
            _failed = true;
        }
        catch (OperationCanceledException)
        {
            // Somebody left the page meanwhile.
        }
    }
}
