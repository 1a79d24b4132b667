using Microsoft.AspNetCore.Components;

namespace PromoConsole.Pages.Account;

/// <summary>A labelled input of a form that is posted: pages that set a cookie have no connection to the server.</summary>
public sealed partial class PostField
{
    /// <summary>What is asked for.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>Name in the posted form, for example <c>Form.Email</c>.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>The input's type: text, email, password.</summary>
    [Parameter] public string Type { get; set; } = "text";

    /// <summary>What stands in it; never a password.</summary>
    [Parameter] public string? Value { get; set; }

    /// <summary>What the browser may fill in, in HTML's words.</summary>
    [Parameter] public string Autocomplete { get; set; } = "off";

    /// <summary>Which keyboard a phone shows.</summary>
    [Parameter] public string? InputMode { get; set; }

    /// <summary>The most characters it takes.</summary>
    [Parameter] public int MaxLength { get; set; } = 254;

    /// <summary>It must not stay empty. Default true.</summary>
    [Parameter] public bool Required { get; set; } = true;

    /// <summary>The first thing to type on the page.</summary>
    [Parameter] public bool Autofocus { get; set; }

    /// <summary>What helps to answer.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>What is wrong with the answer, and what to do.</summary>
    [Parameter] public string? Error { get; set; }

    private string Id => Name.Replace('.', '-').ToLowerInvariant();
}
