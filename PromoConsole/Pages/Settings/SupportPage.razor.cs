using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings;

/// <summary>Why and how much agents may do for customers.</summary>
public sealed partial class SupportPage(SupportAllowances allowances, CurrentMember member, Toasts toasts)
{
    private const int MaxCodeLength = 40;

    private readonly List<ReasonRow> _reasons = [];
    private readonly List<AllowanceRow> _allowances = [];
    private SupportSettings? _settings;
    private PromoError? _refusal;
    private bool _busy;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private SupportRules Rules => new(
        [.. _reasons.Select(row => new SupportReason(CodeFromName.Of(row.Code, row.Name, MaxCodeLength), row.Name?.Trim() ?? ""))],
        [.. _allowances.Select(row => new SupportAllowance(row.Who?.Trim() ?? "", (int?)row.Codes, (int?)row.Extensions, (int?)row.Reissues, (int?)row.Rollbacks, row.DiscountAmount))]);

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _settings = await allowances.GetAsync();
        _refusal = null;
        _reasons.Clear();
        _reasons.AddRange(_settings.Rules.Reasons.Select(reason => new ReasonRow { Code = reason.Code, Name = reason.Name }));
        _allowances.Clear();
        _allowances.AddRange(_settings.Rules.Allowances.Select(one => new AllowanceRow
        {
            Who = one.Who, Codes = one.Codes, Extensions = one.Extensions, Reissues = one.Reissues, Rollbacks = one.Rollbacks, DiscountAmount = one.DiscountAmount,
        }));
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? _refusal.Message : null;

    private Task SaveAsync() => SaveAsync(_settings!.Revision);

    private Task KeepMineAsync() => SaveAsync(null);

    private async Task SaveAsync(long? seenRevision)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var saved = await allowances.SaveAsync(Rules, seenRevision, await member.CallerAsync());
            _refusal = saved.Error;
            if (!saved.IsOk) return;
            await LoadAsync();
            toasts.Show("Reasons and allowances are saved");
        }
        finally
        {
            _busy = false;
        }
    }

    private sealed class ReasonRow
    {
        public string? Code { get; set; }

        public string? Name { get; set; }
    }

    private sealed class AllowanceRow
    {
        public string? Who { get; set; }

        public long? Codes { get; set; }

        public long? Extensions { get; set; }

        public long? Reissues { get; set; }

        public long? Rollbacks { get; set; }

        public long? DiscountAmount { get; set; }
    }
}
