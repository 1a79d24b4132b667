using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns.Discounts;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>One campaign: overview, codes, rules, redemptions, attempts and versions.</summary>
public sealed partial class CampaignPage(
    CampaignList list, RuleChoices choices, ItemChoices items, VoucherList codes, ReportService reports, JobService jobs, JobSignal signal, CurrentMember member, TimeProvider time,
    ILogger<CampaignPage> logger) : IDisposable
{
    private CampaignFacts? _facts;
    private bool _failed;
    private bool _missing;
    private bool _mayWrite;
    private bool _mayWriteCodes;
    private bool _mayReadCustomers;
    private int _reading;
    private int _again;

    /// <summary><c>camp_…</c>.</summary>
    [Parameter] public required string Id { get; set; }

    [SupplyParameterFromQuery] public string? Tab { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Current => CampaignTabs.Read(Tab, _facts?.Campaign.Kind ?? CampaignKind.Coupons);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        signal.Changed += OnJob;
        _mayWrite = await member.MayAsync(Permissions.CampaignsWrite);
        _mayWriteCodes = await member.MayAsync(Permissions.CodesWrite);
        _mayReadCustomers = await member.MayAsync(Permissions.CustomersRead);
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_facts?.Campaign.Id == Id) return;
        _facts = null;
        await LoadAsync();
        if (Interlocked.Exchange(ref _again, 0) == 1) await LoadAsync();
    }

    /// <inheritdoc />
    public void Dispose() => signal.Changed -= OnJob;

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

    // A slice of codes takes milliseconds: one reading at a time is enough to follow them. What moves during a reading is read once more, so that the last
    // word is never missed.
    private void OnJob()
    {
        if (_facts is { Campaign.Kind: CampaignKind.Promotion } or { Jobs.Count: 0, Campaign.CodesCount: > 0 }) return;
        Interlocked.Exchange(ref _again, 1);
        if (_facts is null || Interlocked.Exchange(ref _reading, 1) == 1) return;
        _ = InvokeAsync(async () =>
        {
            do
            {
                while (Interlocked.Exchange(ref _again, 0) == 1) await LoadAsync();
                Interlocked.Exchange(ref _reading, 0);
            }
            while (Volatile.Read(ref _again) == 1 && Interlocked.Exchange(ref _reading, 1) == 0);
            StateHasChanged();
        });
    }

    private async Task CancelAsync(Job job)
    {
        await jobs.CancelAsync(job.Id, (await member.CallerAsync()).Name);
        await LoadAsync();
    }

    private async Task ResumeAsync(Job job)
    {
        await jobs.ResumeAsync(job.Id, (await member.CallerAsync()).Name);
        await LoadAsync();
    }
}
