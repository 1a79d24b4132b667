using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns;

namespace PromoConsole.Pages.Rules;

/// <summary>What publishing a draft would change and reach, before it is published. The draft is kept already.</summary>
public sealed partial class ReviewDialog(RuleDraftService drafts, RuleExamples examples, CurrentMember member)
{
    private static readonly Choice<bool>[] s_reach = [new(false, "Wherever the rule is assigned"), new(true, "Nowhere yet: publish as a new rule")];

    private IReadOnlyList<string> _blocking = [];
    private IReadOnlyList<SetupChange> _beside = [];
    private RuleDifference _diff = RuleDiff.Of(null, null);
    private IReadOnlyList<RuleExampleResult> _examples = [];
    private string? _comment;
    private string? _newName;
    private string? _problem;
    private int _muted;
    private bool _accepted;
    private bool _asNew;
    private bool _busy;

    [Parameter, EditorRequired] public required RuleEditor Editor { get; set; }

    /// <summary>Of the published rule.</summary>
    [Parameter, EditorRequired] public required RuleImpact Impact { get; set; }

    /// <summary>Names of segments, products and collections by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>It is in force: the rule as it now stands.</summary>
    [Parameter] public EventCallback<ValidationRule> OnPublished { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Verb => (Editor.Published, _asNew) switch
    {
        (null, _) => "Publish the rule",
        (_, true) => "Publish as a new rule",
        ({ } rule, _) => $"Publish version {Format.Number(rule.Version + 1)}{(RuleUseWords.Live(Impact, Format) is { Length: > 0 } live ? $": holds at once for {live}" : null)}",
    };

    private bool Differs => _examples.Any(result => result.Differs);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var (name, content) = (Editor.Name, Editor.Content);
        _blocking =
        [
            .. string.IsNullOrWhiteSpace(name) ? ["The rule needs a name."] : Array.Empty<string>(),
            .. Editor.Problems.Select(problem => problem.Number > 0 ? $"Rule {problem.Number}: {problem.Sentence}" : problem.Sentence).Distinct(),
            .. Editor.IsBehind ? ["A version was published after this draft was begun. Say on the page what to keep."] : Array.Empty<string>(),
        ];
        _diff = RuleDiff.Of(Editor.Published?.Content.Rule, content.Rule);
        _muted = content.Rule?.MutedConditions() ?? 0;
        if (Editor.Published is { } before) _beside = RuleDiffWords.Beside(before.Name, before.Content, name, content, Names, Format);
        if (content.Examples is { } asked) _examples = await examples.RunAsync(content.Rule, asked);
    }

    private void Choose(bool asNew)
    {
        _asNew = asNew;
        if (_newName is null && Editor.Published is { } rule) _newName = Editor.Name == rule.Name ? $"{rule.Name} (new)" : Editor.Name;
    }

    private async Task PublishAsync()
    {
        (_busy, _problem) = (true, null);
        var published = await drafts.PublishAsync(new(Editor.Id, Editor.Revision, _comment, await member.CallerAsync())
        {
            AsNewName = _asNew ? _newName ?? "" : null,
            AcceptDifferences = _accepted,
        });
        _busy = false;
        if (published.IsOk) await OnPublished.InvokeAsync(published.Value);
        else _problem = published.Error.Key == "edited_meanwhile" ? published.Error.Message : published.Error.Details ?? published.Error.Message;
    }
}
