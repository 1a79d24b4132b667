using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Pages.TryIt;

/// <summary>The test bench: what codes and promotions would do with this cart, customer and time. Every change is answered at once; nothing is redeemed or recorded.</summary>
public sealed partial class TryItPage(
    IRedemptionService redemptions, CustomerService customers, ProductService products, CurrentMember member, NavigationManager navigation,
    IJSRuntime js, TimeProvider time, ILogger<TryItPage> log) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private TryItInput _input = new();
    private Customer? _customer;
    private Caller? _caller;
    private Decision? _decision;
    private PromoError? _refusal;
    private double _milliseconds;
    private bool _failed;
    private int _asked;

    private string Path => navigation.ToAbsoluteUri("try-it").AbsolutePath;

    private string Link => navigation.ToAbsoluteUri(Path + _input.ToQuery()).ToString();

    private string? CustomerName => _customer is { } someone ? someone.Name ?? someone.Email ?? someone.SourceId : null;

    /// <inheritdoc />
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _caller = await member.CallerAsync();
        _input = await NamedAsync(TryItInput.Of(new Uri(navigation.Uri).Query));
        if (_input.CustomerId is { } id)
        {
            var found = await customers.GetAsync(id, _leaving.Token);
            _customer = found.Value;
            _input = _input with { CustomerId = _customer?.Id };
        }

        await DecideAsync();
    }

    private async Task<TryItInput> NamedAsync(TryItInput input)
    {
        if (input.Lines.IsEmpty) return input;
        var known = (await products.GetManyAsync([.. input.Lines.Select(line => line.ProductId).OfType<string>()], _leaving.Token)).ToDictionary(product => product.Id);
        return input with
        {
            Lines = [.. input.Lines.Where(line => line.ProductId is { } id && known.ContainsKey(id))
                .Select(line => line with { Name = known[line.ProductId!].Name, PriceAmount = line.PriceAmount ?? known[line.ProductId!].PriceAmount })],
        };
    }

    private Task OnCustomerAsync(Customer? customer)
    {
        _customer = customer;
        return ChangeAsync(_input with { CustomerId = customer?.Id });
    }

    private async Task ChangeAsync(TryItInput input)
    {
        _input = input;
        await DecideAsync();
        // Not a navigation: that would scroll to the top and put every keystroke into the history.
        await js.InvokeVoidAsync("history.replaceState", _leaving.Token, null, "", Path + _input.ToQuery());
    }

    // The answer to the newest question counts; an older one that comes late is dropped.
    private async Task DecideAsync()
    {
        var asked = ++_asked;
        _failed = false;
        if (_input.Redeemables.Count == 0)
        {
            (_decision, _refusal) = (null, null);
            return;
        }

        try
        {
            var began = time.GetTimestamp();
            var answer = await redemptions.ValidateAsync(_input.Request(_caller!), _leaving.Token);
            if (asked != _asked) return;
            _milliseconds = time.GetElapsedTime(began).TotalMilliseconds;
            (_decision, _refusal) = (answer.Value?.Decision, answer.Error);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "Trying a code failed");
            if (asked == _asked) _failed = true;
        }
    }
}
