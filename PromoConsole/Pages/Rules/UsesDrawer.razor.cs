using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Rules;

/// <summary>Where a rule is used, with state and traffic, and where it can be assigned or taken away.</summary>
public sealed partial class UsesDrawer(RuleUsage usage, RuleRecords records, RuleService rules, RuleTargets targets, CurrentMember member, Toasts toasts) : IDisposable
{
    private const int Slice = 20;

    private static readonly Choice<RuleOwner>[] s_types = [new(RuleOwner.Campaign, "Campaign"), new(RuleOwner.PromotionTier, "Tier"), new(RuleOwner.Voucher, "Code")];

    private readonly LatestSearch _search = new();
    private List<RuleUseRow>? _uses;
    private IReadOnlyList<RuleTarget> _found = [];
    private (RuleTarget Target, string Rule)? _taken;
    private RuleOwner _type = RuleOwner.Campaign;
    private string _text = "";
    private string? _problem;
    private long _total;
    private bool _busy;

    /// <summary>As published.</summary>
    [Parameter, EditorRequired] public required ValidationRule Rule { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>It was assigned or taken away.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        if (MayWrite) await FindAsync();
    }

    /// <inheritdoc />
    public void Dispose() => _search.Dispose();

    private static string IconOf(RuleOwner type) => type switch { RuleOwner.Campaign => "tag", RuleOwner.PromotionTier => "layers", _ => "code" };

    private static string WordOf(RuleOwner type) => type switch { RuleOwner.Campaign => "Campaign", RuleOwner.PromotionTier => "Tier", _ => "Code" };

    private static string PlaceholderOf(RuleOwner type) => type switch { RuleOwner.Campaign => "Name of a campaign", RuleOwner.PromotionTier => "Name of its promotion", _ => "Beginning of a code" };

    private static string HrefOf(RuleUseRow row) => row.Use.Assignment.RelatedType switch
    {
        RuleOwner.Voucher => $"/codes?open={row.Use.Assignment.RelatedId}",
        RuleOwner.PromotionTier => $"/campaigns/{row.Use.CampaignId}?tab=tiers",
        _ => $"/campaigns/{row.Use.CampaignId}",
    };

    private string NoteOf(RuleUseRow row) => string.Join(" · ", ((string?[])
    [
        row.Use.Assignment.RelatedType == RuleOwner.Campaign ? null : row.Campaign?.Name,
        row.Campaign is { DeletedAt: not null } ? "In the bin" : row.Status?.ToString(),
        $"{RuleUseWords.Many(Format, row.Redemptions, "redemption")} in {RuleUsage.Days} days",
    ]).OfType<string>());

    private async Task ReloadAsync()
    {
        var page = await usage.ListAsync(Rule.Id, 0, Math.Max(Slice, _uses?.Count ?? 0));
        (_uses, _total) = ([.. page.Items], page.Total);
    }

    private async Task MoreAsync()
    {
        var page = await usage.ListAsync(Rule.Id, _uses!.Count, Slice);
        _uses.AddRange(page.Items);
        _total = page.Total;
    }

    private Task ChooseAsync(RuleOwner type)
    {
        (_type, _found, _taken, _problem) = (type, [], null, null);
        return FindAsync();
    }

    private Task TypeAsync(ChangeEventArgs typed)
    {
        _text = typed.Value as string ?? "";
        return FindAsync();
    }

    private async Task FindAsync()
    {
        if (await _search.RunAsync(stop => targets.FindAsync(_type, _text, Format, stop)) is { } found) _found = found;
    }

    private async Task AssignAsync(RuleTarget target, bool force)
    {
        (_busy, _problem, _taken) = (true, null, null);
        var assigned = await rules.AssignAsync(Rule.Id, target.Type, target.Id, force, await member.CallerAsync());
        if (assigned.IsOk)
        {
            toasts.Show($"“{target.Name}” has the rule now");
            await ChangedAsync();
        }
        else if (assigned.Error.Key == "duplicate_found")
        {
            _taken = (target, (await records.OfAsync([target.Id])).GetValueOrDefault(target.Id)?.Rule.Name ?? "another one");
        }
        else
        {
            _problem = assigned.Error.Details ?? assigned.Error.Message;
        }

        _busy = false;
    }

    private async Task TakeAwayAsync(RuleUseRow row)
    {
        _problem = null;
        var caller = await member.CallerAsync();
        var taken = await rules.UnassignAsync(Rule.Id, row.Use.Assignment.Id, caller);
        if (!taken.IsOk)
        {
            _problem = "It was taken away already.";
            await ReloadAsync();
            return;
        }

        toasts.Show($"“{row.Use.Name}” no longer has the rule", () => InvokeAsync(async () =>
        {
            await rules.AssignAsync(Rule.Id, taken.Value.RelatedType, taken.Value.RelatedId, force: false, caller);
            await ChangedAsync();
            StateHasChanged();
        }));
        await ChangedAsync();
    }

    private async Task ChangedAsync()
    {
        await ReloadAsync();
        await OnChanged.InvokeAsync();
    }
}
