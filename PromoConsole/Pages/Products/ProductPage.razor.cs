using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Products;

/// <summary>A product with its variants, and where it is met.</summary>
public sealed partial class ProductPage(ProductService products, SkuService skus, CurrentMember member, Toasts toasts, NavigationManager navigation)
{
    private ProductWithSkus? _shown;
    private ProductUses? _uses;
    private Sku? _sku;
    private Sku? _deletingSku;
    private string? _problem;
    private bool _missing;
    private bool _editing;
    private bool _addingSku;
    private bool _deleting;
    private bool _mayWrite;
    private bool _maySeeOrders;
    private bool _maySeeCampaigns;

    /// <summary>Platform id or source id.</summary>
    [Parameter, EditorRequired] public required string Id { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _mayWrite = await member.MayAsync(Permissions.ProductsWrite);
        _maySeeOrders = await member.MayAsync(Permissions.OrdersRead);
        _maySeeCampaigns = await member.MayAsync(Permissions.CampaignsRead);
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        (_editing, _addingSku) = (false, false);
        var found = await products.GetAsync(Id);
        (_shown, _missing) = (found.Value, !found.IsOk);
        StateHasChanged();
        _uses = _shown is null ? null : await products.UsesAsync(_shown.Product.Id);
    }

    private async Task SavedAsync()
    {
        toasts.Show("Saved");
        await ReloadAsync();
    }

    private async Task DeleteAsync()
    {
        var deleted = await products.DeleteAsync(_shown!.Product.Id, force: false, await member.CallerAsync());
        (_deleting, _problem) = (false, deleted.Error?.Details ?? deleted.Error?.Message);
        if (!deleted.IsOk) return;
        toasts.Show($"{deleted.Value.Named} is deleted");
        navigation.NavigateTo("/products");
    }

    private async Task DeleteSkuAsync()
    {
        var deleted = await skus.DeleteAsync(_shown!.Product.Id, _deletingSku!.Id, force: false, await member.CallerAsync());
        (_deletingSku, _problem) = (null, deleted.Error?.Details ?? deleted.Error?.Message);
        if (deleted.IsOk) await SavedAsync();
    }
}
