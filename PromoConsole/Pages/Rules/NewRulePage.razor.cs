using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Rules;

/// <summary>Starts a rule: a name and what to begin with make the draft, which the builder then fills.</summary>
public sealed partial class NewRulePage(RuleDraftService drafts, CurrentMember member, NavigationManager navigation)
{
    private string _context = RuleContextNames.Global;
    private string? _name;
    private string? _problem;
    private bool _busy;

    /// <summary>The key of the template that is chosen; null begins with nothing.</summary>
    [SupplyParameterFromQuery] public string? Template { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private RuleTemplate? Chosen => RuleTemplates.Find(Template);

    private void Choose(RuleTemplate? template) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("template", template?.Key), replace: true);

    private async Task StartAsync()
    {
        if (string.IsNullOrWhiteSpace(_name) && Chosen is null)
        {
            _problem = "Give the rule a name, so that colleagues find it.";
            return;
        }

        _busy = true;
        var name = string.IsNullOrWhiteSpace(_name) ? Chosen!.Name : _name;
        var draft = await drafts.StartAsync(new(name, (Chosen?.ContentIn(Format.Zone) ?? new RuleContent()) with { Context = _context }, await member.CallerAsync()));
        _busy = false;
        if (draft.IsOk) navigation.NavigateTo($"/rules/{draft.Value.RuleId}");
        else _problem = draft.Error.Details ?? draft.Error.Message;
    }
}
