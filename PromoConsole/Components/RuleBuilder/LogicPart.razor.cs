using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>What stands inside one bracket of the text line. Drawn again only when it looks different, so that a long line is not sent anew for one word.</summary>
public sealed partial class LogicPart
{
    private Looks? _drawn;

    [Parameter, EditorRequired] public required BuilderState State { get; set; }

    [Parameter, EditorRequired] public required BracketNode Bracket { get; set; }

    /// <summary>Raised when names changed that the sentences of rules mention.</summary>
    [Parameter] public int Version { get; set; }

    /// <summary>A number was pressed.</summary>
    [Parameter] public EventCallback<int> OnGo { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _drawn = Now; // the first time it is drawn without being asked

    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        var (now, drawn) = (Now, _drawn);
        _drawn = now;
        return now != drawn;
    }

    private Looks Now => new(Bracket, FirstNumber(Bracket), State.Tree.PlaceOf(Bracket.Id), State.Tree.Numbers, Version);

    // Numbers and colours go on from those before it.
    private int FirstNumber(BuilderNode node) =>
        node is BracketNode bracket ? bracket.Parts.Select(FirstNumber).FirstOrDefault(number => number > 0) : State.Tree.NumberOf(node.Id);

    private sealed record Looks(BracketNode Bracket, int FirstNumber, int Place, object? Numbers, int Version);
}
