using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Carts;

/// <summary>Attributes of an order, a customer or a redemption, to type and change.</summary>
public sealed partial class AttributeRows
{
    /// <summary>Whose: "Order".</summary>
    [Parameter, EditorRequired] public required string Of { get; set; }

    /// <summary>In the order they were typed.</summary>
    [Parameter] public ImmutableList<CartAttribute> Attributes { get; set; } = [];

    /// <summary>One was changed, added or removed.</summary>
    [Parameter] public EventCallback<ImmutableList<CartAttribute>> AttributesChanged { get; set; }

    private string Article => Of.Length > 0 && "AEIOU".Contains(Of[0], StringComparison.Ordinal) ? "an" : "a";

    private Task SetAsync(int index, CartAttribute attribute) => AttributesChanged.InvokeAsync(Attributes.SetItem(index, attribute));
}
