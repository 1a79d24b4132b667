using Microsoft.JSInterop;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

// What the browser reports: one drop, one key, one paste.
public sealed partial class RuleTreeEditor
{
    private const int MostPasted = 4_000_000;

    /// <summary>A node was dropped, and with it the others that are selected: those that are not drawn just now too.</summary>
    /// <param name="onto">The node it was dropped on, to be grouped with; 0 for a place between.</param>
    [JSInvokable]
    public Task<BrowserAnswer> Drop(int id, int bracketId, int onto, int index) =>
        AnswerAsync(onto != 0 ? new GroupWith(State.Chosen(id), onto) : new Move(State.Chosen(id), new(bracketId, index)));

    /// <summary>A kind of rule was dropped from the palette.</summary>
    [JSInvokable]
    public async Task<BrowserAnswer> DropNew(string word, int bracketId, int onto, int index)
    {
        if (RuleKinds.Find(word) is not { } kind || !RuleKinds.IsOffered(kind, Context) || !MayEdit) return BrowserAnswer.None;
        _memory = _memory.Use(word);
        var node = new RuleNode(kind.Empty());
        await AddNodeAsync(onto != 0 ? new GroupNew(node, onto) : new Insert(new(bracketId, index), [node]));
        return BrowserAnswer.None;
    }

    /// <summary>A folded bracket is needed open.</summary>
    [JSInvokable]
    public void Unfold(int id)
    {
        if (State.Collapsed.Remove(id)) StateHasChanged();
    }

    /// <summary>Copied rules come from the clipboard.</summary>
    /// <param name="id">The node behind which they go; 0 for the end.</param>
    [JSInvokable]
    public async Task<BrowserAnswer> Paste(IJSStreamReference text, int id)
    {
        await using var stream = await text.OpenReadStreamAsync(MostPasted);
        using var reader = new StreamReader(stream);
        return await PasteAsync(await reader.ReadToEndAsync(), id);
    }

    /// <summary>A key was pressed on a node.</summary>
    /// <param name="name">What it means here.</param>
    [JSInvokable]
    public async Task<BrowserAnswer> Key(string name, int id)
    {
        if (name is "Undo" or "Redo")
        {
            await StepAsync(name == "Undo" ? -1 : 1);
            return new(State.Stop.Id);
        }

        if (name == "Help") _keys = true;
        if (name == "CloseMenu") await MenuAsync(null);
        if (!State.Tree.Has(id) || id == BuilderTree.RootId)
        {
            StateHasChanged();
            return BrowserAnswer.None;
        }

        var chosen = State.Chosen(id);
        var node = State.Tree.Node(id);
        switch (name)
        {
            case "Up": return await MoveAsync(id, TreeMoves.Beside(State.Tree, id, -1), "It is the first one here. Alt and left takes it out of its bracket.");
            case "Down": return await MoveAsync(id, TreeMoves.Beside(State.Tree, id, 1), "It is the last one here. Alt and left takes it out of its bracket.");
            case "In": return await MoveAsync(id, TreeMoves.Into(State.Tree, id), "There is no bracket beside it.");
            case "Out": return await MoveAsync(id, TreeMoves.Out(State.Tree, id), "It is in no bracket.");
            case "Group": return await AnswerAsync(new Surround(chosen));
            case "Unwrap": return await AnswerAsync(new Unwrap(node is BracketNode ? id : State.Tree.ParentOf(id)!.Id));
            case "Duplicate": return await AnswerAsync(new Duplicate(chosen));
            case "Remove": return await AnswerAsync(new Remove(chosen));
            case "Mute" when Vocabulary is null: return await AnswerAsync(new Mute(chosen, !node.Muted));
            case "Not": return await AnswerAsync(new Negate(chosen, !node.Negated));
            case "Cut":
                var cut = Copied(chosen);
                return (await AnswerAsync(new Remove(chosen))) with { Copied = cut };
            case "Copy":
                State.Say($"{TreeEdits.Capital(State.Tree.NameOf(id))} copied.");
                StateHasChanged();
                return new(0) { Copied = Copied(chosen) };
            case "Open" when node is RuleNode: await OpenAsync(id); break;
            case "Open" or "Fold" when node is BracketNode: Fold(id); break;
            case "Unfold": Unfold(id); break;
            case "Select": Toggle(id); break;
            case "All": State.Selected.UnionWith(State.Tree.Root.Parts.Select(part => part.Id)); break;
            case "Clear": (State.Open, _focus) = (null, id); ClearSelection(); break;
            case "Menu": await MenuAsync(id); break;
            case "MoveTo" when MayEdit: await MoveToAsync(id); break;
            case "Add" when MayEdit: await AddAtAsync(new(State.Tree.ParentOf(id)!.Id, State.Tree.IndexOf(id) + 1)); break;
        }

        State.StopAt(id);
        StateHasChanged();
        return BrowserAnswer.None;
    }

    private async Task<BrowserAnswer> PasteAsync(string text, int id)
    {
        if ((Vocabulary is { } words ? words.Read(text) : CopiedRules.Read(text)) is not { } rules)
        {
            toasts.Warn("The clipboard holds no rules that can be read.");
            return BrowserAnswer.None;
        }

        var at = State.Tree.Find(id) is null or BracketNode { Id: BuilderTree.RootId } ? Last
            : State.Tree.Node(id) is BracketNode { Parts.IsEmpty: true } ? new Place(id, 0) : new Place(State.Tree.ParentOf(id)!.Id, State.Tree.IndexOf(id) + 1);
        return await AnswerAsync(new Insert(at, BuilderTree.Unplaced(rules), "Paste"));
    }

    private async Task<BrowserAnswer> MoveAsync(int id, Place? place, string otherwise)
    {
        if (place is not null) return await AnswerAsync(new Move([id], place));
        State.Say(otherwise);
        StateHasChanged();
        return BrowserAnswer.None;
    }

    private async Task<BrowserAnswer> AnswerAsync(TreeCommand command)
    {
        var edited = await RunAsync(() => State.Do(command, time.GetUtcNow()));
        if (edited.Changed) Refresh();
        else StateHasChanged();
        return edited.Changed ? new(State.Stop.Id) : BrowserAnswer.None;
    }
}

/// <summary>What the browser does once the page is drawn.</summary>
/// <param name="Focus">The node that gets the focus; 0 for none.</param>
public sealed record BrowserAnswer(int Focus)
{
    /// <summary>What goes to the clipboard; null for nothing.</summary>
    public string? Copied { get; init; }

    public static BrowserAnswer None { get; } = new(0);
}
