using Microsoft.AspNetCore.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Products;

/// <summary>Makes a product, or changes one as it was opened.</summary>
public sealed partial class ProductForm(ProductService products, CurrentMember member)
{
    private string? _name;
    private string? _sourceId;
    private long? _price;
    private string? _attributes;
    private string? _imageUrl;
    private MetadataBag _metadata = MetadataBag.Empty;
    private PromoError? _refusal;
    private bool _busy;

    /// <summary>What to change; null makes a new one.</summary>
    [Parameter] public Product? Product { get; set; }

    [Parameter, EditorRequired] public required EventCallback<Product> OnSaved { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Product is null) return;
        (_name, _sourceId, _price, _imageUrl, _metadata) = (Product.Name, Product.SourceId, Product.PriceAmount, Product.ImageUrl, Product.Metadata);
        _attributes = string.Join('\n', Product.Attributes);
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? _refusal.Message : null;

    private async Task SaveAsync(bool over)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var saved = await products.UpsertAsync(new ProductInput
            {
                Id = Product?.Id, SourceId = Given(_sourceId), Name = Given(_name), PriceAmount = _price, ImageUrl = Given(_imageUrl), Metadata = _metadata, IsNew = Product is null,
                Attributes = [.. (_attributes ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
                Cleared = Product is null ? ItemParts.None : ItemParts.Name | ItemParts.Price | ItemParts.ImageUrl | ItemParts.Metadata,
                SeenAt = Product is null || over ? null : Product.UpdatedAt ?? Product.CreatedAt,
            }, await member.CallerAsync());
            _refusal = saved.Error;
            if (saved.IsOk) await OnSaved.InvokeAsync(saved.Value);
        }
        finally
        {
            _busy = false;
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
