using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Support;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Gives a customer a code, after showing which and until when.</summary>
public sealed partial class PublishDrawer(PublicationService publications, SupportService support, CurrentMember member, TimeProvider time)
{
    private static readonly Choice<bool>[] Ways = [new(false, "From a campaign"), new(true, "A certain code")];

    private IReadOnlyList<Choice<string>> _campaigns = [];
    private bool _byCode;
    private string? _code;
    private string? _campaign;
    private readonly SupportInput _input = new();
    private MetadataBag _metadata = MetadataBag.Empty;
    private PublicationPreview? _preview;
    private PromoError? _refusal;
    private bool _busy;

    /// <summary>Who gets it.</summary>
    [Parameter, EditorRequired] public required Customer Customer { get; set; }

    /// <summary>Id of the campaign to give a code of; null while none is chosen.</summary>
    [Parameter] public string? Campaign { get; set; }

    /// <summary>It was given.</summary>
    [Parameter, EditorRequired] public required EventCallback<PublishedVoucher> OnGiven { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Until => _preview?.EndsAt is { } ends ? "until " + WalletWords.WordingOf(Format).End(ends, time.GetUtcNow()) : "without an end";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _campaigns = [.. (await publications.CampaignsAsync()).Select(campaign => new Choice<string>(campaign.Id, campaign.Active ? campaign.Name : campaign.Name + " (paused)"))];
        if (Campaign is not null) await CampaignAsync(Campaign);
    }

    private string FreeText(long free) => free switch
    {
        >= PublicationService.CountedUpTo => $"More than {Format.Number(PublicationService.CountedUpTo - 1)} codes are left to give.",
        0 => "No code is left, so one is made when you give it.",
        _ => $"{Format.Number(free)} left to give, this one included.{(_preview?.OnDemand == true ? " More are made after that." : null)}",
    };

    private Task ChooseWayAsync(bool byCode)
    {
        (_byCode, _preview, _refusal) = (byCode, null, null);
        return PreviewAsync();
    }

    private Task CodeAsync(string? code)
    {
        _code = code;
        return PreviewAsync();
    }

    private Task CampaignAsync(string? campaign)
    {
        _campaign = campaign;
        return PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        var (code, campaign) = _byCode ? (_code, (string?)null) : (null, _campaign);
        if (string.IsNullOrWhiteSpace(code) && campaign is null)
        {
            (_preview, _refusal) = (null, null);
            return;
        }

        var preview = await publications.PreviewAsync(code, campaign, Customer.Id);
        (_preview, _refusal) = (preview.Value, preview.Error);
    }

    private async Task GiveAsync()
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var call = await _input.CallAsync(member);
            var given = await support.PublishAsync(
                new PublishVoucher
                {
                    Code = _byCode ? _code : null, CampaignId = _byCode ? null : _campaign, Customer = new CustomerInput { Id = Customer.Id }, Metadata = _metadata, Caller = call.Caller,
                },
                call);
            _input.Refusal = given.Error;
            if (given.IsOk) await OnGiven.InvokeAsync(given.Value);
        }
        finally
        {
            _busy = false;
        }
    }
}
