using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>A customer's wallet: what they hold, what happened, whether a code would work, and what support can do about it.</summary>
public sealed partial class WalletPage(
    CustomerService customers, SegmentService segmentService, WalletService wallets, TimelineService timeline,
    CustomerMerges merges, ConsentService consents, CurrentMember member, NavigationManager navigation, Toasts toasts, ILogger<WalletPage> logger)
{
    private Customer? _customer;
    private CustomerSummary? _summary;
    private Wallet? _wallet;
    private IReadOnlyList<Segment> _segments = [];
    private IReadOnlyList<TimelineEntry> _entries = [];
    private TimelineCursor? _next;
    private Redemption? _opened;
    private Redemption? _rollingBack;
    private string? _loadedId;
    private TimelineFilter? _loadedFilter;
    private string? _checked;
    private bool _mayWrite;
    private bool _mayCheck;
    private bool _mayRollBack;
    private bool _mayReadAttempts;
    private bool _missing;
    private bool _failed;
    private bool _editing;
    private bool _giving;
    private bool _more;
    private bool _erasing;
    private bool _mayContact;
    private IReadOnlyList<Consent> _consents = [];
    private IReadOnlyList<CustomerAlias> _aliases = [];
    private IReadOnlyList<MergedCustomer> _merges = [];
    private MergedCustomer? _parting;
    private WalletCard? _extending;
    private WalletCard? _reissuing;
    private (WalletCard Card, WalletHold Hold)? _releasing;
    private int _loads;
    private PromoError? _partRefusal;

    /// <summary>Platform id or source id.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <summary>Which part of the timeline is shown.</summary>
    [SupplyParameterFromQuery(Name = "show")] private string? Show { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private TimelineFilter Filter => Enum.TryParse<TimelineFilter>(Show, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : TimelineFilter.Everything;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Id != _loadedId)
        {
            (_loadedId, _loadedFilter, _checked) = (Id, Filter, null);
            await LoadAsync();
        }
        else if (Filter != _loadedFilter && _customer is not null)
        {
            _loadedFilter = Filter;
            await LoadTimelineAsync(_customer.Id);
        }
    }

    private async Task LoadAsync()
    {
        (_missing, _failed) = (false, false);
        try
        {
            _mayWrite = await member.MayAsync(Permissions.CustomersWrite);
            _mayContact = await member.MayAsync(Permissions.CustomersContact);
            _mayCheck = await member.MayAsync(Permissions.RedemptionsRead);
            _mayReadAttempts = _mayCheck;
            _mayRollBack = await member.MayAsync(Permissions.RedemptionsRollback);
            var found = await customers.GetAsync(Id);
            _missing = !found.IsOk;
            if (found.Value is not { } customer) return;
            _segments = await segmentService.OfCustomerAsync(customer.Id);
            _summary = await customers.SummaryAsync(customer.Id);
            _consents = (await consents.GetAsync()).Consents;
            _aliases = await customers.AliasesAsync(customer.Id);
            _merges = await merges.UndoableAsync(customer.Id);
            _wallet = await wallets.GetAsync(customer.Id);
            if (_mayReadAttempts) await LoadTimelineAsync(customer.Id);
            _customer = customer;
            _loads++;
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            logger.LogError(broken, "The wallet of {Id} could not be loaded", Id);
            _failed = true;
        }
    }

    private async Task LoadTimelineAsync(string customerId)
    {
        var page = await timeline.PageAsync(customerId, Filter);
        (_entries, _next) = (page.Entries, page.Next);
    }

    private async Task MoreAsync()
    {
        var page = await timeline.PageAsync(_customer!.Id, Filter, _next);
        (_entries, _next) = ([.. _entries, .. page.Entries], page.Next);
    }

    private void ChooseFilter(TimelineFilter filter) => navigation.NavigateTo(navigation.GetUriWithQueryParameter(
        "show", filter == TimelineFilter.Everything ? null : filter.ToString().ToLowerInvariant()));

    private void Check(string code) => _checked = code;

    private async Task OpenAsync(TimelineEntry entry) => _opened = (await timeline.GetAsync(entry.Id)).Value;

    private async Task StartRollBackAsync(string redemptionId) => _rollingBack = (await timeline.GetAsync(redemptionId)).Value;

    private Task OnEditedAsync(Customer saved)
    {
        _editing = false;
        toasts.Show("The customer was saved");
        return LoadAsync();
    }

    private Task OnGivenAsync(PublishedVoucher given)
    {
        _giving = false;
        toasts.Show($"{given.Code} was given to {CustomerNames.Of(given.Customer)}");
        return LoadAsync();
    }

    private Task OnRolledBackAsync(Redemption rollback)
    {
        (_rollingBack, _opened) = (null, null);
        toasts.Show($"{rollback.Code} was rolled back");
        return LoadAsync();
    }

    private WalletActs Acts => new(
        EventCallback.Factory.Create<WalletCard>(this, card => _extending = card), EventCallback.Factory.Create<WalletCard>(this, card => _reissuing = card),
        EventCallback.Factory.Create<(WalletCard Card, WalletHold Hold)>(this, held => _releasing = held));

    private Task OnActedAsync()
    {
        _extending = null;
        return LoadAsync();
    }

    private Task OnReissuedAsync(ReissuedVoucher done)
    {
        _reissuing = null;
        toasts.Show($"{done.Code} takes the place of {done.Stopped}");
        return LoadAsync();
    }

    private Task OnReleasedAsync()
    {
        _releasing = null;
        toasts.Show("The use is free again");
        return LoadAsync();
    }

    private void StartErasing() => (_more, _erasing) = (false, true);

    private void OnMenuKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _more = false;
    }

    private void OnErased()
    {
        toasts.Show("The customer is erased");
        navigation.NavigateTo("/customers");
    }

    private async Task PartAsync()
    {
        var parted = await merges.UndoAsync(_parting!.Id, await member.CallerAsync());
        _partRefusal = parted.Error;
        if (!parted.IsOk) return;
        _parting = null;
        toasts.Show($"{CustomerNames.Of(parted.Value)} is a customer of their own again");
        await LoadAsync();
    }

    private string Shown(Customer customer) => Contacts.Shown(CustomerNames.Of(customer), _mayContact);

    private string Contact(Customer customer)
    {
        var since = "customer since " + Format.Local(customer.CreatedAt).ToString("MMMM yyyy", Format.Culture);
        return string.Join(" · ", new[] { customer.Name is null ? null : Contacts.Email(customer.Email, _mayContact), Contacts.Phone(customer.Phone, _mayContact), since }.OfType<string>());
    }

    private string Counted(long number, string what) => $"{Format.Number(number)} {what}{(number == 1 ? "" : "s")}";

    private static string FirstName(Customer customer) => customer.Name?.Split(' ')[0] ?? "the customer";

    private static string Initials(Customer customer) =>
        string.Concat(CustomerNames.Of(customer).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));
}
