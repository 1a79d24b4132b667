using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;

namespace PromoConsole.Components.RuleBuilder.Trial;

/// <summary>Pinned carts with what must happen and what happens; a difference is what counts.</summary>
public sealed partial class ExampleList
{
    private static readonly Choice<bool>[] s_choices = [new(true, "Must pass"), new(false, "Must fail")];

    private string? _open;
    private string? _name;
    private string? _problem;
    private bool _mustPass;
    private bool _pinning;

    /// <summary>All of them.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<RuleExample> Examples { get; set; }

    /// <summary>How they came out, in the same order; empty until they were run.</summary>
    [Parameter] public IReadOnlyList<RuleExampleResult> Results { get; set; } = [];

    /// <summary>One was pinned, changed or removed; without it they are only shown.</summary>
    [Parameter] public EventCallback<IReadOnlyList<RuleExample>> ExamplesChanged { get; set; }

    /// <summary>What one of the present cart might be called.</summary>
    [Parameter] public string Suggested { get; set; } = "";

    /// <summary>What the present cart does, and so probably must.</summary>
    [Parameter] public bool MustPass { get; set; }

    /// <summary>Makes an example of the present cart.</summary>
    [Parameter, EditorRequired] public required Func<string, bool, RuleExample> Pinned { get; set; }

    /// <summary>One is to be tried.</summary>
    [Parameter] public EventCallback<RuleExample> OnOpen { get; set; }

    private int Differing => Results.Count(result => result.Differs);

    private void StartPin() => (_pinning, _problem, _name, _mustPass) = (true, null, Free(Suggested), MustPass);

    private async Task PinAsync()
    {
        IReadOnlyList<RuleExample> all = [.. Examples, Pinned((_name ?? "").Trim(), _mustPass)];
        _problem = RuleExampleCheck.Problem(all)?.Sentence;
        if (_problem is not null) return;
        _pinning = false;
        await ExamplesChanged.InvokeAsync(all);
    }

    private Task SetAsync(int index, RuleExample example) => ExamplesChanged.InvokeAsync([.. Examples.Select((one, i) => i == index ? example : one)]);

    private Task RemoveAsync(int index)
    {
        _open = null;
        return ExamplesChanged.InvokeAsync([.. Examples.Where((_, i) => i != index)]);
    }

    private string Free(string name)
    {
        for (var n = 2; Examples.Any(example => example.Name.Equals(name, StringComparison.OrdinalIgnoreCase)); n++) name = $"{Suggested} ({n})";
        return name;
    }

    internal static VerdictLight LightOf(RuleExampleResult? result) => result switch
    {
        null => VerdictLight.None,
        { Differs: true } => VerdictLight.Fail,
        { Outcome: Outcome.Undecided } => VerdictLight.Incomplete,
        _ => VerdictLight.Pass,
    };

    internal static string LabelOf(RuleExampleResult? result) => result switch
    {
        null => "Not run yet",
        { Differs: true } => "Differs",
        { Outcome: Outcome.Undecided } => "Undecided",
        _ => "As it must be",
    };
}
