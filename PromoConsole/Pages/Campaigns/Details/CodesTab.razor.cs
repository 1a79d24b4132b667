using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Campaigns.Details;

/// <summary>The campaign's codes: search, state, and more of them.</summary>
public sealed partial class CodesTab(VoucherService vouchers, CurrentMember member, Toasts toasts)
{
    private string? _code;
    private string? _problem;
    private long? _count = 100;
    private bool _adding;
    private bool _busy;

    [Parameter, EditorRequired] public required CampaignFacts Facts { get; set; }

    [Parameter] public bool MayWrite { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private async Task AddAsync()
    {
        (_busy, _problem) = (true, null);
        var actor = (await member.CallerAsync()).Name;
        if (Facts.Row.Setup.Codes.Mode == CodeMode.Unique)
        {
            var job = await vouchers.AddAsync(new AddVouchers(Facts.Campaign.Id, (int)(_count ?? 0), actor));
            Done(job.Error, $"{Format.Number(_count ?? 0)} codes are being made");
        }
        else
        {
            var made = await vouchers.CreateAsync(new CreateVoucher { Code = _code?.Trim(), Campaign = Facts.Campaign.Id, Actor = actor });
            Done(made.Error?.Key == "duplicate_found" ? new ConflictError("duplicate_found", $"The code {_code} exists already, perhaps in the bin.") : made.Error, $"The code {_code} works now");
        }

        _busy = false;
        if (_problem is null) await OnChanged.InvokeAsync();
    }

    private void Done(PromoError? error, string text)
    {
        _problem = error?.Message;
        if (error is not null) return;
        _adding = false;
        toasts.Show(text);
    }
}
