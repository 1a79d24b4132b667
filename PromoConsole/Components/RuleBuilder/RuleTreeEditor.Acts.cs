using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

// What is pressed in the rows, menus and bars.
public sealed partial class RuleTreeEditor
{
    /// <summary>Carries out a command and puts the focus where it belongs.</summary>
    public async Task DoAsync(TreeCommand command)
    {
        var edited = await RunAsync(() => State.Do(command, time.GetUtcNow()));
        if (edited.Changed && command is not Edit) _focus = State.Stop.Id;
        StateHasChanged();
    }

    /// <summary>What is wrong with a condition, with paths from it.</summary>
    internal IReadOnlyList<RuleProblem> ProblemsOf(Condition condition) => RuleCheck.Problems(condition);

    /// <summary>How many parts a bracket has.</summary>
    internal int PartsOf(int id) => State.Tree.Find(id) is BracketNode bracket ? bracket.Parts.Count : 0;

    /// <summary>Opens the editor of a rule.</summary>
    internal Task OpenAsync(int id, bool message = false)
    {
        if (!MayEdit || State.Tree.LockOf(id) is not null) return Task.CompletedTask;
        State.Open = id;
        State.StopAt(id);
        _focusAt = message ? "[data-editor] [data-message], [data-editor] details.said-to input, [data-editor] textarea" : "[data-editor] :is(input, select, textarea, button)";
        StateHasChanged();
        return Task.CompletedTask;
    }

    internal Task CloseAsync(int id)
    {
        State.Open = null;
        _focus = id;
        StateHasChanged();
        return Task.CompletedTask;
    }

    internal Task MenuAsync(int? id)
    {
        _focus = id is null ? State.Menu : null;
        State.Menu = id;
        if (id is not null) _focusAt = "[role=menu] [role=menuitem]:not(:disabled)";
        StateHasChanged();
        return Task.CompletedTask;
    }

    internal void Select(int id, MouseEventArgs mouse)
    {
        if (mouse.ShiftKey && State.Tree.Has(State.Stop.Id))
        {
            var order = State.Tree.Nodes.Select(node => node.Id).ToList();
            var (from, to) = (order.IndexOf(State.Stop.Id), order.IndexOf(id));
            foreach (var between in order.GetRange(Math.Min(from, to), Math.Abs(from - to) + 1)) State.Selected.Add(between);
            State.Selected.Remove(BuilderTree.RootId);
        }
        else
        {
            Toggle(id);
        }

        State.StopAt(id);
        StateHasChanged();
    }

    internal void Fold(int id)
    {
        if (!State.Collapsed.Remove(id)) State.Collapsed.Add(id);
        StateHasChanged();
    }

    internal Task JoinAsync(BuilderRow row, bool pair)
    {
        State.StopAt(row.Id, row.Index);
        return DoKeepingStopAsync(pair && row.Size > 2 ? new JoinPair(row.Id, row.Index) : new Join(row.Id, row.Joins == Junction.And ? Junction.Or : Junction.And));
    }

    internal Task AddAtAsync(Place place)
    {
        _adding = place;
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Asks which rule to add at the end.</summary>
    internal Task AddLastAsync() => AddAtAsync(Last);

    internal Task AddBracketAsync(Place place)
    {
        var joins = ((BracketNode)State.Tree.Node(place.BracketId)).Joins == Junction.And ? Junction.Or : Junction.And;
        return DoAsync(new Insert(place, [new BracketNode(joins, [])]));
    }

    internal Task MoveToAsync(int id)
    {
        _moving = State.Chosen(id);
        StateHasChanged();
        return Task.CompletedTask;
    }

    internal Task LockAsync(int id)
    {
        if (State.Tree.Node(id).Lock is not null) return DoAsync(new SetLock(id, null));
        _locking = id;
        StateHasChanged();
        return Task.CompletedTask;
    }

    internal async Task CopyAsync(int id)
    {
        var text = Copied(State.Chosen(id));
        if (_builder is not null) await _builder.InvokeVoidAsync("copy", text);
        State.Say($"{TreeEdits.Capital(State.Tree.NameOf(id))} copied.");
        StateHasChanged();
    }

    private string Copied(IEnumerable<int> ids) => Vocabulary is { } words ? words.Write(State.Tree.ToRules(State.Tree.Outermost(ids))) : CopiedRules.Write(State.Tree, ids);

    internal Task SaveReusableAsync(int id) => OnSaveReusable.InvokeAsync(new AllOf(State.Tree.ToRules([id])));

    private async Task AddAsync(RuleKind kind, Place? at)
    {
        _adding = null;
        await RememberAsync(_memory.Use(kind.Word));
        await AddNodeAsync(new Insert(at ?? Beside(), [new RuleNode(kind.Empty())]));
    }

    private async Task AddNodeAsync(TreeCommand command)
    {
        var edited = await RunAsync(() => State.Do(command, time.GetUtcNow()));
        if (edited.Focus is [var made, ..] && edited.Changed) await OpenAsync(State.Tree.Node(made) is BracketNode bracket ? bracket.Parts[^1].Id : made);
        StateHasChanged();
    }

    // Behind what was selected last; at the end without a selection.
    private Place Beside() => State.Tree.Has(State.Stop.Id) && State.Selected.Contains(State.Stop.Id) && State.Tree.ParentOf(State.Stop.Id) is { } parent
        ? new(parent.Id, State.Tree.IndexOf(State.Stop.Id) + 1) : Last;

    private async Task DoKeepingStopAsync(TreeCommand command)
    {
        var stop = State.Stop;
        var edited = await RunAsync(() => State.Do(command, time.GetUtcNow()));
        if (edited.Changed && command is Join) State.StopAt(stop.Id, stop.Index);
        StateHasChanged();
    }

    private async Task RememberAsync(PaletteMemory memory)
    {
        _memory = memory;
        if (_builder is not null) await _builder.InvokeVoidAsync("keep", memory.ToString());
    }

    private Task MovedAsync(IReadOnlyList<int> ids, Place place)
    {
        _moving = null;
        return DoAsync(new Move(ids, place));
    }

    private Task LockedAsync(int id, string reason)
    {
        _locking = null;
        return DoAsync(new SetLock(id, reason));
    }

    /// <summary>Moves the focus to a node, and opens the brackets around it.</summary>
    internal Task GoAsync(int id)
    {
        foreach (var outer in State.Tree.Around(id).Skip(1)) State.Collapsed.Remove(outer.Id);
        State.StopAt(id);
        _focus = id;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void FoldAll()
    {
        var brackets = State.Tree.Nodes.Where(node => node is BracketNode { Id: not BuilderTree.RootId }).Select(node => node.Id).ToList();
        if (AnyOpen) State.Collapsed.UnionWith(brackets);
        else State.Collapsed.Clear();
    }

    private void ClearSelection() => State.Selected.Clear();

    private void Toggle(int id)
    {
        if (!State.Selected.Remove(id)) State.Selected.Add(id);
    }

    private Task UndoAsync() => StepAsync(-1);

    private Task RedoAsync() => StepAsync(1);

    // Forward when positive, back when negative.
    private async Task StepAsync(int steps)
    {
        _steps = false;
        await RunAsync(() =>
        {
            var edited = new Edited(State.Tree);
            for (var i = 0; i < Math.Abs(steps); i++) edited = steps > 0 ? State.Redo() : State.Undo();
            return edited;
        });
        StateHasChanged();
    }
}
