using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns.Wizard;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>What can be done with one campaign: edit, pause with a reason, resume, try, duplicate, delete with undo.</summary>
public sealed partial class CampaignActions(CampaignService campaigns, CurrentMember member, Toasts toasts, NavigationManager navigation, TimeProvider time)
{
    private Asking _asking;
    private string? _reason;
    private string? _name;
    private string? _problem;
    private long _days;
    private bool _busy;

    private enum Asking { Nothing, Pause, Duplicate }

    [Parameter, EditorRequired] public required Campaign Campaign { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    /// <summary>One of its codes, to try it with; null while it has none.</summary>
    [Parameter] public string? SampleCode { get; set; }

    /// <summary>It was changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Stops => Campaign.Kind == CampaignKind.Promotion ? "Every tier stops"
        : $"{Format.Number(Campaign.CodesCount)} {(Campaign.CodesCount == 1 ? "code stops" : "codes stop")}";

    // What runs or is about to cannot be put away.
    private bool MayArchive => CampaignStatusPolicy.Of(Campaign, time.GetUtcNow()) is not (CampaignStatus.Live or CampaignStatus.Scheduled);

    /// <inheritdoc />
    protected override void OnParametersSet() => _name ??= Campaign.Name + " copy";

    private async Task<string> ActorAsync() => (await member.CallerAsync()).Name;

    private Task PauseAsync() => DoAsync(
        async () => await campaigns.PauseAsync(new(Campaign.Id, _reason ?? "", await ActorAsync())),
        $"“{Campaign.Name}” is paused", async () => await campaigns.ResumeAsync(new(Campaign.Id, await ActorAsync())));

    private Task ResumeAsync()
    {
        var reason = Campaign.PauseReason ?? "Paused again";
        return DoAsync(
            async () => await campaigns.ResumeAsync(new(Campaign.Id, await ActorAsync())),
            $"“{Campaign.Name}” works again", async () => await campaigns.PauseAsync(new(Campaign.Id, reason, await ActorAsync())));
    }

    private Task DeleteAsync() => DoAsync(
        async () => await campaigns.DeleteAsync(Campaign.Id, await ActorAsync()),
        $"“{Campaign.Name}” is in the bin; {(Campaign.Kind == CampaignKind.Promotion ? "its tiers" : $"{Format.Number(Campaign.CodesCount)} {(Campaign.CodesCount == 1 ? "code" : "codes")}")} stopped working",
        async () => await campaigns.RestoreAsync(Campaign.Id, await ActorAsync()));

    private Task ArchiveAsync() => DoAsync(
        async () => await campaigns.ArchiveAsync(Campaign.Id, await ActorAsync()),
        $"“{Campaign.Name}” is in the archive", async () => await campaigns.UnarchiveAsync(Campaign.Id, await ActorAsync()));

    private Task UnarchiveAsync() => DoAsync(
        async () => await campaigns.UnarchiveAsync(Campaign.Id, await ActorAsync()),
        $"“{Campaign.Name}” is back in the usual views", async () => await campaigns.ArchiveAsync(Campaign.Id, await ActorAsync()));

    private Task RestoreAsync() => DoAsync(
        async () => await campaigns.RestoreAsync(Campaign.Id, await ActorAsync()), $"“{Campaign.Name}” is back", null);

    private async Task DuplicateAsync()
    {
        _busy = true;
        var copy = await campaigns.DuplicateAsync(new(Campaign.Id, _name, (int)_days, await ActorAsync()));
        _busy = false;
        if (copy.IsOk) navigation.NavigateTo(WizardSteps.Href(copy.Value.Id, WizardSteps.Codes));
        else _problem = copy.Error.Key == "duplicate_found" ? "A campaign with this name exists, perhaps in the bin. Choose another name." : copy.Error.Message;
    }

    private async Task DoAsync(Func<Task<Result<Campaign>>> act, string done, Func<Task<Result<Campaign>>>? undo)
    {
        (_busy, _problem) = (true, null);
        var result = await act();
        _busy = false;
        if (!result.IsOk)
        {
            if (_asking == Asking.Nothing) toasts.Warn(result.Error.Message);
            else _problem = result.Error.Message;
            return;
        }

        _asking = Asking.Nothing;
        toasts.Show(done, undo is null ? null : () => InvokeAsync(async () =>
        {
            await undo();
            await OnChanged.InvokeAsync();
        }));
        await OnChanged.InvokeAsync();
    }
}
