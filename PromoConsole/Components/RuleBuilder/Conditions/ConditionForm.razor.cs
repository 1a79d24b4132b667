using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>One condition as a form, laid out by what its kind compares; its sub-rules are brackets of their own inside it.</summary>
public sealed partial class ConditionForm(RuleChoices choices)
{
    private static readonly Choice<bool>[] s_flags = [new(true, "It must be so"), new(false, "It must not be so")];

    [Parameter, EditorRequired] public required Condition Condition { get; set; }

    [Parameter] public EventCallback<Condition> ConditionChanged { get; set; }

    /// <summary>
    /// Only what is filled in, without head and problems: the row around it shows those. Otherwise it is a sub-rule, asked of the lines another
    /// condition matched, and has no message of its own.
    /// </summary>
    [Parameter] public bool Bare { get; set; }

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

    /// <summary>What is missing or impossible, with paths from this condition.</summary>
    [Parameter] public IReadOnlyList<RuleProblem> Problems { get; set; } = [];

    private const string InSubRules = "where";

    private IReadOnlyList<MetadataField> _fields = [];

    // What the attribute has been so far.
    private IReadOnlyList<string> Seen => Condition is MetadataCondition metadata ? _fields.FirstOrDefault(known => known.Key == metadata.Property)?.Values ?? [] : [];

    private IEnumerable<RuleProblem> Own => Problems.Where(problem => !IsOfSubRules(problem));

    private RuleProblem[] SubProblems =>
        [.. Problems.Where(IsOfSubRules).Select(problem => problem with { Path = problem.Path.Length == InSubRules.Length ? "" : problem.Path[(InSubRules.Length + 1)..] })];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Condition is MetadataCondition) _fields = await choices.FieldsAsync(Condition.Kind);
    }

    private static bool IsOfSubRules(RuleProblem problem) =>
        problem.Path == InSubRules || problem.Path.StartsWith(InSubRules + ".", StringComparison.Ordinal);

    private static ItemReference[] References(IReadOnlyList<Choosable> picked) => [.. picked.Select(thing => new ItemReference(thing.Kind ?? ItemKind.Product, thing.Id))];

    private Choosable[] Chosen(IReadOnlyList<ItemReference> items) => [.. items.Select(item => new Choosable(item.Id, NameOf(item.Id), null, item.Kind))];

    private string NameOf(string id) => Names.GetValueOrDefault(id, id);

    private Task ChangeAsync(Condition changed) => ConditionChanged.InvokeAsync(changed);

    private async Task PickAsync(IReadOnlyList<Choosable> picked, Condition changed)
    {
        await OnNames.InvokeAsync(picked);
        await ChangeAsync(changed);
    }
}
