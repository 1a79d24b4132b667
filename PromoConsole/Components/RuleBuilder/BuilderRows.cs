using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>Lays a tree out as rows from top to bottom.</summary>
internal static class BuilderRows
{
    public static List<BuilderRow> Of(BuilderState state)
    {
        var rows = new List<BuilderRow>();
        Inside(state, state.Tree.Root, "", $"{BuilderTree.RootId}", 0, rows);
        return rows;
    }

    /// <summary>The letter of a bracket's colour.</summary>
    public static char ColourOf(BuilderTree tree, int id) => char.ToLowerInvariant(RuleTree.Rail(tree.PlaceOf(id))[0]);

    private static void Inside(BuilderState state, BracketNode bracket, string lanes, string path, int depth, List<BuilderRow> rows)
    {
        for (var i = 0; i < bracket.Parts.Count; i++)
        {
            if (i > 0) rows.Add(new() { Kind = RowKind.Junction, Id = bracket.Id, ParentId = bracket.Id, Index = i - 1, Size = bracket.Parts.Count, Depth = depth, Lanes = lanes, Path = path, Joins = bracket.Joins, Lock = state.Tree.LockOf(bracket.Id), Name = Between(state.Tree, bracket, i), Stop = state.Stop == (bracket.Id, i - 1) });
            var part = bracket.Parts[i];
            var row = Row(state, bracket, i, part, lanes, $"{path},{part.Id}", depth);
            if (part is not BracketNode inner)
            {
                rows.Add(row);
                continue;
            }

            var own = $"{lanes}{ColourOf(state.Tree, inner.Id)}{(inner.Negated ? "-" : "")}";
            rows.Add(row with { Lanes = own });
            if (row.Collapsed) continue;
            if (inner.Parts.IsEmpty) rows.Add(new() { Kind = RowKind.Hint, Id = inner.Id, ParentId = inner.Id, Depth = depth + 1, Lanes = own, Path = row.Path, Name = row.Name, Lock = row.Lock });
            Inside(state, inner, own, row.Path, depth + 1, rows);
            rows.Add(new() { Kind = RowKind.Foot, Id = inner.Id, ParentId = bracket.Id, Index = i, Size = inner.Parts.Count, Depth = depth + 1, Lanes = own, Path = row.Path, Lock = row.Lock });
        }
    }

    private static BuilderRow Row(BuilderState state, BracketNode parent, int index, BuilderNode part, string lanes, string path, int depth)
    {
        var tree = state.Tree;
        var bracket = part as BracketNode;
        return new()
        {
            Kind = bracket is null ? RowKind.Rule : RowKind.Head,
            Id = part.Id,
            ParentId = parent.Id,
            Index = index,
            Size = parent.Parts.Count,
            Depth = depth,
            Lanes = lanes,
            Path = path,
            Badge = bracket is null ? tree.NumberOf(part.Id).ToString(System.Globalization.CultureInfo.InvariantCulture) : tree.LetterOf(part.Id),
            Name = TreeEdits.Capital(tree.NameOf(part.Id)),
            Node = bracket is null ? part : bracket with { Parts = [] },
            Sentence = part is RuleNode rule ? state.SentenceOf(rule.Condition) : [],
            Says = state.SaysOf(part),
            Joins = bracket?.Joins ?? parent.Joins,
            Muted = tree.IsMuted(part.Id),
            Lock = tree.LockOf(part.Id),
            Problem = state.ProblemOf(part),
            Height = BuilderTree.Height(part),
            Count = BuilderTree.Count(part),
            Collapsed = bracket is not null && state.Collapsed.Contains(part.Id),
            Selected = state.Selected.Contains(part.Id),
            Open = state.Open == part.Id,
            MenuOpen = state.Menu == part.Id,
            Flash = state.Flash.Contains(part.Id),
            Stop = state.Stop == (part.Id, -1),
            Verdict = state.VerdictOf(part),
        };
    }

    private static string Between(BuilderTree tree, BracketNode bracket, int index) => $"between {tree.NameOf(bracket.Parts[index - 1].Id)} and {tree.NameOf(bracket.Parts[index].Id)}";
}
