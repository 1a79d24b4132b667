using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>Handles an event without drawing the component again that hands it on: for what its own owner answers by drawing everything anyway.</summary>
/// <remarks>Each drawing is a message to the browser and one back; a chain of owners would send as many as it has links.</remarks>
public sealed class Quietly : IHandleEvent
{
    private static readonly Quietly s_receiver = new();

    private Quietly() { }

    /// <summary>A callback that only runs its handler.</summary>
    public static EventCallback<T> Of<T>(Func<T, Task> handle) => new(s_receiver, handle);

    /// <inheritdoc />
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg) => item.InvokeAsync(arg);
}
