using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder.Map;

/// <summary>One node of the diagram: the card of a rule, or the head of a bracket.</summary>
public sealed partial class MapNodeView
{
    /// <summary>The rule it is in.</summary>
    [Parameter, EditorRequired] public required BuilderTree Tree { get; set; }

    /// <summary>What is written on it.</summary>
    [Parameter, EditorRequired] public required MapNode Data { get; set; }

    /// <summary>Where it stands.</summary>
    [Parameter, EditorRequired] public required MapBox Box { get; set; }

    /// <summary>Where a bracket's caption begins; null for rules and the outermost bracket.</summary>
    [Parameter] public (double X, double Y)? Caption { get; set; }

    /// <summary>Which of the five rail colours a bracket has.</summary>
    [Parameter] public string Rail { get; set; } = "a";

    /// <summary>It is the chosen one.</summary>
    [Parameter] public bool Selected { get; set; }

    /// <summary>Tab leads to it.</summary>
    [Parameter] public bool Tabbed { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Css => string.Join(' ', ((string?[])["node", Data.Kind, Data.Muted ? "muted" : null, Data.Verdict?.Decides == true ? "stop" : null, Selected ? "chosen" : null]).OfType<string>());

    private int? Parent => Tree.ParentOf(Box.NodeId)?.Id;

    private string Outcome => Data.Verdict?.Outcome switch
    {
        NodeOutcome.Holds => "Passes",
        NodeOutcome.Fails => "Refused",
        NodeOutcome.Undecided => "Undecided",
        _ => "Valid when",
    };

    // Beside the NOT there is no need to say it once more.
    private string Line(int index, bool negated) => index == 0 && negated ? Data.Title[0].Replace("Not: ", "", StringComparison.Ordinal) : Data.Title[index];

    private string Number => Tree.NumberOf(Box.NodeId).ToString(Format.Culture);

    // Razor keeps the tag for itself, so it is made by hand.
    private static RenderFragment Text(string css, double x, double y, string content) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", css);
        builder.AddAttribute(2, "x", N(x));
        builder.AddAttribute(3, "y", N(y));
        builder.AddContent(4, content);
        builder.CloseElement();
    };

    private string Mark(double x, double y) => Data.Kind switch
    {
        "pass" => $"M{N(x - 4)} {N(y + 0.3)}l2.8 2.8 5.4-5.8",
        "fail" => $"M{N(x - 3.3)} {N(y - 3.3)}l6.6 6.6m0-6.6-6.6 6.6",
        "warn" => $"M{N(x)} {N(y - 4.5)}v5M{N(x)} {N(y + 4)}v.01",
        _ => $"M{N(x - 3.5)} {N(y)}h7",
    };

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
