using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>What a verdict light says.</summary>
public enum VerdictLight
{
    /// <summary>Nothing was decided here: muted or not reached.</summary>
    None,

    /// <summary>It holds.</summary>
    Pass,

    /// <summary>It does not hold.</summary>
    Fail,

    /// <summary>Incomplete: cannot be decided yet. A square, so that its shape tells it apart.</summary>
    Incomplete,
}

/// <summary>A verdict as a disc with an icon; colour is never alone.</summary>
public sealed partial class VerdictDisc
{
    /// <summary>The verdict.</summary>
    [Parameter, EditorRequired] public required VerdictLight Light { get; set; }

    /// <summary>What a screen reader hears; the verdict's own word by default.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>The size of a heading.</summary>
    [Parameter] public bool Large { get; set; }

    private string Css => $"disc {Kind}" + (Large ? " lg" : "");

    private string Kind => Light switch
    {
        VerdictLight.Pass => "pass",
        VerdictLight.Fail => "fail",
        VerdictLight.Incomplete => "warn",
        _ => "none",
    };

    private string Shape => Light switch
    {
        VerdictLight.Pass => "check",
        VerdictLight.Fail => "x",
        VerdictLight.Incomplete => "exclaim",
        _ => "minus",
    };

    private string Word => Light switch
    {
        VerdictLight.Pass => "Passed",
        VerdictLight.Fail => "Failed",
        VerdictLight.Incomplete => "Incomplete",
        _ => "Not reached",
    };
}
