using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Inputs;

/// <summary>An input with its label above and its help below; an error takes the place of the help.</summary>
public sealed partial class Field
{
    private readonly string _id = ElementId.New("field");

    /// <summary>What is asked for.</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>What helps to answer.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>What is wrong with the answer, and what to do.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>It may stay empty.</summary>
    [Parameter] public bool Optional { get; set; }

    /// <summary>One input of this folder.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    private FieldTie Tie => new(_id, Error is null && Help is null ? null : _id + "-says", Error is not null);
}
