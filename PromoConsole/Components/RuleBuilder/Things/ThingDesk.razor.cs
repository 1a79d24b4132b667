using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;
using PromoConsole.Identity;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>
/// What the parts of a builder share about the segments, collections and products a rule names: how they stand today, and the drawers that make new ones
/// beside the rule, which stays as it is.
/// </summary>
public sealed partial class ThingDesk(NamedThings things, CurrentMember member, ILogger<ThingDesk> log)
{
    private readonly HashSet<NewThing> _may = [];
    private ThingStates _states = ThingStates.None;
    private Asked? _asked;
    private IReadOnlySet<string> _named = new HashSet<string>();

    private sealed record Asked(NewThing What, string Name, Func<Choosable?, Task> Answer);

    /// <summary>The rule as it is loaded; <see cref="LookAsync"/> tells of its changes.</summary>
    [Parameter, EditorRequired] public required Rule? Rule { get; set; }

    /// <summary>The builder.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <summary>Whether the member may make such a thing.</summary>
    public bool May(NewThing what) => _may.Contains(what);

    /// <summary>Opens the drawer that makes something.</summary>
    /// <param name="name">What it might be called; empty for nothing.</param>
    /// <param name="answer">Given what was made, or null when the drawer was left; the drawer is closed then.</param>
    public Task AskAsync(NewThing what, string name, Func<Choosable?, Task> answer)
    {
        _asked = new(what, name, answer);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Looks again where the rule names something else than before.</summary>
    public async Task LookAsync(Rule? rule)
    {
        var ids = rule is null ? [] : rule.NamedIds().ToHashSet(StringComparer.Ordinal);
        if (_named.SetEquals(ids)) return;
        _named = ids;
        try
        {
            var states = new ThingStates(await things.StatesAsync(ids));
            if (!ReferenceEquals(_named, ids)) return; // the rule names something else meanwhile
            _states = states;
            StateHasChanged();
        }
#pragma warning disable CA1031 // a database that is away must not cost the rule that is being built
        catch (Exception broken) when (broken is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogWarning(broken, "How the things that a rule names stand could not be found out");
            _named = new HashSet<string>(); // the next change asks again
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        foreach (var what in Enum.GetValues<NewThing>())
            if (await member.MayAsync(NewThings.Permission(what))) _may.Add(what);
        if (!await member.MayAsync(Permissions.CustomersRead)) _may.Remove(NewThing.Segment); // its customers are looked for
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LookAsync(Rule);

    private async Task AnswerAsync(Choosable? made)
    {
        if (_asked is not { } asked) return;
        _asked = null;
        StateHasChanged(); // the drawer goes first: what gets the focus next is under it
        await asked.Answer(made);
    }
}
