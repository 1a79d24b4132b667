using PromoConsole.Engine.Project;

namespace PromoConsole.Components;

/// <summary>Lets the engine's sentences be written the way the page writes amounts and times.</summary>
public static class ProjectWording
{
    /// <summary>The same currency, culture and zone for the engine's words.</summary>
    public static Wording Words(this ProjectFormat format) => new(format.Culture, format.Currency, format.Decimals, format.Zone);
}
