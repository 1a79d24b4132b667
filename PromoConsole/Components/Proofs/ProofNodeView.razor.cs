using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.Proofs;

/// <summary>One node of the proof tree: failed ones stand open, passed ones fold to their first sentence.</summary>
public sealed partial class ProofNodeView
{
    private bool _open;
    private Verdict? _shown;

    /// <summary>The node.</summary>
    [Parameter, EditorRequired] public required ProofNode Node { get; set; }

    /// <summary>Says it.</summary>
    [Parameter, EditorRequired] public required ProofWords Words { get; set; }

    private NodeWords Said { get; set; } = new("", null, null);

    private string? Asked => Said.Asked is { } asked ? Capital(asked) + (Said.Distance is null ? "." : ";") : null;

    private string Number => Node.Verdict.Number > 0 ? Words.Wording.Number(Node.Verdict.Number) : "•";

    private bool CanOpen => Said.Asked is not null || Node.Verdict.Parts is { Count: > 1 };

    private VerdictLight Light => Node.Verdict.Outcome switch
    {
        Outcome.Passed => VerdictLight.Pass,
        Outcome.Failed => VerdictLight.Fail,
        _ => VerdictLight.None,
    };

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Node.Verdict)) return;
        _shown = Node.Verdict;
        _open = Node.Verdict.Outcome == Outcome.Failed;
        if (!Node.IsBracket) Said = VerdictWords.Of(Node.Verdict, Words.Wording);
    }

    private void Toggle() => _open = !_open;

    // With a single sub-rule the condition's own sentence has said it already.
    private RenderFragment? SubRules => Node.Verdict.Parts is not { Count: > 1 } parts ? null : builder =>
    {
        foreach (var part in parts)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "asked");
            builder.AddContent(2, $"{(part.Holds ? "✓" : "✗")} {VerdictWords.Of(part, Words.Wording).Sentence}");
            builder.CloseElement();
        }
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
