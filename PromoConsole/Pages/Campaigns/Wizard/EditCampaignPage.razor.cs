using Microsoft.AspNetCore.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>The wizard: steps in any order, saved as they are typed, launched from the last one. Also edits what is live, as the next version.</summary>
public sealed partial class EditCampaignPage(
    CampaignService campaigns, CampaignList list, CampaignHistory history, ProjectService project, RuleChoices choices, ItemChoices items,
    CategoryService categories, CurrentMember member, Toasts toasts, NavigationManager navigation, TimeProvider time) : IAsyncDisposable
{
    private Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private IReadOnlyList<SetupProblem> _problems = [];
    private CampaignEditor? _editor;
    private string _words = "";
    private string? _failure;
    private string? _launchError;
    private string? _comment;
    private bool _accepted;
    private string? _exampleCode;
    private CodePattern? _examplePattern;
    private long _pinned;
    private bool _ignoresCase = true;
    private bool _busy;

    /// <summary><c>camp_…</c>.</summary>
    [Parameter] public required string Id { get; set; }

    /// <summary>Which step shows; one of <see cref="WizardSteps.Keys"/>.</summary>
    [SupplyParameterFromQuery] public string? Step { get; set; }

    /// <summary>The tier that is edited, in the step of the tiers; null for all of them.</summary>
    [SupplyParameterFromQuery] public string? Tier { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private DateTimeOffset Now => time.GetUtcNow();

    private CampaignKind Kind => _editor!.Campaign.Kind;

    private bool IsPromotion => Kind == CampaignKind.Promotion;

    private IReadOnlyList<string> Keys => WizardSteps.KeysOf(Kind);

    private string Current => Step is not null && Keys.Contains(Step) ? Step : WizardSteps.Codes;

    private int At => Keys.ToList().IndexOf(Current);

    private string? Previous => At > 0 ? Keys[At - 1] : null;

    private WizardStep? Next => At < Keys.Count - 1 ? Steps[At + 1] : null;

    private IReadOnlyList<WizardStep> Steps => WizardSteps.Of(Id, _editor!.Setup, _problems, _words, Format, Kind);

    private TierSetup? Edited => Current == WizardSteps.Tiers ? _editor!.Setup.Tiers.FirstOrDefault(tier => tier.Id == Tier) : null;

    private string Heading => Edited is { Name.Length: > 0 } tier ? tier.Name : Steps[At].Title;

    private IReadOnlyList<SetupProblem> Shown => _problems;

    private string Sentence => CampaignSentence.Of(_editor!.Setup, _names, Now, Format, Kind);

    private bool NothingToLaunch => _editor!.Live is { } live && SetupDiff.Of(live, _editor.Setup, _names, Format, Kind).Count == 0;

    private string Progress => _problems.Select(problem => WizardSteps.KeyOf(problem.Step)).Distinct().Count() switch
    {
        0 => "ready to launch",
        1 => "1 step needs action",
        var steps => $"{steps} steps need action",
    };

    private string? ExampleCode
    {
        get
        {
            var codes = _editor!.Setup.Codes;
            if (codes.Mode == CodeMode.Shared) return codes.SharedCode;
            if (_examplePattern != codes.Pattern) (_examplePattern, _exampleCode) = (codes.Pattern, CodeGenerator.Preview(codes.Pattern, 1).FirstOrDefault());
            return _exampleCode;
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_editor?.Campaign.Id != Id) await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (_editor, _failure) = (null, null);
        Save.Forget();
        var found = await list.GetAsync(Id);
        if (!found.IsOk || found.Value.Campaign is { DeletedAt: not null } or { ArchivedAt: not null })
        {
            _failure = found.Value?.Campaign switch
            {
                { DeletedAt: not null } => "It is in the bin. Restore it on the campaigns page first.",
                not null => "It is in the archive. Take it out on its page first.",
                _ => "There is no campaign with this address. It may have been removed with the demo store.",
            };
            return;
        }

        _ignoresCase = (await project.GetAsync()).CaseInsensitiveCodes;
        var editor = new CampaignEditor(found.Value);
        _names = new(await choices.NamesAsync(editor.Setup), StringComparer.Ordinal);
        foreach (var (id, name) in await choices.NamesAsync(editor.Live)) _names[id] = name;
        foreach (var (id, name) in await items.NamesAsync(editor.Setup, editor.Live)) _names[id] = name;
        if (editor.Campaign.Kind == CampaignKind.Promotion)
            foreach (var category in await categories.ListAsync()) _names[category.Id] = category.Name;
        _pinned = editor.Launched ? await history.PinnedCodesAsync(Id) : 0;
        _editor = editor;
        Check();
    }

    private void Check()
    {
        var editor = _editor!;
        _problems = LaunchCheck.Problems(editor.Setup, editor.Campaign.CodesCount, _ignoresCase, editor.Campaign.Kind);
        _words = RuleText.Of(editor.Setup.Rule, _names, Format);
    }

    private void Know(IReadOnlyList<Choosable> things)
    {
        foreach (var thing in things) _names[thing.Id] = thing.Name;
    }

    private Task ChangeAsync(CampaignSetup setup) => ChangeAsync(() => _editor!.Setup = setup);

    private Task ChangeAsync(Action change)
    {
        change();
        Check();
        (_launchError, _accepted) = (null, false);
        Save.Changed();
        return Task.CompletedTask;
    }

    private async Task CloseAsync()
    {
        if (await Save.SaveAsync()) navigation.NavigateTo(_editor!.Launched ? $"/campaigns/{Id}" : "/campaigns");
    }

    private async Task LaunchAsync()
    {
        _busy = true;
        if (await Save.SaveAsync())
        {
            var launched = await campaigns.LaunchAsync(new(Id, _editor!.Campaign.Revision, _comment, (await member.CallerAsync()).Name, _accepted));
            if (launched.IsOk)
            {
                toasts.Show(launched.Value.Version == 1 ? $"“{launched.Value.Name}” is launched" : $"Version {launched.Value.Version} is in force");
                navigation.NavigateTo($"/campaigns/{Id}");
            }
            else
            {
                _launchError = launched.Error.Key == "duplicate_found" ? $"The code {_editor.Setup.Codes.SharedCode} exists already, perhaps in the bin. Choose another one."
                    : launched.Error is { Key: RuleExampleErrors.Key, Details: { } differing } ? differing
                    : MetadataProblem.Of(launched.Error) is { Count: > 0 } problems ? $"Custom attributes: {string.Join("; ", problems)}" : launched.Error.Message;
            }
        }

        _busy = false;
    }
}
