using System.Collections.Immutable;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>One step that can be undone, or done again.</summary>
/// <param name="Word">"Move rule 3".</param>
public sealed record HistoryStep(string Word, Restore Command);

/// <summary>What was done to a tree, without limit: undo, redo, and the list of steps. Typing in one condition is one step.</summary>
public sealed record TreeHistory
{
    /// <summary>Changes of one condition that follow each other faster than this are one step.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private TreeHistory() { }

    /// <summary>Of a tree as it was loaded.</summary>
    public static TreeHistory Start(BuilderTree tree) => new() { Tree = tree };

    public required BuilderTree Tree { get; init; }

    /// <summary>The latest first.</summary>
    public ImmutableStack<HistoryStep> Done { get; private init; } = [];

    /// <summary>The next to do again first.</summary>
    public ImmutableStack<HistoryStep> Undone { get; private init; } = [];

    // Of the condition that was edited last, and when.
    private (int Id, DateTimeOffset At)? Typing { get; init; }

    /// <summary>Carries out a command.</summary>
    /// <returns>The history after it, the same one when nothing changed, and what came of the command.</returns>
    public (TreeHistory History, Edited Edited) Apply(TreeCommand command, DateTimeOffset now)
    {
        var edited = TreeEdits.Apply(Tree, command);
        if (edited.Inverse is not { } inverse) return (this, edited);
        var typed = command is Edit edit ? ((int, DateTimeOffset)?)(edit.Id, now) : null;
        var goesOn = Typing is var (id, at) && typed is var (same, _) && id == same && now - at < Pause && !Done.IsEmpty;
        return (this with
        {
            Tree = edited.Tree,
            Done = goesOn ? Done : Done.Push(new(edited.Step, inverse)),
            Undone = [],
            Typing = typed,
        }, edited);
    }

    /// <summary>Takes the latest step back; nothing when there is none.</summary>
    public (TreeHistory History, Edited Edited) Undo()
    {
        if (Done.IsEmpty) return (this, new(Tree));
        var step = Done.Peek();
        var edited = TreeEdits.Apply(Tree, step.Command);
        return (this with { Tree = edited.Tree, Done = Done.Pop(), Undone = Undone.Push(step with { Command = edited.Inverse ?? step.Command }), Typing = null }, edited with { Spoken = $"Undone: {step.Word}." });
    }

    /// <summary>Does the step again that was taken back last; nothing when there is none.</summary>
    public (TreeHistory History, Edited Edited) Redo()
    {
        if (Undone.IsEmpty) return (this, new(Tree));
        var step = Undone.Peek();
        var edited = TreeEdits.Apply(Tree, step.Command);
        return (this with { Tree = edited.Tree, Done = Done.Push(step with { Command = edited.Inverse ?? step.Command }), Undone = Undone.Pop(), Typing = null }, edited with { Spoken = $"Done again: {step.Word}." });
    }
}
