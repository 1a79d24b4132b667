using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>What can be done with a rule or bracket, with the keys that do the same.</summary>
public sealed partial class NodeMenu
{
    [Parameter, EditorRequired] public required int Id { get; set; }

    [Parameter, EditorRequired] public required RuleTreeEditor Editor { get; set; }

    private Place After => new(Editor.State.Tree.ParentOf(Id)!.Id, Editor.State.Tree.IndexOf(Id) + 1);

    private async Task ActAsync(Func<Task> act)
    {
        await Editor.MenuAsync(null);
        await act();
    }
}
