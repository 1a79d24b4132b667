using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>The logic as a line of text, <c>1 and (2 or not 3)</c>: coloured like its brackets, pressed to go there, edited as text.</summary>
public sealed partial class LogicLine
{
    private readonly string _helpId = ElementId.New("logic");
    private ElementReference _input;
    private string? _typed;
    private bool _started;

    [Parameter, EditorRequired] public required BuilderState State { get; set; }

    [Parameter] public bool MayEdit { get; set; } = true;

    /// <summary>Raised when names changed that the sentences of rules mention.</summary>
    [Parameter] public int Version { get; set; }

    /// <summary>A number was pressed.</summary>
    [Parameter] public EventCallback<int> OnGo { get; set; }

    /// <summary>A text was typed that can be read.</summary>
    [Parameter] public EventCallback<string> OnArrange { get; set; }

    private string? Problem => _typed is null ? null : TreeText.Problem(State.Tree, _typed);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_started) return;
        _started = false;
        await _input.FocusAsync();
    }

    private void Start() => (_typed, _started) = (TreeText.Of(State.Tree), true);

    private async Task ApplyAsync()
    {
        if (_typed is not { } text || Problem is not null) return;
        _typed = null;
        await OnArrange.InvokeAsync(text);
    }

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _typed = null;
        return key.Key == "Enter" ? ApplyAsync() : Task.CompletedTask;
    }
}
