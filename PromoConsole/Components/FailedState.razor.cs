using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>What stands where something could not be loaded: what happened, and the way to try again.</summary>
public sealed partial class FailedState
{
    /// <summary>What could not be done.</summary>
    [Parameter] public string Title { get; set; } = "This could not be loaded";

    /// <summary>Why, and what to do next.</summary>
    [Parameter] public string Message { get; set; } = "Nothing was changed. Try again; if it stays so, ask the person who runs PromoConsole.";

    /// <summary>Try again was pressed; without it there is no such button.</summary>
    [Parameter] public EventCallback OnRetry { get; set; }
}
