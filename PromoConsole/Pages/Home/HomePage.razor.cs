using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using PromoConsole.Components;
using PromoConsole.Components.Charts;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Identity;
using PromoConsole.Pages.Campaigns;
using PromoConsole.Pages.Reports;

namespace PromoConsole.Pages.Home;

/// <summary>The month so far at a glance: what was redeemed and refused, what carries it, what needs a look.</summary>
public sealed partial class HomePage(ReportService reports, CampaignList campaigns, NavigationManager navigation, TimeProvider time, ILogger<HomePage> logger) : IDisposable
{
    private const int Shown = 6;

    private readonly CancellationTokenSource _leaving = new();
    private RedemptionReport? _report;
    private CampaignPage? _campaigns;
    private Dictionary<string, CampaignRow> _rows = [];
    private bool _failed;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    [CascadingParameter] private Task<AuthenticationState>? Who { get; set; }

    private DateTimeOffset Now => Format.Local(time.GetUtcNow());

    private DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    private ReportFilter Month => new() { From = new DateOnly(Today.Year, Today.Month, 1), To = Today };

    private string ReportHref => new ReportAddress(Month, ReportStep.Day).On("/reports");

    private string Period => _report is null
        ? ReportPeriods.Days(Month.From, Month.To, Format.Culture)
        : $"{ReportPeriods.Days(Month.From, Month.To, Format.Culture)}, compared with {ReportPeriods.Days(Month.Previous().From, Month.Previous().To, Format.Culture)}. Figures to {Format.Local(_report.AsOf).ToString("HH:mm:ss", Format.Culture)}, {Format.ZoneName}.";

    private IReadOnlyList<FigureView> KeyFigures =>
    [
        Figures.Redeemed(_report!.Now, _report.Before, Format), Figures.Success(_report.Now, _report.Before, Format),
        Figures.Discount(_report.Now, _report.Before, Format), Figures.OrderValue(_report.Now, _report.Before, Format),
        Figures.AverageOrder(_report.Now, _report.Before, Format),
    ];

    private IReadOnlyList<ChartBar> Bars => TimeBars.Of(
        _report!, ReportStep.Day, Now, Format.Culture.DateTimeFormat.FirstDayOfWeek, Format.Culture,
        (from, to) => new ReportAddress(Month with { From = from, To = to }, ReportStep.Hour).On("/reports"));

    private IReadOnlyList<RankedRow> Reasons =>
        [.. _report!.Reasons.Take(Shown).Select(r => new RankedRow(
            RefusalKeys.LabelOf(r.Key), r.Count, r.Amount, new ReportAddress(Month with { Reasons = [r.Key] }, ReportStep.Day).On("/reports")))];

    private IReadOnlyList<(CampaignFigures Figures, CampaignRow? Row)> Leading =>
        [.. _report!.Campaigns.Where(c => c.CampaignId.Length > 0 && c.Figures.Redeemed > 0).Take(Shown).Select(c => (c, _rows.GetValueOrDefault(c.CampaignId)))];

    private IReadOnlyList<HomeAlert> Alerts => HomeAlerts.Of(_campaigns!.Rows, Format, time.GetUtcNow());

    protected override Task OnInitializedAsync() => LoadAsync();

    // Who only redeems has one place to be.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Who is not null && (await Who).User is var user && user.Role() == Roles.Cashier) navigation.NavigateTo("/cashier", replace: true);
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private string Words(CampaignRow row) => SetupText.Gives(row.Campaign.Kind, row.Setup, Format);

    private async Task LoadAsync()
    {
        if (Who is null || !(await Who).User.May(Permissions.ReportsRead)) return;
        try
        {
            var report = await reports.SummaryAsync(Month, _leaving.Token);
            _campaigns = await campaigns.ListAsync(
                new CampaignFilter { Statuses = [CampaignStatus.Live, CampaignStatus.Scheduled, CampaignStatus.Paused], Order = CampaignOrder.Redeemed, PageSize = 100 }, _leaving.Token);
            _rows = _campaigns.Rows.ToDictionary(r => r.Campaign.Id);
            (_report, _failed) = (report, false);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            logger.LogError(broken, "The home page could not be read");
            _failed = true;
        }
    }
}
