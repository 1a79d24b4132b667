using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Pages.TryIt;

/// <summary>What is tried, in the order of the request: codes as typed, and promotions, which have none.</summary>
public sealed partial class CodesCard(Tryables tryables)
{
    private IReadOnlyDictionary<string, string> _names = ImmutableDictionary<string, string>.Empty;
    private IReadOnlyList<Tryable>? _found;
    private bool _searching;

    /// <summary>What is tried.</summary>
    [Parameter, EditorRequired] public required TryItInput Input { get; set; }

    /// <summary>The codes were changed.</summary>
    [Parameter] public EventCallback<TryItInput> InputChanged { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        string[] unnamed = [.. Input.Redeemables.Where(one => one.Kind != RedeemableKind.Voucher && !_names.ContainsKey(one.Id)).Select(one => one.Id)];
        if (unnamed.Length > 0) _names = await tryables.NamesAsync([.. Input.Redeemables.Select(one => one.Id)]);
    }

    private string NameOf(string id) => _names.GetValueOrDefault(id, id);

    private string Said(int index) => Input.Codes[index] is { Length: > 0 } code ? NameOf(code) : $"code {index + 1}";

    private Task ChangeAsync(ImmutableList<string> codes) => InputChanged.InvokeAsync(Input with { Codes = codes });

    private Task SwapAsync(int one, int other) => ChangeAsync(Input.Codes.SetItem(one, Input.Codes[other]).SetItem(other, Input.Codes[one]));

    private async Task OpenAsync()
    {
        _searching = !_searching;
        if (_searching) await FindAsync("");
    }

    private async Task FindAsync(string text) => _found = await tryables.PromotionsAsync(text);

    private Task AddAsync(Tryable found)
    {
        _searching = false;
        var kept = Input.Codes.RemoveAll(code => string.IsNullOrWhiteSpace(code) || code == found.Redeemable.Id);
        return ChangeAsync(kept.Add(found.Redeemable.Id));
    }
}
