using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Carts;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Qualification;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>Tries everything the customer holds, and the promotions that apply by themselves, on one cart: what works, what does not and why. Nothing is recorded.</summary>
public sealed partial class WillItWork(IRedemptionService redemptions, IQualificationService qualification, OrderService orders, TimelineService timeline, CurrentMember member)
{
    private const string LastAttempt = "last";
    private const string Typed = "typed";
    private const int MostTried = 12; // each is decided by itself

    private IReadOnlyList<Order> _orders = [];
    private OrderContent? _attemptCart;
    private string? _cart;
    private CartInput _typed = new();
    private IReadOnlyList<Answered>? _answers;
    private PromoError? _refusal;
    private int _more;
    private int _asked;

    /// <summary>For whom it is tried.</summary>
    [Parameter, EditorRequired] public required Customer Customer { get; set; }

    /// <summary>How the customer is called in the answer.</summary>
    [Parameter, EditorRequired] public required string CustomerName { get; set; }

    /// <summary>What they hold.</summary>
    [Parameter, EditorRequired] public required Wallet Wallet { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private OrderContent? Cart => _cart switch
    {
        LastAttempt => _attemptCart,
        Typed => _typed.Order,
        _ => _orders.FirstOrDefault(order => order.Id == _cart)?.Content,
    };

    private string Note => Cart is { } cart && OrderArithmetic.InitialAmount(cart) is { } amount ? $"Now, on {Format.Money(amount)}" : "Now, without a cart";

    private IReadOnlyList<Choice<string>> CartChoices =>
    [
        .. _attemptCart is null ? [] : (Choice<string>[])[new(LastAttempt, $"The last refused attempt, {Value(_attemptCart)}")],
        .. _orders.Select(order => new Choice<string>(order.Id, $"Order {order.SourceId ?? "without a number"}, {Format.Money(order.Amount)}")),
        new(Typed, "A cart I put together"),
    ];

    private string? Nearest => _answers?.FirstOrDefault(answer => !answer.Works && answer.Nearest is not null) is { } near ? $"{near.Title}: {near.Nearest}" : null;

    private string Answer
    {
        get
        {
            var works = _answers!.Where(answer => answer.Works).ToList();
            var said = works.Count == 0 ? "At the moment nothing works on this cart." : $"On this cart works: {string.Join("; ", works.Select(one => $"{one.Title} ({one.Worth})"))}.";
            var not = string.Concat(_answers!.Where(answer => !answer.Works).Take(3).Select(one => $" {one.Title} does not: {one.Why?.TrimEnd('.')}."));
            return said + not + (Nearest is { } near ? $" {near.TrimEnd('.')}." : "");
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _orders = await orders.OfCustomerAsync(Customer.Id, 5);
        if ((await timeline.PageAsync(Customer.Id, TimelineFilter.Refused, size: 1)).Entries is [var attempt])
            _attemptCart = (await timeline.GetAsync(attempt.Id)).Value?.Detail.Order?.Content;
        _cart = _attemptCart is not null ? LastAttempt : _orders.Count > 0 ? _orders[0].Id : Typed;
        if (_cart != Typed) await AskAsync();
    }

    private Task ChooseAsync(string? cart)
    {
        _cart = cart;
        return AskAsync();
    }

    private Task TypeAsync(CartInput typed)
    {
        _typed = typed;
        return AskAsync();
    }

    private async Task AskAsync()
    {
        var asked = ++_asked;
        var (caller, cart) = (await member.CallerAsync(), Cart);
        var order = cart is null ? null : new OrderInput { Content = cart };
        var customer = new CustomerInput { Id = Customer.Id };
        var open = Wallet.Cards.Where(card => card.State is WalletState.UsableNow or WalletState.NotYet or WalletState.Paused).ToList();
        var tried = open.Take(MostTried).ToList();
        var results = await Task.WhenAll(tried.Select(card => redemptions.ValidateAsync(new ValidateRedeemables { Redeemables = [Redeemable.Voucher(card.Code)], Customer = customer, Order = order, Caller = caller, RecordRefusal = false })));
        if (asked != _asked) return; // another cart was chosen meanwhile
        var answers = new List<Answered>();
        foreach (var (card, result) in tried.Zip(results))
        {
            if (result.Value is not { Decision: var decision })
            {
                (_refusal, _answers) = (result.Error, null);
                return;
            }

            var words = new ProofWords(decision.Proof, WalletWords.WordingOf(Format));
            answers.Add(new(card.VoucherId, card.Code, decision.Accepted, decision.Accepted ? card.CampaignName : words.Detail ?? words.Reason, decision.Accepted ? words.Gives : "", words.Nearest));
        }

        var offered = await qualification.QualifyAsync(new QualifyRedeemables { Scenario = QualificationScenario.All, Order = order, Customer = customer, Limit = 20, Sort = QualificationSort.BestDeal, Caller = caller });
        if (asked != _asked) return;
        answers.AddRange((offered.Value?.Entries ?? []).Where(one => one.Kind is OfferKind.PromotionTier or OfferKind.PromotionStack).Select(one => new Answered(
            one.Id, one.Stack?.Name ?? one.Steps[0].Tier?.Name ?? one.Id, true, $"Applies by itself{(one.Campaign is { } campaign ? $", {campaign.Name}" : "")}", Format.Money(-one.DiscountAmount), null)));
        (_answers, _refusal, _more) = ([.. answers.OrderByDescending(answer => answer.Works)], offered.Error, Math.Max(0, open.Count - MostTried));
    }

    private string Value(OrderContent cart) => OrderArithmetic.InitialAmount(cart) is { } amount ? Format.Money(amount) : "without a value";

    /// <param name="Why">The blocker in words, or whose it is.</param>
    /// <param name="Worth">What it gives; empty when it does not work.</param>
    private sealed record Answered(string Key, string Title, bool Works, string? Why, string Worth, string? Nearest);
}
