using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.Proofs;

/// <summary>How much of a proof is shown.</summary>
public enum ProofDensity
{
    /// <summary>One row: in lists and on timelines.</summary>
    Line,

    /// <summary>The headline and every condition: in drawers and the test bench.</summary>
    Tree,

    /// <summary>Every cent: the page of one redemption.</summary>
    Full,
}

/// <summary>Why a code did or did not work, in words a support agent can read out. The same everywhere, in three densities.</summary>
public sealed partial class ProofView(NavigationManager navigation)
{
    private ProofWords _words = null!;
    private IReadOnlyList<ProofNode> _nodes = [];
    private string _word = "and";
    private Proof? _shown;

    /// <summary>The proof.</summary>
    [Parameter, EditorRequired] public required Proof Proof { get; set; }

    /// <summary>How much of it.</summary>
    [Parameter] public ProofDensity Density { get; set; } = ProofDensity.Tree;

    /// <summary>The order it was decided on, for amounts per line; null when it is not at hand.</summary>
    [Parameter] public OrderContent? Order { get; set; }

    /// <summary>Where it can be found again: what a line opens and "copy link" copies.</summary>
    [Parameter] public string? Href { get; set; }

    /// <summary>A line that is the one shown beside the list.</summary>
    [Parameter] public bool Current { get; set; }

    /// <summary>Without a border of its own, inside a drawer or another card.</summary>
    [Parameter] public bool Bare { get; set; }

    /// <summary>Without the headline, where the page has said it already.</summary>
    [Parameter] public bool Headless { get; set; }

    /// <summary>Whether to offer the answer for the customer.</summary>
    [Parameter] public bool Answer { get; set; } = true;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private VerdictLight Light => Proof.Accepted ? VerdictLight.Pass : VerdictLight.Fail;

    private string Where
    {
        get
        {
            var campaign = Proof.CampaignName is { } name ? $" · {name}, version {Proof.CampaignVersion}" : "";
            var local = _words.Wording.Local(Proof.DecidedAt);
            return $"{campaign} · {local.ToString("d MMM yyyy, HH:mm:ss", _words.Wording.Culture)}, {_words.Wording.ZoneName}";
        }
    }

    private string Allowed => Proof.Rule is { Parts.Count: > 0 } rule ? $"{Proof.Checks.Count} checks passed; {VerdictWords.Holding(rule)}" : $"{Proof.Checks.Count} checks passed, no rule";

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Proof)) return;
        _shown = Proof;
        _words = new ProofWords(Proof, Format.Words());
        (_nodes, _word) = ProofTree.Of(Proof);
    }

    private RenderFragment Tree => builder =>
    {
        builder.OpenElement(0, "ol");
        builder.AddAttribute(1, "class", "proof-tree");
        builder.AddAttribute(2, "aria-label", "Checks and conditions");
        builder.OpenComponent<ProofChecks>(3);
        builder.AddComponentParameter(4, nameof(ProofChecks.Proof), Proof);
        builder.AddComponentParameter(5, nameof(ProofChecks.Words), _words);
        builder.CloseComponent();
        foreach (var node in _nodes)
        {
            builder.OpenElement(6, "li");
            builder.AddAttribute(7, "class", "word");
            builder.AddAttribute(8, "aria-hidden", "true");
            builder.AddContent(9, ReferenceEquals(node, _nodes[0]) ? "and" : _word);
            builder.CloseElement();
            builder.OpenComponent<ProofNodeView>(10);
            builder.SetKey(node);
            builder.AddComponentParameter(11, nameof(ProofNodeView.Node), node);
            builder.AddComponentParameter(12, nameof(ProofNodeView.Words), _words);
            builder.CloseComponent();
        }

        builder.CloseElement();
    };
}
