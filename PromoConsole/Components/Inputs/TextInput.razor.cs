using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Inputs;

/// <summary>A line of text, or several.</summary>
public sealed partial class TextInput
{
    /// <summary>The input's type: text, email, search.</summary>
    [Parameter] public string Type { get; set; } = "text";

    /// <summary>How many lines it shows.</summary>
    [Parameter] public int Lines { get; set; } = 1;

    /// <summary>Monospace: codes, patterns, keys.</summary>
    [Parameter] public bool Mono { get; set; }

    /// <summary>A hint inside; never the only label.</summary>
    [Parameter] public string? Placeholder { get; set; }

    /// <summary>The most characters it takes.</summary>
    [Parameter] public int? MaxLength { get; set; }

    /// <summary>What the browser offers while it is typed; anything else may be typed as well.</summary>
    [Parameter] public IEnumerable<string>? Suggestions { get; set; }

    private readonly string _listId = ElementId.New("offers");

    private bool Offers => Suggestions?.Any() == true;

    private string Css => Mono ? "inp mono" : "inp";

    private Task OnTypedAsync(ChangeEventArgs typed) => ValueChanged.InvokeAsync(typed.Value as string);
}
