using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Rules;

/// <summary>One condition as a form, laid out by what its kind compares.</summary>
public sealed partial class ConditionForm(RuleChoices choices)
{
    [Parameter, EditorRequired] public required Condition Condition { get; set; }

    [Parameter] public EventCallback<Condition> ConditionChanged { get; set; }

    /// <summary>A NOT stands before it.</summary>
    [Parameter] public bool Negated { get; set; }

    /// <summary>The NOT was put on or taken off.</summary>
    [Parameter] public EventCallback<bool> OnNegate { get; set; }

    [Parameter] public EventCallback OnRemove { get; set; }

    /// <summary>Buttons that move it among its neighbours.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    /// <summary>What is missing or impossible.</summary>
    [Parameter] public IReadOnlyList<RuleProblem> Problems { get; set; } = [];

    private static List<Choice<string>> Tests(RuleKind kind) =>
        [.. kind.Tests.Select(word => new Choice<string>(word, ConditionEdits.TestLabel(word, kind.Operand)))];

    private static string[] Split(string? typed) =>
        (typed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string NameOf(string id) => Names.GetValueOrDefault(id, id);

    private Task ChangeAsync(Condition changed) => ConditionChanged.InvokeAsync(changed);

    private Task NumberAsync(long? number) => number is { } given ? ChangeAsync(ConditionEdits.WithNumber(Condition, given)) : Task.CompletedTask;

    private async Task PickAsync(IReadOnlyList<Choosable> picked, Condition changed)
    {
        await OnNames.InvokeAsync(picked);
        await ChangeAsync(changed);
    }
}
