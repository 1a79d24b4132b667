using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>One row of the builder: a rule as a card, the head or end of a bracket, or the word between two neighbours. Drawn again only when it looks different.</summary>
public sealed partial class NodeRow
{
    private BuilderRow? _drawn;
    private int _drawnVersion;

    [Parameter, EditorRequired] public required BuilderRow Row { get; set; }

    [CascadingParameter] public required RuleTreeEditor Editor { get; set; }

    /// <summary>Raised when something outside the row changed that an open editor shows: names, permissions.</summary>
    [Parameter] public int Version { get; set; }

    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        var same = _drawn == Row && _drawnVersion == Version && !Row.Open && !Row.MenuOpen;
        (_drawn, _drawnVersion) = (Row, Version);
        return !same;
    }

    private Condition Condition => ((RuleNode)Row.Node!).Condition;

    private string KindWord => Row.Kind switch { RowKind.Rule => "rule", RowKind.Head => "head", RowKind.Junction => "junction", RowKind.Hint => "hint", _ => "foot" };

    private List<string> Lanes
    {
        get
        {
            var lanes = new List<string>();
            for (var i = 0; i < Row.Lanes.Length; i++)
            {
                var negated = i + 1 < Row.Lanes.Length && Row.Lanes[i + 1] == '-';
                lanes.Add($"lane rail-{Row.Lanes[i]}{(negated ? " neg" : "")}");
                if (negated) i++;
            }

            if (Row.Kind == RowKind.Head) lanes[^1] += Row.Collapsed ? " top bottom" : " top";
            if (Row.Kind == RowKind.Foot) lanes[^1] += " bottom";
            return lanes;
        }
    }

    private string Css
    {
        get
        {
            var css = $"rb-row is-{KindWord}";
            if (Row.Muted) css += " muted";
            if (Row.Selected) css += " sel";
            if (Row.Open) css += " open";
            if (Row.Flash) css += " flash";
            if (Row.MenuOpen) css += " with-menu";
            if (Row.Problem is not null) css += " todo";
            if (Row.Verdict is { Decides: true }) css += " decides";
            return css;
        }
    }

    private Dictionary<string, object>? NodeAttributes
    {
        get
        {
            if (Row.Kind is not (RowKind.Rule or RowKind.Head)) return null;
            var attributes = new Dictionary<string, object>
            {
                ["data-stop"] = "", ["tabindex"] = Row.Stop ? "0" : "-1", ["aria-selected"] = Row.Selected ? "true" : "false", ["aria-posinset"] = Row.Index + 1, ["aria-setsize"] = Row.Size,
                ["aria-label"] = Label, ["data-badge"] = Row.Badge, ["data-name"] = Row.Name, ["data-says"] = Row.Says, ["data-height"] = Row.Height,
            };
            if (Row.Kind == RowKind.Head)
            {
                attributes["aria-expanded"] = Row.Collapsed ? "false" : "true";
                attributes["data-parts"] = Editor.PartsOf(Row.Id);
            }

            if (Row.Lock is not null) attributes["data-locked"] = "";
            else if (Editor.MayEdit) attributes["data-movable"] = "";
            return attributes;
        }
    }

    private string Label
    {
        get
        {
            var label = $"{Row.Name}: {Row.Says}";
            if (Row.Muted) label += ", muted";
            if (Row.Lock is not null) label += ", locked";
            if (Row.Problem is not null) label += $", incomplete: {Row.Problem}";
            if (Row.Verdict is { } verdict) label += $", {verdict.Label.ToLowerInvariant()}{(verdict.Head is { } head ? $", {head}" : "")}";
            return label;
        }
    }

    private static string Tone(VerdictLight light) => light switch { VerdictLight.Fail => "t-fail", VerdictLight.Pass => "t-pass", VerdictLight.Incomplete => "attn", _ => "mute" };
}
