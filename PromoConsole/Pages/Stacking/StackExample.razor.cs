using Microsoft.AspNetCore.Components;
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
    IRedemptionService redemptions, Tryables tryables, ProductService products, CurrentMember member, ILogger<StackExample> log)
{
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

    /// <summary>Another number: the board changed.</summary>
    [Parameter] public int Version { get; set; }

    private string? CustomerName => _customer is { } someone ? someone.Name ?? someone.Email ?? someone.SourceId : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _input = await _input.WithSampleAsync(products);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Rules, Tried, Version)) return;
        _shown = (Rules, Tried, Version);
        await DecideAsync();
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
            foreach (var id in Tried)
                if (!_redeemables.ContainsKey(id)) _redeemables[id] = await tryables.OfCampaignAsync(id);
            var all = Tried.SelectMany(id => _redeemables[id]).Take(StackingRules.MostRedeemables).ToList();
            var request = _input.Request(await member.CallerAsync()) with { Redeemables = all, Stacking = Rules };
            var answer = all.Count == 0 ? null : await redemptions.ValidateAsync(request);
            if (asked != _asked) return;
            (_decision, _refusal) = (answer?.Value?.Decision ?? (answer is null ? null : _decision), answer?.Error);
            _without = [.. Tried.Where(id => _redeemables[id].Count == 0)];
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError(problem, "Trying the example failed");
            if (asked == _asked) _failed = true;
        }
    }
}
