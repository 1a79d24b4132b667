using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Inputs;

/// <summary>One of several values, as the browser's own list.</summary>
public sealed partial class SelectInput<TValue>
{
    /// <summary>The values in order.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Choice<TValue>> Choices { get; set; }

    /// <summary>What stands there while nothing is chosen.</summary>
    [Parameter] public string Placeholder { get; set; } = "Choose";

    private int Chosen
    {
        get
        {
            for (var i = 0; i < Choices.Count; i++)
            {
                if (EqualityComparer<TValue>.Default.Equals(Choices[i].Value, Value)) return i;
            }
            return -1;
        }
    }

    private Task OnChosenAsync(ChangeEventArgs chosen) =>
        int.TryParse(chosen.Value as string, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < Choices.Count
            ? ValueChanged.InvokeAsync(Choices[at].Value)
            : Task.CompletedTask;
}
