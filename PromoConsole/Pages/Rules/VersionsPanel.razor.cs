using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Pages.Rules;

/// <summary>What was published, newest first, with who and why; any two compared; an older one comes back as the draft.</summary>
public sealed partial class VersionsPanel(RuleRecords records, RuleChoices choices)
{
    private const int Slice = 20;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<ValidationRuleVersion> _versions = [];
    private long _total;
    private int _from;
    private int _to;
    private bool _busy;

    [Parameter, EditorRequired] public required ValidationRule Rule { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    /// <summary>An older version should become the draft.</summary>
    [Parameter] public EventCallback<ValidationRuleVersion> OnRestore { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private ValidationRuleVersion? From => _versions.Find(version => version.Number == _from);

    private ValidationRuleVersion? To => _versions.Find(version => version.Number == _to);

    private IReadOnlyList<Choice<int>> Choices => _versions.ConvertAll(version => new Choice<int>(version.Number, $"Version {Format.Number(version.Number)}, {Format.Date(version.CreatedAt)}"));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await MoreAsync();
        if (_versions.Count > 1) (_from, _to) = (_versions[1].Number, _versions[0].Number);
    }

    private async Task MoreAsync()
    {
        _busy = true;
        var page = await records.VersionsAsync(Rule.Id, _versions.Count, Slice);
        Rule[] rules = [.. page.Items.Select(version => version.Content.Rule).OfType<Rule>()];
        foreach (var (id, name) in await choices.NamesAsync(new AllOf(rules))) _names[id] = name;
        _versions.AddRange(page.Items);
        (_total, _busy) = (page.Total, false);
    }
}
