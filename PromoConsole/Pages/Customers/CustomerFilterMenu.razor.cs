using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Components;

namespace PromoConsole.Pages.Customers;

/// <summary>Adds filters to the list of customers and says which columns show; what is on shows as chips.</summary>
public sealed partial class CustomerFilterMenu
{
    private bool _open;
    private bool _columns;

    /// <summary>What shows now.</summary>
    [Parameter, EditorRequired] public required CustomerListUrl Url { get; set; }

    /// <summary>Something else is to show.</summary>
    [Parameter] public EventCallback<CustomerListUrl> OnChange { get; set; }

    /// <summary>The segments there are.</summary>
    [Parameter] public IReadOnlyList<Choice<string>> Segments { get; set; } = [];

    private (string Label, DateOnly? Day, Func<DateOnly?, CustomerListUrl> Change)[] Days =>
    [
        ("Known from", Url.KnownFrom, day => Url with { KnownFrom = day }), ("Known until", Url.KnownTo, day => Url with { KnownTo = day }),
        ("Last order from", Url.OrderedFrom, day => Url with { OrderedFrom = day }), ("Last order until", Url.OrderedTo, day => Url with { OrderedTo = day }),
    ];

    private static DateOnly? Day(ChangeEventArgs typed) =>
        DateOnly.TryParseExact(typed.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") (_open, _columns) = (false, false);
    }
}
