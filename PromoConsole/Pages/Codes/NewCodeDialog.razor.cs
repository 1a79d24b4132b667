using Microsoft.AspNetCore.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Codes;

/// <summary>Makes one code of its own.</summary>
public sealed partial class NewCodeDialog(VoucherService vouchers, CurrentMember member)
{
    private CampaignSetup _terms = new() { Discount = new PercentOff(10) };
    private string? _code;
    private string? _codeError;
    private string? _limitError;
    private string? _endError;
    private string? _problem;
    private MetadataBag _metadata = MetadataBag.Empty;
    private PromoError? _refusal;
    private long? _limit = 1;
    private DateTimeOffset? _endsAt;
    private bool _busy;

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback<Voucher> OnMade { get; set; }

    private async Task MakeAsync()
    {
        (_codeError, _limitError, _endError, _problem) = (null, null, null, null);
        if (SetupCheck.Problems(_terms).FirstOrDefault(problem => problem.Step == SetupStep.Discount) is { } incomplete)
        {
            _problem = incomplete.Sentence;
            return;
        }

        _busy = true;
        var made = await vouchers.CreateAsync(new CreateVoucher
        {
            Code = string.IsNullOrWhiteSpace(_code) ? null : _code.Trim(),
            Terms = _terms,
            RedemptionLimit = (int?)_limit,
            EndsAt = _endsAt,
            Metadata = _metadata.IsEmpty ? null : _metadata,
            Actor = (await member.CallerAsync()).Name,
        });
        (_busy, _refusal) = (false, made.Error);
        if (made.IsOk) await OnMade.InvokeAsync(made.Value);
        else Explain(made.Error);
    }

    private void Explain(PromoError error)
    {
        var text = error.Key == "duplicate_found" ? "This code exists already, perhaps in the bin. Choose another one." : error.Message;
        switch (error.Field)
        {
            case "code": _codeError = text; break;
            case "redemption.quantity": _limitError = text; break;
            case "expiration_date": _endError = text; break;
            case "metadata": break; // said where it is typed
            default: _problem = text; break;
        }
    }
}
