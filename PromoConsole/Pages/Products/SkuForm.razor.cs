using System.Text.Json;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Products;

/// <summary>Makes a variant of a product, or changes one as it was opened.</summary>
public sealed partial class SkuForm(SkuService skus, CurrentMember member)
{
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private string? _name;
    private string? _sourceId;
    private long? _price;
    private string? _imageUrl;
    private MetadataBag _metadata = MetadataBag.Empty;
    private PromoError? _refusal;
    private bool _busy;

    [Parameter, EditorRequired] public required Product Product { get; set; }

    /// <summary>What to change; null makes a new one.</summary>
    [Parameter] public Sku? Sku { get; set; }

    [Parameter, EditorRequired] public required EventCallback<Sku> OnSaved { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<string> Names => [.. Product.Attributes.Union(Sku?.Attributes.Values.Keys ?? [], StringComparer.Ordinal)];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Sku is null) return;
        (_name, _sourceId, _price, _imageUrl, _metadata) = (Sku.Name, Sku.SourceId, Sku.PriceAmount, Sku.ImageUrl, Sku.Metadata);
        foreach (var (key, value) in Sku.Attributes.Values) _attributes[key] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? _refusal.Message : null;

    private async Task SaveAsync(bool over)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var attributes = _attributes.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value.Trim()), StringComparer.Ordinal);
            var input = new SkuInput
            {
                SourceId = Given(_sourceId), Name = Given(_name), PriceAmount = _price, ImageUrl = Given(_imageUrl), Metadata = _metadata, Attributes = new MetadataBag(attributes),
                Cleared = Sku is null ? ItemParts.None : ItemParts.Name | ItemParts.Price | ItemParts.Attributes | ItemParts.ImageUrl | ItemParts.Metadata,
                SeenAt = Sku is null || over ? null : Sku.UpdatedAt ?? Sku.CreatedAt, IsNew = Sku is null,
            };
            var caller = await member.CallerAsync();
            var saved = Sku is null ? await skus.CreateAsync(Product.Id, input, caller) : await skus.ChangeAsync(Product.Id, Sku.Id, input, caller);
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
