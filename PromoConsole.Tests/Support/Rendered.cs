using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components;
using Radzen;

namespace PromoConsole.Tests.Support;

/// <summary>Renders components in memory: Radzen is set up, and scripts answer with their defaults unless a test says otherwise.</summary>
public abstract class Rendered : BunitContext
{
    /// <summary>The clock the rendered components see.</summary>
    protected FakeTime Time { get; } = new();

    /// <summary>Sets up what every component may ask for.</summary>
    protected Rendered()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
        Services.AddConsoleUi();
        Services.AddSingleton<TimeProvider>(Time);
    }
}
