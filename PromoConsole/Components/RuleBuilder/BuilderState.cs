using System.Runtime.CompilerServices;
using PromoConsole.Components.RuleBuilder.Tree;
using PromoConsole.Components.RuleBuilder.Trial;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>A rule being built: the tree with its history, what is selected, open and folded, and what the test says. What it shows it works out from these.</summary>
public sealed class BuilderState
{
    private const int LongestSeen = 60;
    private const int LongestSummary = 1000;

    // They live as long as the condition they are about: with the undo steps, not with the window.
    private readonly ConditionalWeakTable<Condition, IReadOnlyList<SentencePart>> _sentences = [];
    private readonly ConditionalWeakTable<Condition, Problem> _problems = [];
    private BuilderTree? _checked;
    private int _incomplete;
    private BuilderTree? _summed;
    private string _summary = "";
    private Wording? _wording;
    private int _named = -1;
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public TreeHistory History { get; private set; } = TreeHistory.Start(BuilderTree.Empty);

    public BuilderTree Tree => History.Tree;

    public HashSet<int> Selected { get; } = [];

    public HashSet<int> Collapsed { get; } = [];

    /// <summary>What was just moved or made.</summary>
    public IReadOnlyList<int> Flash { get; private set; } = [];

    /// <summary>The rule whose editor is open.</summary>
    public int? Open { get; set; }

    /// <summary>The node whose menu is open.</summary>
    public int? Menu { get; set; }

    /// <summary>The row that Tab reaches: a node, or the junction behind a part of a bracket; -1 for a node.</summary>
    public (int Id, int Index) Stop { get; private set; }

    /// <summary>What a screen reader is told.</summary>
    public string Spoken { get; private set; } = "";

    /// <summary>What a test says, by node id.</summary>
    public IReadOnlyDictionary<int, NodeVerdict> Verdicts { get; set; } = new Dictionary<int, NodeVerdict>();

    /// <summary>How many rules and brackets are incomplete; muted ones do not count.</summary>
    public int Incomplete
    {
        get
        {
            if (_checked == Tree) return _incomplete;
            (_checked, _incomplete) = (Tree, Tree.Nodes.Count(node => ProblemOf(node) is not null));
            return _incomplete;
        }
    }

    /// <summary>The first incomplete node in reading order; null for none.</summary>
    public int? FirstIncomplete => Tree.Nodes.FirstOrDefault(node => ProblemOf(node) is not null)?.Id;

    /// <summary>Begins with a rule that was loaded; what was done before cannot be undone any more.</summary>
    public void Load(Rule? rule)
    {
        History = TreeHistory.Start(BuilderTree.Of(rule));
        Selected.Clear();
        Collapsed.Clear();
        (Open, Menu, Flash) = (null, null, []);
        Stop = (Tree.Root.Parts.IsEmpty ? 0 : Tree.Root.Parts[0].Id, -1);
    }

    /// <summary>How things are written, and the names of what rules mention.</summary>
    public void Word(Wording wording, IReadOnlyDictionary<string, string> names)
    {
        if (_wording == wording && ReferenceEquals(_names, names) && _named == names.Count) return;
        (_wording, _names, _named, _summed) = (wording, names, names.Count, null);
        _sentences.Clear();
    }

    /// <summary>Carries out a command.</summary>
    public Edited Do(TreeCommand command, DateTimeOffset now)
    {
        (History, var edited) = History.Apply(command, now);
        return Take(edited, flash: command is not Edit);
    }

    public Edited Undo()
    {
        (History, var edited) = History.Undo();
        return Take(edited, flash: true);
    }

    public Edited Redo()
    {
        (History, var edited) = History.Redo();
        return Take(edited, flash: true);
    }

    /// <summary>Makes a node, or the junction behind a part of a bracket, the one that Tab reaches.</summary>
    public void StopAt(int id, int index = -1) => Stop = (id, index);

    /// <summary>Tells a screen reader something; the same text twice is said twice.</summary>
    public void Say(string text) => Spoken = text == Spoken && text.Length > 0 ? text + "\u00a0" : text;

    /// <summary>What a command is about: the selection when the node is part of it, else the node alone.</summary>
    public IReadOnlyList<int> Chosen(int id) => Selected.Contains(id) ? Tree.Outermost(Selected) : [id];

    /// <summary>The sentence of a condition in pieces.</summary>
    public IReadOnlyList<SentencePart> SentenceOf(Condition condition) => _sentences.GetValue(condition, one => ConditionSentence.Of(one, Wording, NameOf));

    /// <summary>A node in one line.</summary>
    public string SaysOf(BuilderNode node)
    {
        var text = node switch
        {
            RuleNode rule => string.Concat(SentenceOf(rule.Condition).Select(part => part.Text)),
            BracketNode { Parts.IsEmpty: true } => "Empty bracket",
            BracketNode bracket => $"{(bracket.Joins == Junction.And ? "All" : "Any")} of {Count(BuilderTree.Count(bracket))}",
            _ => "",
        };
        return node.Negated ? $"Not: {text}" : text;
    }

    /// <summary>The whole rule in words; the beginning of it when it is long.</summary>
    public string Summary
    {
        get
        {
            if (_summed == Tree) return _summary;
            (_summed, _summary) = (Tree, Beginning(Tree.ToRule(), Tree.Root));
            return _summary;
        }
    }

    /// <summary>A bracket in words, for when it is folded.</summary>
    public string SummaryOf(int bracketId) => Tree.Find(bracketId) is { } bracket && Tree.ToRules([bracketId]) is [var rule] ? Beginning(rule with { Muted = false }, bracket) : "";

    /// <summary>What is missing or impossible in a node itself; null for nothing, and for what is muted.</summary>
    public string? ProblemOf(BuilderNode node)
    {
        if (node.Id == BuilderTree.RootId || Tree.IsMuted(node.Id)) return null;
        if (node is BracketNode bracket) return bracket.Parts.IsEmpty ? "This bracket is empty. Add a rule, or remove the bracket." : null;
        return _problems.GetValue(((RuleNode)node).Condition, one => new(RuleCheck.Problems(one) is [var first, ..] ? first.Sentence : null)).Sentence;
    }

    /// <summary>What the test says about a node, in words; null without a test.</summary>
    public RowVerdict? VerdictOf(BuilderNode node)
    {
        if (!Verdicts.TryGetValue(node.Id, out var said)) return null;
        var (light, label) = (NodeLine.Light(said.Outcome), NodeLine.Word(said.Outcome));
        if (node is not RuleNode rule) return new(light, label, null, said.Outcome == NodeOutcome.NotCounted ? null : TreeEdits.Capital(NodeLine.Of((BracketNode)node, said)), said.Decides);
        var line = NodeLine.Of(rule, said, Wording);
        return said.Outcome == NodeOutcome.Undecided
            ? new(light, label, line.Strong, null, false) // what is missing stands at the rule already
            : new(light, label, said.Outcome == NodeOutcome.Fails ? TreeEdits.Capital(line.Strong) : null, line.Rest is { } rest ? Cut(TreeEdits.Capital(rest)) : null, said.Decides);
    }

    public string NameOf(string id) => _names.GetValueOrDefault(id, id);

    private Wording Wording => _wording ?? Wording.English("EUR", TimeZoneInfo.Utc);

    // Nobody reads a sentence of a thousand rules, and every edit would send it anew.
    private string Beginning(Rule? rule, BuilderNode of)
    {
        var text = RuleWords.Summary(rule, Wording, NameOf);
        return text.Length <= LongestSummary ? text : $"{text[..text.LastIndexOf(' ', LongestSummary)]} … ({Count(BuilderTree.Count(of))} in all)";
    }

    private static string Cut(string text) => text.Length > LongestSeen ? text[..(LongestSeen - 1)] + "…" : text;

    private static string Count(int rules) => rules == 1 ? "1 rule" : $"{rules} rules";

    private sealed record Problem(string? Sentence);

    private Edited Take(Edited edited, bool flash)
    {
        if (edited.Spoken.Length > 0) Say(edited.Spoken);
        if (!edited.Changed) return edited;
        Selected.RemoveWhere(id => !Tree.Has(id));
        Collapsed.RemoveWhere(id => !Tree.Has(id));
        if (Open is { } open && !Tree.Has(open)) Open = null;
        Menu = null;
        if (flash) Flash = edited.Focus;
        foreach (var id in edited.Focus)
            foreach (var outer in Tree.Around(id).Skip(1)) Collapsed.Remove(outer.Id);
        if (edited.Focus is [var first, ..]) Stop = (first == BuilderTree.RootId ? Tree.Root.Parts.FirstOrDefault()?.Id ?? 0 : first, -1);
        return edited;
    }
}
