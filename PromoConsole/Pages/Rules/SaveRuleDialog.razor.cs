using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Rules;

/// <summary>Puts a copy of what a campaign or tier asks by itself into the library.</summary>
public sealed partial class SaveRuleDialog(RuleService rules, RuleDraftService drafts, RuleChoices choices, CurrentMember member, Toasts toasts)
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private string? _name;
    private string? _problem;
    private bool _busy;

    [Parameter, EditorRequired] public required Rule Rule { get; set; }

    /// <summary>What the customer is told when no failed condition has a text of its own; null for nothing.</summary>
    [Parameter] public string? RefusalMessage { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool IsComplete => RuleCheck.Problems(Rule).Count == 0;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _names = await choices.NamesAsync(Rule);

    private async Task SaveAsync()
    {
        if (string.IsNullOrWhiteSpace(_name))
        {
            _problem = "Give the rule a name, so that colleagues find it.";
            return;
        }

        (_busy, _problem) = (true, null);
        var caller = await member.CallerAsync();
        var content = new RuleContent { Rule = RuleTree.Renumbered(Rule), RefusalMessage = RefusalMessage };
        var error = IsComplete ? (await rules.CreateAsync(new(_name, content, caller))).Error : (await drafts.StartAsync(new(_name, content, caller))).Error;
        _busy = false;
        if (error is not null)
        {
            _problem = error.Details ?? error.Message;
            return;
        }

        toasts.Show($"“{_name.Trim()}” is in the library of rules{(IsComplete ? "" : " as a draft")}");
        await OnClose.InvokeAsync();
    }
}
