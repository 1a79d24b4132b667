using Microsoft.AspNetCore.Components;
using PromoConsole.Components.Carts;
using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Identity;
using PromoConsole.Pages.TryIt;

namespace PromoConsole.Pages.Stacking;

/// <summary>What some campaigns of the board do together on a cart, by the rules as they are being edited. Nothing is redeemed or recorded.</summary>
public sealed partial class StackExample(
    IRedemptionService redemptions, Tryables tryables, ProductService products, OrderService orders, CustomerService customers, CurrentMember member, ILogger<StackExample> log)
{
    private const int MostAtFirst = 4;
    private const int TriedPerLane = 3;

    private readonly Dictionary<string, IReadOnlyList<Redeemable>> _redeemables = new(StringComparer.Ordinal);
    private TryItInput _input = new();
    private Customer? _customer;
    private Decision? _decision;
    private PromoError? _refusal;
    private IReadOnlyList<string> _without = [];
    private (StackingRules? Rules, IReadOnlyList<string>? Tried, int Version) _shown;
    private bool _failed;
    private int _asked;

    [Parameter, EditorRequired] public required StackingRules Rules { get; set; }

    /// <summary>Ids of the campaigns that meet, in the order of the request.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Tried { get; set; }

    /// <summary>Nobody chose yet: of each column, campaigns that could stand for it, first choice first.</summary>
    [Parameter] public IReadOnlyList<IReadOnlyList<string>> Candidates { get; set; } = [];

    /// <summary>What was found to start with: of each column the first campaign that works on the cart.</summary>
    [Parameter] public EventCallback<IReadOnlyList<string>> OnStart { get; set; }

    /// <summary>Another number: the board changed.</summary>
    [Parameter] public int Version { get; set; }

    private string? CustomerName => _customer is { } someone ? someone.Name ?? someone.Email ?? someone.SourceId : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _input = await _input.WithSampleAsync(products);
        if (await orders.LastBuyerAsync(customers) is { } found) (_customer, _input) = (found, _input with { CustomerId = found.Id });
        if (Candidates.Count > 0) await OnStart.InvokeAsync(await StartAsync());
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Rules, Tried, Version)) return;
        _shown = (Rules, Tried, Version);
        await DecideAsync();
    }

    // Numbers say more than refusals, so the example starts with what is accepted by itself.
    private async Task<IReadOnlyList<string>> StartAsync()
    {
        var start = new List<string>();
        foreach (var lane in Candidates)
        {
            if (start.Count == MostAtFirst) break;
            foreach (var id in lane.Take(TriedPerLane))
            {
                if (await RedeemablesAsync(id) is not { Count: > 0 } some) continue;
                var alone = await redemptions.ValidateAsync(_input.Request(await member.CallerAsync()) with { Redeemables = some });
                if (alone.Value is not { Decision.DiscountAmount: > 0 }) continue;
                start.Add(id);
                break;
            }
        }

        return start;
    }

    private async Task<IReadOnlyList<Redeemable>> RedeemablesAsync(string campaignId)
    {
        if (!_redeemables.TryGetValue(campaignId, out var some)) _redeemables[campaignId] = some = await tryables.OfCampaignAsync(campaignId);
        return some;
    }

    private Task CartAsync(TryItInput input)
    {
        _input = input;
        return DecideAsync();
    }

    private Task CustomerAsync(Customer? customer)
    {
        _customer = customer;
        _input = _input with { CustomerId = customer?.Id };
        return DecideAsync();
    }

    // The answer to the newest question counts; an older one that comes late is dropped.
    private async Task DecideAsync()
    {
        var asked = ++_asked;
        _failed = false;
        try
        {
            foreach (var id in Tried) await RedeemablesAsync(id);
            var all = Tried.SelectMany(id => _redeemables[id]).Take(StackingRules.MostRedeemables).ToList();
            var request = _input.Request(await member.CallerAsync()) with { Redeemables = all, Stacking = Rules };
            var answer = all.Count == 0 ? null : await redemptions.ValidateAsync(request);
            if (asked != _asked) return;
            (_decision, _refusal) = (answer?.Value?.Decision, answer?.Error);
            _without = [.. Tried.Where(id => _redeemables[id].Count == 0)];
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "Trying the example failed");
            if (asked == _asked) _failed = true;
        }
    }
}
