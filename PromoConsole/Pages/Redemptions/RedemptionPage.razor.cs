using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Redemptions;

/// <summary>One use, refused attempt or rollback, with its proof down to the cent.</summary>
public sealed partial class RedemptionPage(
    TimelineService timeline, CustomerService customers, CurrentMember member, Toasts toasts, ILogger<RedemptionPage> logger)
{
    private Redemption? _redemption;
    private Customer? _customer;
    private string? _loadedId;
    private bool _maySeeCustomer;
    private bool _mayRollBack;
    private bool _missing;
    private bool _failed;
    private bool _rollingBack;
    private int _decidedAgain; // how often it was asked for

    /// <summary>Its id: <c>r_…</c>, <c>rf_…</c>, <c>valid_…</c> or <c>rr_…</c>.</summary>
    [Parameter] public string Id { get; set; } = "";

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <summary>The page of a redemption.</summary>
    public static string Href(string id) => $"/redemptions/{id}";

    private string Title => _redemption?.Kind switch
    {
        RedemptionKind.Redeemed => "Redemption",
        RedemptionKind.RefusedRedemption => "Refused redemption",
        RedemptionKind.RefusedValidation => "Refused check",
        RedemptionKind.Combined => "Redeemed together",
        _ => "Rollback",
    };

    // Names of tiers are words, not codes.
    private bool IsOfTiers => _redemption?.Detail.Stack is { } stack && stack.All(entry => entry.TierName is not null);

    private static string OutcomeOf(StackEntry entry) => entry switch
    {
        { Status: StepStatus.Applicable } => "Used",
        { Status: StepStatus.Skipped, Key: { } key } => StackingKeys.LabelOf(key),
        { Key: { } key } => RefusalKeys.LabelOf(key),
        _ => "Not used",
    };

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Id == _loadedId) return;
        _loadedId = Id;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (_missing, _failed, _redemption, _customer, _decidedAgain) = (false, false, null, null, 0);
        try
        {
            _maySeeCustomer = await member.MayAsync(Permissions.CustomersRead);
            _mayRollBack = await member.MayAsync(Permissions.RedemptionsRollback);
            var found = await timeline.GetAsync(Id);
            _missing = !found.IsOk;
            if (found.Value?.CustomerId is { } customer) _customer = (await customers.GetAsync(customer)).Value;
            _redemption = found.Value;
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            logger.LogError(broken, "Redemption {Id} could not be loaded", Id);
            _failed = true;
        }
    }

    private async Task OnRolledBackAsync(Redemption rollback)
    {
        _rollingBack = false;
        toasts.Show($"{rollback.Code} was rolled back");
        await LoadAsync();
    }
}
