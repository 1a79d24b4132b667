using Microsoft.JSInterop;

namespace PromoConsole.Components;

/// <summary>Tells that a script could not be called because nobody is there any more.</summary>
internal static class BrowserGone
{
    /// <summary>Whether the browser has left, and all that was set up in it with it.</summary>
    public static bool Says(Exception problem) => problem is JSDisconnectedException or ObjectDisposedException or OperationCanceledException;
}
