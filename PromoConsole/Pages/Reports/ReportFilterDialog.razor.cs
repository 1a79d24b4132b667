using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;

namespace PromoConsole.Pages.Reports;

/// <summary>All filters of a report in one place; nothing changes until it is applied.</summary>
public sealed partial class ReportFilterDialog(ReportNames names)
{
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly IReadOnlyList<Choice<ReportResult?>> Results =
        [new(null, "Any result"), new(ReportResult.Redeemed, "Redeemed"), new(ReportResult.Refused, "Refused"), new(ReportResult.RolledBack, "Rolled back")];

    private static readonly IReadOnlyList<Choice<bool>> Ways = [new(false, "is"), new(true, "is not")];

    private static readonly IReadOnlyList<Choice<string>> Channels =
        [new("", "Any channel"), new(Caller.Api, "API"), new(Caller.Dashboard, "Dashboard"), new(Caller.DemoStore, "Demo store")];

    private static readonly IReadOnlyList<Choice<string>> ReasonChoices =
    [
        new("", "Any reason"),
        .. ((string[])["not_found", "voucher_disabled", "voucher_not_active", "voucher_expired", "voucher_not_active_now", "quantity_exceeded",
            "customer_rules_violated", "order_rules_violated", "redemption_rules_violated", "missing_customer", "missing_amount"])
            .Select(key => new Choice<string>(key, RefusalKeys.LabelOf(key))),
    ];

    private IReadOnlyList<Choice<string>> _campaigns = [new("", "Any campaign")];
    private DateOnly _from;
    private DateOnly _to;
    private ReportResult? _result;
    private string? _reason = "";
    private bool _notReason;
    private string? _campaign = "";
    private bool _notCampaign;
    private string? _code;
    private string? _channel = "";
    private long? _min;
    private long? _max;

    /// <summary>What is on now.</summary>
    [Parameter, EditorRequired] public required ReportFilter Filter { get; set; }

    /// <summary>The filter was applied.</summary>
    [Parameter] public EventCallback<ReportFilter> OnChosen { get; set; }

    /// <summary>It was closed without a change.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    protected override async Task OnInitializedAsync()
    {
        (_from, _to, _result, _code, _min, _max) = (Filter.From, Filter.To, Filter.Result, Filter.CodePrefix, Filter.MinAmount, Filter.MaxAmount);
        (_reason, _notReason) = (Filter.Reasons.Count == 1 ? Filter.Reasons[0] : "", Filter.ExcludeReasons);
        (_campaign, _notCampaign) = (Filter.Campaigns.Count == 1 ? Filter.Campaigns[0] : "", Filter.ExcludeCampaigns);
        _channel = Filter.Channel ?? "";
        var known = await names.CampaignsAsync("", CancellationToken.None);
        _campaigns = [new("", "Any campaign"), .. known.Select(c => new Choice<string>(c.Id, c.Name))];
    }

    private static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly? Day(ChangeEventArgs change) =>
        DateOnly.TryParseExact(change.Value as string, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private Task ApplyAsync() => OnChosen.InvokeAsync(Filter with
    {
        From = _from,
        To = _to,
        Result = _result,
        Reasons = _reason is { Length: > 0 } reason ? [reason] : [],
        ExcludeReasons = _notReason && _reason is { Length: > 0 },
        Campaigns = _campaign is { Length: > 0 } campaign ? [campaign] : [],
        ExcludeCampaigns = _notCampaign && _campaign is { Length: > 0 },
        CodePrefix = string.IsNullOrWhiteSpace(_code) ? null : _code.Trim(),
        Channel = _channel is { Length: > 0 } channel ? channel : null,
        MinAmount = _min,
        MaxAmount = _max,
    });
}
