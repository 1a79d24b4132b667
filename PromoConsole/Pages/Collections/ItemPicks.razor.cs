using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Collections;

/// <summary>Puts products and variants on a list, searched for one by one.</summary>
public sealed partial class ItemPicks(CollectionService collections)
{
    private const int Shown = 6;

    private IReadOnlyList<StoredItem>? _found;

    /// <summary>What is on the list.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Choosable> Chosen { get; set; }

    [Parameter, EditorRequired] public required EventCallback<IReadOnlyList<Choosable>> ChosenChanged { get; set; }

    /// <summary>What follows when nothing is chosen.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>The list as it is stored.</summary>
    public static CollectionItem[] Items(IEnumerable<Choosable> chosen) => [.. chosen.Select(one => new CollectionItem(one.Id, one.Kind == ItemKind.Sku))];

    private async Task SearchAsync(string text) =>
        _found = text.Trim().Length == 0 ? null : [.. (await collections.FindItemsAsync(text, Shown)).Where(item => !IsOn(CollectionWords.Key(item)))];

    private static string NoteOf(StoredItem item) => item.Sku is { } sku ? sku.SourceId ?? "variant" : item.Product.SourceId ?? "product";

    private bool IsOn(string id) => Chosen.Any(one => one.Id == id);

    private async Task AddAsync(StoredItem item)
    {
        var id = CollectionWords.Key(item);
        _found = _found?.Where(one => CollectionWords.Key(one) != id).ToList();
        if (!IsOn(id)) await ChosenChanged.InvokeAsync([.. Chosen, new(id, CollectionWords.Named(item), null, item.Sku is null ? ItemKind.Product : ItemKind.Sku)]);
    }
}
