using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PromoConsole.Layout;

/// <summary>What a page shows when it fails: reload, or copy what support needs. The failure itself goes to the log.</summary>
public sealed partial class ErrorSurface
{
    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    // The message may hold a customer's data: only the kind of failure and the place are offered for copying.
    private string Details => string.Create(
        CultureInfo.InvariantCulture,
        $"{Time.GetUtcNow():u}\n{new Uri(Navigation.Uri).AbsolutePath}\n{CurrentException!.GetType().FullName}\n{CurrentException.StackTrace}");

    private void Reload() => Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
}
