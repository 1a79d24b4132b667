using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PromoConsole.Components;
using PromoConsole.Components.Carts;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Cashier;

/// <summary>The till: scan or type codes, see the verdict, redeem, hand over the receipt. One thing at a time, for a phone held in one hand.</summary>
public sealed partial class CashierPage(
    IRedemptionService redemptions, ProductService products, CustomerService customers, CurrentMember member, IJSRuntime js) : IAsyncDisposable
{
    private const int MostCodes = 30;
    private const int Shown = 6;
    private const int MostPieces = 10_000;

    private readonly List<string> _codes = [];
    private readonly List<CartLine> _lines = [];
    private ElementReference _root;
    private ElementReference _video;
    private IJSObjectReference? _script;
    private DotNetObjectReference<CashierPage>? _self;
    private Step _step = Step.Enter;
    private string _code = "";
    private string? _codeError;
    private long? _amount;
    private IReadOnlyList<Product>? _found;
    private int _added;
    private string? _customerTyped;
    private string? _customerId;
    private string? _customerName;
    private string? _customerError;
    private Decision? _decision;
    private RedeemAnswer? _answer;
    private PromoError? _refusal;
    private string? _notRedeemed;
    private string? _key;
    private bool _camera;
    private bool _scanning;
    private bool _busy;

    private enum Step { Enter, Verdict, Receipt }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string TitleText => _step switch { Step.Enter => "Cashier", Step.Verdict => _customerName ?? "Verdict", _ => "Receipt" };

    private long ItemsAmount => _lines.Sum(line => line.Amount ?? 0);

    private OrderContent? Order => _amount is null && _lines.Count == 0 ? null : new OrderContent { ExplicitAmount = _amount, Lines = [.. _lines.Select(line => line.Line)] };

    private StackWords Words => new(_decision!, Format.Words());

    private string Headline => _decision is { Accepted: true } yes ? $"Takes off {Format.Money(yes.DiscountAmount)}"
        : _decision!.Steps.Count == 1 ? $"{_decision.Steps[0].Asked.Id} won’t work" : "These won’t work together";

    private string UseText => _decision!.Applied.Count() switch { 1 => "Redeem now", 2 => "Redeem both", var count => $"Redeem all {Format.Number(count)}" };

    // What the marketer wrote for the customer goes first; else what would change it.
    private string? Say => _decision!.Accepted ? null : _decision.Proof.CustomerMessage is { Length: > 0 } message ? message : new ProofWords(_decision.Proof, Format.Words()).Nearest;

    private string ReceiptText => string.Join('\n',
    [
        .. _answer!.Redemptions.Select(one => $"{one.Code}: {Format.Money(-one.DiscountAmount)}"),
        .. _answer.Stored.OrderAfterwards?.TotalAmount is { } left ? (string[])[$"To pay: {Format.Money(left)}"] : [],
        Format.DateAndTime(_answer.Stored.At), _answer.Stored.Id,
    ]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_script is not null)
            {
                await _script.InvokeVoidAsync("stop");
                await _script.DisposeAsync();
            }
        }
        catch (Exception problem) when (BrowserGone.Says(problem))
        {
            // The browser is gone, and its camera with it.
        }

        _self?.Dispose();
    }

    /// <summary>The camera read a code.</summary>
    [JSInvokable]
    public async Task ScannedAsync(string code)
    {
        await StopAsync();
        _code = code;
        await AddAsync();
        StateHasChanged();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _script = await js.InvokeAsync<IJSObjectReference>("import", "./Pages/Cashier/CashierPage.razor.js");
        _camera = await _script.InvokeAsync<bool>("supported");
        if (_camera) StateHasChanged();
    }

    private async Task ScanAsync()
    {
        if (_scanning)
        {
            await StopAsync();
            return;
        }

        _self ??= DotNetObjectReference.Create(this);
        _scanning = true;
        if (await _script!.InvokeAsync<bool>("start", _video, _self)) return;
        (_scanning, _codeError) = (false, "The camera is not available. Type the code.");
    }

    private async Task StopAsync()
    {
        _scanning = false;
        if (_script is not null) await _script.InvokeVoidAsync("stop");
    }

    private Task AddAsync()
    {
        Take();
        return Task.CompletedTask;
    }

    // Whether what is typed was taken, or nothing was typed.
    private bool Take()
    {
        var typed = _code.Trim();
        _codeError = typed.Length == 0 ? null
            : _codes.Contains(typed, StringComparer.OrdinalIgnoreCase) ? $"{typed} is there already."
            : _codes.Count == MostCodes ? $"{MostCodes} codes at once are the most."
            : null;
        if (_codeError is not null) return false;
        if (typed.Length > 0) _codes.Add(typed);
        _code = "";
        return true;
    }

    private async Task FindAsync(string text) => _found = text.Trim().Length == 0 ? null : (await products.SearchAsync(text, pageSize: Shown)).Items;

    private void AddLine(Product product)
    {
        (_found, _added) = (null, _added + 1);
        if (_lines.Find(line => line.ProductId == product.Id) is { } known) Change(known, 1);
        else _lines.Add(new(product.Id, product.Name, 1, product.PriceAmount));
    }

    private void Change(CartLine line, int by)
    {
        var at = _lines.IndexOf(line);
        var quantity = Math.Min(line.Quantity + by, MostPieces);
        if (quantity <= 0) _lines.RemoveAt(at);
        else _lines[at] = line with { Quantity = quantity };
    }

    // Only who is named exactly: a till is no place to look through customers.
    private async Task FindCustomerAsync(string? typed)
    {
        (_customerTyped, _customerId, _customerName, _customerError) = (typed?.Trim(), null, null, null);
        if (string.IsNullOrEmpty(_customerTyped)) return;
        switch ((await customers.FindAsync([_customerTyped]))[_customerTyped].ToList())
        {
            case [var one]:
                (_customerId, _customerName) = (one.Id, one.Name ?? "Known customer");
                break;
            case []:
                _customerError = "Nobody is known by that. Type it exactly, or leave it empty.";
                break;
            default:
                _customerError = "Several customers share that. Use the customer number.";
                break;
        }
    }

    private async Task CheckAsync()
    {
        if (_busy || !Take() || _customerError is not null) return;
        if (_codes.Count == 0)
        {
            _codeError = "Scan or type a code first.";
            return;
        }

        _busy = true;
        try
        {
            await StopAsync();
            var checking = await redemptions.ValidateAsync(await RequestAsync());
            (_decision, _refusal, _notRedeemed) = (checking.Value?.Decision, checking.Error, null);
            if (_decision is null) return;
            _step = Step.Verdict;
            _key = RandomNumberGenerator.GetHexString(32, lowercase: true); // of this very verdict: however often the button is pressed, it is redeemed once
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task RedeemAsync()
    {
        if (_busy || _step != Step.Verdict) return;
        _busy = true;
        try
        {
            var asked = await RequestAsync();
            var done = await redemptions.RedeemAsync(new RedeemRedeemables
            {
                Redeemables = asked.Redeemables, Order = asked.Order, Customer = asked.Customer, Caller = asked.Caller, IdempotencyKey = _key, RequestHash = _key,
            });
            _refusal = done.Error;
            if (!done.IsOk) return;
            if (done.Value.Redemptions.Count > 0)
            {
                (_answer, _step) = (done.Value, Step.Receipt);
                return;
            }

            // Somebody was faster since the verdict: say what stands in the way now.
            var now = await redemptions.ValidateAsync(asked);
            (_decision, _refusal, _notRedeemed) = (now.Value?.Decision ?? _decision, now.Error, "It worked a moment ago; nothing was redeemed.");
            _key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<ValidateRedeemables> RequestAsync() => new()
    {
        Redeemables = [.. _codes.Select(Redeemable.Voucher)],
        Order = Order is { } order ? new OrderInput { Content = order } : null,
        Customer = _customerId is { } id ? new CustomerInput { Id = id } : null,
        Caller = await member.CallerAsync(),
    };

    private Task BackAsync()
    {
        (_step, _refusal) = (Step.Enter, null);
        return Task.CompletedTask;
    }

    private Task NextAsync()
    {
        _codes.Clear();
        _lines.Clear();
        (_step, _code, _amount, _decision, _answer, _refusal, _key) = (Step.Enter, "", null, null, null, null, null);
        (_codeError, _customerTyped, _customerId, _customerName, _customerError) = (null, null, null, null, null);
        return Task.CompletedTask;
    }

    private async Task PrintAsync() => await _script!.InvokeVoidAsync("print");

    private VerdictLight LightOf(Engine.Redemptions.Step step) => step.Status switch
    {
        StepStatus.Applicable when _decision!.Accepted => VerdictLight.Pass,
        StepStatus.Inapplicable => VerdictLight.Fail,
        _ => VerdictLight.None,
    };

    private string WhyOf(Engine.Redemptions.Step step) => step.Status == StepStatus.Applicable && _decision!.Accepted
        ? step.Campaign?.Name ?? Words.OutcomeOf(step)
        : step.Status == StepStatus.Inapplicable && new ProofWords(step.Proof, Format.Words()).Detail is { } detail ? detail : Words.OutcomeOf(step);

    private string Counted(int count) => count == 1 ? "1 code" : $"{Format.Number(count)} codes";
}
