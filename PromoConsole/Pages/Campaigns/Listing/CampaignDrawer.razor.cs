using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns.Details;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>One campaign beside the list.</summary>
public sealed partial class CampaignDrawer(
    CampaignList list, RuleChoices choices, ItemChoices items, VoucherList codes, ReportService reports, JobService jobs, CurrentMember member, TimeProvider time, ILogger<CampaignDrawer> logger)
{
    private CampaignFacts? _facts;
    private bool _failed;
    private bool _missing;

    [Parameter, EditorRequired] public required string Id { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    /// <summary>The campaign before it in the list; null at the top.</summary>
    [Parameter] public string? Previous { get; set; }

    [Parameter] public string? Next { get; set; }

    [Parameter] public EventCallback<string?> OnGo { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Something about it was changed here.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Eyebrow => _facts is null ? null : $"{(_facts.Row.Setup.Codes.Mode == CodeMode.Shared ? "Coupon, shared code" : "Coupon codes")} · {(_facts.Row.Category is { } category ? category.Name + " · " : "")}{_facts.Campaign.Owner ?? _facts.Campaign.CreatedBy}";

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _failed = false;
        try
        {
            _facts = await CampaignFacts.LoadAsync(Id, list, choices, items, codes, reports, jobs, Format, time.GetUtcNow());
            _missing = _facts is null;
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            logger.LogError(broken, "Campaign {Id} could not be shown", Id);
            _failed = true;
        }
    }

    private async Task ChangedAsync()
    {
        await LoadAsync();
        await OnChanged.InvokeAsync();
    }

    private async Task CancelAsync(Job job)
    {
        await jobs.CancelAsync(job.Id, (await member.CallerAsync()).Name);
        await ChangedAsync();
    }

    private async Task ResumeJobAsync(Job job)
    {
        await jobs.ResumeAsync(job.Id, (await member.CallerAsync()).Name);
        await ChangedAsync();
    }
}
