using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Rules;

/// <summary>One rule of the library: built as a draft that is saved as it is typed, published from the review, with its versions and where it is used.</summary>
public sealed partial class RulePage(
    RuleDraftService drafts, RuleService rules, RuleUsage usage, RuleChoices choices, CurrentMember member, Toasts toasts, NavigationManager navigation, TimeProvider time,
    ILogger<RulePage> log) : IAsyncDisposable
{
    private const string Versions = "versions";
    private const string UsesShown = "uses";

    private Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private RuleImpact _impact = RuleImpact.None;
    private RuleEditor? _editor;
    private Asking _asking;
    private string? _problem;
    private bool _mayWrite;
    private bool _missing;
    private bool _failed;

    private enum Asking { Nothing, Review, Discard, Delete }

    /// <summary><c>val_…</c>.</summary>
    [Parameter] public required string Id { get; set; }

    /// <summary><c>versions</c>; anything else builds.</summary>
    [SupplyParameterFromQuery] public string? Tab { get; set; }

    /// <summary><c>uses</c> opens where it is used.</summary>
    [SupplyParameterFromQuery] public string? Show { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Named => string.IsNullOrWhiteSpace(_editor!.Name) ? "Unnamed rule" : _editor.Name;

    private string State => _editor!.Published is not { } published ? "Never published"
        : _editor.HasDraft || _editor.Differs ? $"Draft of version {Format.Number(_editor.BaseVersion)}" : $"Version {Format.Number(published.Version)}";

    private int Incomplete => _editor!.Problems.DistinctBy(problem => problem.Number > 0 ? $"{problem.Number}" : problem.Path).Count();

    private IReadOnlyList<TabLink> TabLinks =>
        [new("", "Build", Href(null, Show)), new(Versions, "Versions", Href(Versions, Show), Format.Number(_editor!.Published!.Version))];

    // What came over the API may be made for something narrower than can be chosen here.
    private IReadOnlyList<Choice<string>> Contexts => _editor!.Content.Context is var own && RuleUseWords.Contexts.Any(choice => choice.Value == own)
        ? RuleUseWords.Contexts : [.. RuleUseWords.Contexts, new(own, RuleUseWords.Context(own))];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_editor?.Id != Id) await LoadAsync();
    }

    private string Href(string? tab, string? show) => navigation.GetUriWithQueryParameters($"/rules/{Id}", new Dictionary<string, object?> { ["tab"] = string.IsNullOrEmpty(tab) ? null : tab, ["show"] = show });

    private async Task LoadAsync()
    {
        (_editor, _problem, _missing, _failed, _asking) = (null, null, false, false, Asking.Nothing);
        Save.Forget();
        try
        {
            _mayWrite = await member.MayAsync(Permissions.CampaignsWrite);
            var open = await drafts.OpenAsync(Id);
            if (!open.IsOk)
            {
                _missing = true;
                return;
            }

            Rule[] named = [.. ((Rule?[])[open.Value.Draft.Content.Rule, open.Value.Rule?.Content.Rule]).OfType<Rule>()];
            _names = new(await choices.NamesAsync(new AllOf(named)), StringComparer.Ordinal);
            await LoadImpactAsync();
            _editor = new RuleEditor(open.Value);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            log.LogError(broken, "The rule {Rule} could not be loaded", Id);
            _failed = true;
        }
    }

    private async Task LoadImpactAsync() => _impact = await usage.ImpactAsync(Id);

    private void Know(IReadOnlyList<Choosable> things)
    {
        foreach (var thing in things) _names[thing.Id] = thing.Name;
    }

    private void Rename(string? name)
    {
        _editor!.Name = (name ?? "").Trim();
        Changed();
    }

    private void Change(RuleContent content)
    {
        _editor!.Content = content;
        Changed();
    }

    private void Changed()
    {
        _problem = null;
        Save.Changed();
    }

    private async Task ReviewAsync()
    {
        if (await Save.SaveAsync()) _asking = Asking.Review;
    }

    private async Task PublishedAsync(ValidationRule rule)
    {
        var another = rule.Id != Id;
        toasts.Show(another ? $"“{rule.Name}” is a rule of its own now; assign it where it should hold" : $"Version {rule.Version} of “{rule.Name}” is in force");
        Save.Forget();
        if (another) navigation.NavigateTo($"/rules/{rule.Id}");
        else await LoadAsync();
    }

    // The older version becomes the draft; what was there before comes back in one click.
    private void RestoreAsync(ValidationRuleVersion version)
    {
        var editor = _editor!;
        var (name, content) = (editor.Name, editor.Content);
        (editor.Name, editor.Content) = (version.Name, version.Content);
        Changed();
        toasts.Show($"Version {version.Number} is in the draft now; nothing changes before you publish it", () => InvokeAsync(() =>
        {
            (editor.Name, editor.Content) = (name, content);
            Changed();
            StateHasChanged();
        }));
        navigation.NavigateTo(Href(null, Show));
    }

    private async Task CopyAsync()
    {
        if (!await Save.SaveAsync()) return;
        var copy = await drafts.CopyAsync(Id, await member.CallerAsync());
        if (copy.IsOk) navigation.NavigateTo($"/rules/{copy.Value.RuleId}");
        else _problem = copy.Error.Details ?? copy.Error.Message;
    }

    private async Task DiscardAsync()
    {
        _asking = Asking.Nothing;
        var discarded = await drafts.DiscardAsync(Id, _editor!.Revision, await member.CallerAsync());
        if (!discarded.IsOk)
        {
            _problem = discarded.Error.Key == "not_found" ? "The draft is gone already. Reload the page." : discarded.Error.Message;
            return;
        }

        Save.Forget();
        toasts.Show("Draft discarded");
        if (_editor.Published is null) navigation.NavigateTo("/rules");
        else await LoadAsync();
    }

    private async Task DeleteAsync()
    {
        _asking = Asking.Nothing;
        var deleted = await rules.DeleteAsync(Id, await member.CallerAsync());
        if (!deleted.IsOk)
        {
            _problem = deleted.Error.Details ?? deleted.Error.Message;
            return;
        }

        Save.Forget();
        toasts.Show($"“{deleted.Value.Name}” is deleted");
        navigation.NavigateTo("/rules");
    }
}
