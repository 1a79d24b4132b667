using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Components.Proofs;

/// <summary>How several incentives came out one after the other: what each took off or why it did not, and what was left.</summary>
public sealed partial class StackSteps
{
    private StackWords _words = null!;
    private Wording _wording = null!;

    /// <summary>What was decided.</summary>
    [Parameter, EditorRequired] public required Decision Decision { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _wording = Format.Words();
        _words = new StackWords(Decision, _wording);
    }

    private static bool Failed(Step step) => step.Status == StepStatus.Inapplicable;

    // In a refused request nothing is used, though some would have been.
    private bool Used(Step step) => Decision.Accepted && step.Status == StepStatus.Applicable;
}
