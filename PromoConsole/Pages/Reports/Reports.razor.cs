using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Charts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Reports;

/// <summary>The redemption report. Everything a person chose is in the address, so a link shows the same figures.</summary>
public sealed partial class Reports(ReportService reports, ReportNames names, NavigationManager navigation, TimeProvider time, ILogger<Reports> logger) : IDisposable
{
    private const string Custom = "";

    private static readonly IReadOnlyList<Choice<ReportStep>> StepChoices = [new(ReportStep.Hour, "Hour"), new(ReportStep.Day, "Day"), new(ReportStep.Week, "Week")];
    private static readonly IReadOnlyList<string> HourNames = [.. Enumerable.Range(0, 24).Select(h => $"{h:00}:00")];

    private readonly CancellationTokenSource _leaving = new();
    private RedemptionReport? _report;
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();
    private ReportAddress? _address;
    private long? _rows;
    private bool _failed;
    private bool _filtering;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Uri => navigation.Uri;

    private DateTimeOffset Now => Format.Local(time.GetUtcNow());

    private DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    private ReportAddress Address => _address ?? ReportAddress.Parse("", Today);

    private ReportFilter Filter => Address.Filter;

    private string Days => ReportPeriods.Days(Filter.From, Filter.To, Format.Culture);

    private string PeriodKey => ReportPeriods.From(Today).FirstOrDefault(p => p.From == Filter.From && p.To == Filter.To).Name ?? Custom;

    private IReadOnlyList<Choice<string>> PeriodChoices =>
    [
        .. ReportPeriods.From(Today).Select(p => new Choice<string>(p.Name, p.Name)),
        .. PeriodKey == Custom ? [new Choice<string>(Custom, Days)] : Array.Empty<Choice<string>>(),
    ];

    private IReadOnlyList<FigureView> KeyFigures =>
    [
        Figures.Attempts(_report!.Now, _report.Before, Format), Figures.Redeemed(_report.Now, _report.Before, Format),
        Figures.Success(_report.Now, _report.Before, Format), Figures.Discount(_report.Now, _report.Before, Format),
        Figures.OrderValue(_report.Now, _report.Before, Format), Figures.RolledBack(_report.Now, _report.Before, Format),
    ];

    private IReadOnlyList<ChartBar> Bars => TimeBars.Of(
        _report!, Address.Step, Now, Format.Culture.DateTimeFormat.FirstDayOfWeek, Format.Culture, (from, to) => With(Filter with { From = from, To = to }));

    private string TimeTitle => $"How many attempts succeed each {Address.Step.ToString().ToLowerInvariant()}?";

    private string TimeNote => Address.Step == ReportStep.Hour && Filter.To.DayNumber - Filter.From.DayNumber > 6
        ? $"By attempt date, {Format.ZoneName} time. The last seven days of {Days}."
        : $"By attempt date, {Format.ZoneName} time, {Days}.";

    private IReadOnlyList<RankedRow> Reasons =>
        [.. _report!.Reasons.Select(r => new RankedRow(RefusalKeys.LabelOf(r.Key), r.Count, r.Amount, With(Filter with { Reasons = [r.Key], ExcludeReasons = false })))];

    private IReadOnlyList<IReadOnlyList<long>> WeekCells => TimeBars.Week(_report!, Format.Culture.DateTimeFormat.FirstDayOfWeek);

    private IReadOnlyList<string> WeekDays =>
        [.. Enumerable.Range(0, 7).Select(d => Format.Culture.DateTimeFormat.AbbreviatedDayNames[(d + (int)Format.Culture.DateTimeFormat.FirstDayOfWeek) % 7])];

    private IReadOnlyList<ActiveFilter> ActiveFilters => FilterChips.Of(Filter, _names, Format);

    protected override Task OnInitializedAsync()
    {
        navigation.LocationChanged += OnMoved;
        return LoadAsync();
    }

    public void Dispose()
    {
        navigation.LocationChanged -= OnMoved;
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private void OnMoved(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs moved)
    {
        var next = ReportAddress.Parse(new Uri(moved.Location).Query, Today);
        if (!moved.Location.Contains("/reports", StringComparison.Ordinal) || next.On("") == Address.On("")) return;
        _ = InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        });
    }

    private async Task LoadAsync()
    {
        _address = ReportAddress.Parse(new Uri(navigation.Uri).Query, Today);
        try
        {
            (_report, _failed, _rows) = (await reports.SummaryAsync(_address.Filter, _leaving.Token), false, null);
            _names = await names.OfAsync(_address.Filter, _leaving.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            logger.LogError(broken, "The redemption report could not be read");
            _failed = true;
        }
    }

    private string With(ReportFilter filter) => new ReportAddress(filter, Address.Step).On("/reports");

    private string Only(CampaignFigures campaign) => With(Filter with { Campaigns = [campaign.CampaignId], ExcludeCampaigns = false });

    private void Go(ReportFilter filter) => navigation.NavigateTo(With(filter));

    private void ChoosePeriod(string? name)
    {
        foreach (var (period, from, to) in ReportPeriods.From(Today))
            if (period == name) Go(Filter with { From = from, To = to });
    }

    private void ChooseStep(ReportStep step) => navigation.NavigateTo(new ReportAddress(Filter, step).On("/reports"));

    private void RemoveFilter(ActiveFilter filter) => Go(FilterChips.Without(Filter, filter.Key));

    private void ClearFilters() => Go(new ReportFilter { From = Filter.From, To = Filter.To });

    private void Filtered(ReportFilter filter)
    {
        _filtering = false;
        Go(filter);
    }
}
