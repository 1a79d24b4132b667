using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Answers "why does my code not work?": any code, with the cart of the last attempt, of an order, or none. Nothing is recorded.</summary>
public sealed partial class CheckCode(IRedemptionService redemptions, OrderService orders, TimelineService timeline, CurrentMember member, TimeProvider time)
{
    private const string NoCart = "";
    private const string LastAttempt = "last";

    private IReadOnlyList<Order> _orders = [];
    private OrderContent? _attemptCart;
    private string? _code;
    private string? _cart = NoCart;
    private string? _note;
    private string? _shownCode;
    private Proof? _answer;
    private PromoError? _refusal;
    private bool _busy;

    /// <summary>For whom it is checked; platform id.</summary>
    [Parameter, EditorRequired] public required string CustomerId { get; set; }

    /// <summary>How the customer is called in the answer.</summary>
    [Parameter, EditorRequired] public required string CustomerName { get; set; }

    /// <summary>A code to check, chosen elsewhere on the page.</summary>
    [Parameter] public string? Code { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<Choice<string>> CartChoices =>
    [
        .. _attemptCart is null ? [] : (Choice<string>[])[new(LastAttempt, $"Cart of the last refused attempt, {Value(_attemptCart)}")],
        .. _orders.Select(order => new Choice<string>(order.Id, $"Order {order.SourceId ?? "without a number"}, {Format.Money(order.Amount)}")),
        new(NoCart, "No cart"),
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _orders = await orders.OfCustomerAsync(CustomerId, 5);
        var refused = await timeline.PageAsync(CustomerId, TimelineFilter.Refused, size: 1);
        if (refused.Entries is not [var attempt]) return;

        _attemptCart = (await timeline.GetAsync(attempt.Id)).Value?.Detail.Order?.Content;
        if (_attemptCart is not null) _cart = LastAttempt;
        if (Code is null)
        {
            _code = attempt.Code;
            _answer = attempt.Proof; // what they were told then; Check asks again for now
            _note = $"The last refused attempt, {new TimelineWords(Format, time.GetUtcNow()).When(attempt.At)}";
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Code is null || Code == _shownCode) return;
        (_shownCode, _code) = (Code, Code);
        await CheckAsync();
    }

    private async Task ChooseAsync(string? cart)
    {
        _cart = cart;
        if (!string.IsNullOrWhiteSpace(_code)) await CheckAsync();
    }

    private async Task CheckAsync()
    {
        if (_busy || string.IsNullOrWhiteSpace(_code)) return;
        _busy = true;
        try
        {
            var cart = _cart == LastAttempt ? _attemptCart : _orders.FirstOrDefault(order => order.Id == _cart)?.Content;
            var result = await redemptions.ValidateAsync(new ValidateRedeemables
            {
                Redeemables = [Redeemable.Voucher(_code.Trim())],
                Customer = new CustomerInput { Id = CustomerId },
                Order = cart is null ? null : new OrderInput { Content = cart },
                Caller = await member.CallerAsync(),
                RecordRefusal = false,
            });
            (_answer, _refusal) = (result.Value?.Decision.Proof, result.Error);
            _note = "Now, for this customer";
        }
        finally
        {
            _busy = false;
        }
    }

    private string Value(OrderContent cart) => OrderArithmetic.InitialAmount(cart) is { } amount ? Format.Money(amount) : "without a value";
}
