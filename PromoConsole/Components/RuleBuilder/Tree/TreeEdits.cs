using System.Collections.Immutable;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Tree;

/// <summary>Carries out commands: pure functions from one tree to the next, with what undoes them.</summary>
public static partial class TreeEdits
{
    /// <summary>Most characters of a reason why something is locked.</summary>
    public const int MaxLockLength = RuleCheck.MaxLockLength;

    /// <summary>Carries out one command. A command that is not possible changes nothing and says why; ids that are not there are left out.</summary>
    public static Edited Apply(BuilderTree tree, TreeCommand command) => command switch
    {
        Insert c => Insert(tree, c),
        Remove c => Remove(tree, c),
        Move c => Move(tree, c),
        GroupWith c => GroupWith(tree, c),
        GroupNew c => GroupNew(tree, c),
        Surround c => Surround(tree, c),
        Unwrap c => Unwrap(tree, c),
        Join c => Join(tree, c),
        JoinPair c => JoinPair(tree, c),
        Negate c => Mark(tree, c.Ids, c.Negated ? "Put NOT before" : "Take NOT off", node => node with { Negated = c.Negated }),
        Mute c => Mark(tree, c.Ids, c.Muted ? "Mute" : "Unmute", node => node with { Muted = c.Muted }),
        SetLock c => Lock(tree, c),
        Edit c => Edit(tree, c),
        Duplicate c => Duplicate(tree, c),
        Rearrange c => TreeText.Arrange(tree, c.Text),
        ReplaceAll c => ReplaceAll(tree, c),
        Restore c => Restored(tree, c),
        _ => throw new System.Diagnostics.UnreachableException($"No edit for {command.GetType().Name}."),
    };

    private static Edited Insert(BuilderTree tree, Insert command)
    {
        if (command.Nodes.Count == 0 || tree.Find(command.At.BracketId) is not BracketNode bracket) return new(tree);
        if (tree.LockOf(bracket.Id) is { } reason) return Locked(tree, bracket.Id, reason);
        var next = tree.NextId;
        var nodes = command.Nodes.Select(node => WithIds(node, ref next)).ToImmutableList();
        var at = Math.Clamp(command.At.Index, 0, bracket.Parts.Count);
        var root = Replaced(tree.Root, bracket.Id, one => WithParts(one, parts => parts.InsertRange(at, nodes)));
        return Done(tree, root, next, [.. nodes.Select(node => node.Id)], (after, ids) => $"{command.Word} {Named(after, ids)}", (after, ids) => $"{Capital(Named(after, ids))} added{In(after, ids[0])}.");
    }

    private static Edited Remove(BuilderTree tree, Remove command)
    {
        var ids = tree.Outermost(command.Ids);
        if (ids.Count == 0) return new(tree);
        if (FirstLocked(tree, ids) is { } locked) return locked;
        var name = Named(tree, ids);
        var count = ids.Sum(id => BuilderTree.Count(tree.Node(id)));
        var beside = Neighbour(tree, ids);
        return Done(tree, Without(tree.Root, ids), tree.NextId, [beside], (_, _) => $"Remove {name}", (_, _) => $"{Capital(name)} removed{(count > ids.Count ? $", {count} rules in all" : "")}.");
    }

    private static Edited Move(BuilderTree tree, Move command)
    {
        var ids = tree.Outermost(command.Ids);
        if (ids.Count == 0) return new(tree);
        if (TreeMoves.Problem(tree, ids, command.To) is { } problem) return Refused(tree, problem);
        var target = (BracketNode)tree.Node(command.To.BracketId);
        var moved = ids.Select(tree.Node).ToList();
        var at = target.Parts.Take(command.To.Index).Count(part => !ids.Contains(part.Id));
        var root = Replaced(Without(tree.Root, ids), target.Id, one => WithParts(one, parts => parts.InsertRange(at, moved)));
        var name = Named(tree, ids);
        return Done(tree, root, tree.NextId, ids, (_, _) => $"Move {name}", (after, _) => $"{Capital(name)} moved{In(after, ids[0])}.{Now(tree, after, ids[0])}");
    }

    private static Edited GroupWith(BuilderTree tree, GroupWith command)
    {
        var ids = tree.Outermost(command.Ids);
        if (ids.Count == 0 || tree.Find(command.TargetId) is not { } target || target.Id == BuilderTree.RootId) return new(tree);
        if (ids.FirstOrDefault(id => tree.IsWithin(target.Id, id)) is not 0 and var outer) return Refused(tree, outer == target.Id ? "It cannot be grouped with itself." : "A bracket cannot be put inside itself.");
        if (FirstLocked(tree, [.. ids, target.Id]) is { } locked) return locked;
        var joins = Other(tree.ParentOf(target.Id)!.Joins);
        var made = tree.NextId;
        // Moved ones that stood before the target stay before it; the target may have held one of them.
        var first = ids.TakeWhile(id => Before(tree, id, target.Id)).Select(tree.Node);
        var then = ids.SkipWhile(id => Before(tree, id, target.Id)).Select(tree.Node);
        var root = (BracketNode)Replace(Without(tree.Root, ids), target.Id, node => new BracketNode(joins, [.. first, node, .. then]) { Id = made });
        var name = Named(tree, ids);
        return Done(tree, root, made + 1, [made], (_, _) => $"Group {name} with {tree.NameOf(target.Id)}",
            (after, _) => $"{Capital(name)} and {tree.NameOf(target.Id)} are in the new {after.NameOf(made)}, {JoinWords(joins)}.");
    }

    private static Edited GroupNew(BuilderTree tree, GroupNew command)
    {
        if (tree.Find(command.TargetId) is not { } target || target.Id == BuilderTree.RootId) return new(tree);
        if (FirstLocked(tree, [target.Id]) is { } locked) return locked;
        var joins = Other(tree.ParentOf(target.Id)!.Joins);
        var next = tree.NextId;
        var bracket = WithIds(new BracketNode(joins, [target, command.Node]), ref next);
        var root = (BracketNode)Replace(tree.Root, target.Id, _ => bracket);
        return Done(tree, root, next, [bracket.Id], (_, _) => $"Group a new rule with {tree.NameOf(target.Id)}", (after, _) => $"The new rule and {tree.NameOf(target.Id)} are in the new {after.NameOf(bracket.Id)}, {JoinWords(joins)}.");
    }

    private static Edited Surround(BuilderTree tree, Surround command)
    {
        var ids = tree.Outermost(command.Ids);
        if (ids.Count == 0) return new(tree);
        if (FirstLocked(tree, ids) is { } locked) return locked;
        var first = tree.ParentOf(ids[0])!;
        var bracket = new BracketNode(first.Joins, [.. ids.Select(tree.Node)]) { Id = tree.NextId };
        var root = (BracketNode)Replace(Without(tree.Root, ids.Skip(1).ToList()), ids[0], _ => bracket);
        var name = Named(tree, ids);
        return Done(tree, root, tree.NextId + 1, [bracket.Id], (_, _) => $"Put brackets around {name}", (after, _) => $"{Capital(after.NameOf(bracket.Id))} is around {name} now.");
    }

    private static Edited Unwrap(BuilderTree tree, Unwrap command)
    {
        if (command.BracketId == BuilderTree.RootId || tree.Find(command.BracketId) is not BracketNode bracket) return new(tree);
        if (tree.LockOf(bracket.Id) is { } reason) return Locked(tree, bracket.Id, reason);
        if (bracket.Negated && bracket.Parts.Count > 1) return Refused(tree, $"{Capital(tree.NameOf(bracket.Id))} is negated as a whole. Take its NOT off first, or put it before each of its rules.");
        var parts = bracket.Parts.Select(part => part with { Negated = part.Negated != bracket.Negated, Muted = part.Muted || bracket.Muted }).ToList();
        var parent = tree.ParentOf(bracket.Id)!;
        var at = tree.IndexOf(bracket.Id);
        var root = Replaced(tree.Root, parent.Id, one => WithParts(one, own => own.RemoveAt(at).InsertRange(at, parts)));
        var name = tree.NameOf(bracket.Id);
        return Done(tree, root, tree.NextId, [parts.Count > 0 ? parts[0].Id : Neighbour(tree, [bracket.Id])], (_, _) => $"Remove {name} around its rules", (_, _) => $"{Capital(name)} removed, its {Rules(parts.Count)} stayed.");
    }

    private static Edited Join(BuilderTree tree, Join command)
    {
        if (tree.Find(command.BracketId) is not BracketNode bracket || bracket.Joins == command.Joins) return new(tree);
        if (tree.LockOf(bracket.Id) is { } reason) return Locked(tree, bracket.Id, reason);
        var root = Replaced(tree.Root, bracket.Id, one => one with { Joins = command.Joins });
        return Done(tree, root, tree.NextId, [bracket.Id], (_, _) => $"Join {tree.NameOf(bracket.Id)} by {(command.Joins == Junction.And ? "AND" : "OR")}",
            (_, _) => $"{Capital(tree.NameOf(bracket.Id))}: {JoinWords(command.Joins)}.", keepsNumbers: true);
    }

    private static Edited JoinPair(BuilderTree tree, JoinPair command)
    {
        if (tree.Find(command.BracketId) is not BracketNode bracket || command.Index < 0 || command.Index + 1 >= bracket.Parts.Count) return new(tree);
        if (bracket.Parts.Count == 2) return Join(tree, new(bracket.Id, Other(bracket.Joins)));
        if (tree.LockOf(bracket.Id) is { } reason) return Locked(tree, bracket.Id, reason);
        var pair = new BracketNode(Other(bracket.Joins), [bracket.Parts[command.Index], bracket.Parts[command.Index + 1]]) { Id = tree.NextId };
        var root = Replaced(tree.Root, bracket.Id, one => WithParts(one, parts => parts.RemoveRange(command.Index, 2).Insert(command.Index, pair)));
        var name = Named(tree, [.. pair.Parts.Select(part => part.Id)]);
        return Done(tree, root, tree.NextId + 1, [pair.Id], (_, _) => $"Join {name} by {(pair.Joins == Junction.And ? "AND" : "OR")}",
            (after, _) => $"{Capital(name)} are in the new {after.NameOf(pair.Id)}, {JoinWords(pair.Joins)}.");
    }

    private static Edited Mark(BuilderTree tree, IReadOnlyList<int> of, string word, Func<BuilderNode, BuilderNode> change)
    {
        var ids = tree.Outermost(of);
        if (ids.Count == 0) return new(tree);
        if (FirstLocked(tree, ids) is { } locked) return locked;
        BuilderNode root = tree.Root;
        foreach (var id in ids) root = Replace(root, id, change);
        return Done(tree, (BracketNode)root, tree.NextId, ids, (_, _) => $"{word} {Named(tree, ids)}", (_, _) => $"{word}: {Named(tree, ids)}.", keepsNumbers: true);
    }

    private static Edited Lock(BuilderTree tree, SetLock command)
    {
        if (command.Id == BuilderTree.RootId || !tree.Has(command.Id)) return new(tree);
        if (tree.Around(command.Id).Skip(1).FirstOrDefault(node => node.Lock is not null) is { } outer) return Locked(tree, command.Id, outer.Lock!);
        var reason = command.Reason?.Trim();
        if (reason?.Length > MaxLockLength) return Refused(tree, $"The reason is longer than {MaxLockLength} characters.");
        var root = (BracketNode)Replace(tree.Root, command.Id, node => node with { Lock = reason });
        var name = tree.NameOf(command.Id);
        return Done(tree, root, tree.NextId, [command.Id], (_, _) => $"{(reason is null ? "Unlock" : "Lock")} {name}", (_, _) => $"{Capital(name)} is {(reason is null ? "open for changes" : "locked")}.", keepsNumbers: true);
    }

    private static Edited Edit(BuilderTree tree, Edit command)
    {
        if (tree.Find(command.Id) is not RuleNode node) return new(tree);
        if (tree.LockOf(node.Id) is { } reason) return Locked(tree, node.Id, reason);
        var root = (BracketNode)Replace(tree.Root, node.Id, _ => node with { Condition = command.Condition with { Muted = false, Number = node.Condition.Number } });
        return Done(tree, root, tree.NextId, [node.Id], (_, _) => $"Edit {tree.NameOf(node.Id)}", (_, _) => "", keepsNumbers: true);
    }

    private static Edited Duplicate(BuilderTree tree, Duplicate command)
    {
        var ids = tree.Outermost(command.Ids);
        if (ids.Count == 0) return new(tree);
        if (ids.Select(id => tree.ParentOf(id)!.Id).Where(id => tree.LockOf(id) is not null).Take(1).ToList() is [var held]) return Locked(tree, held, tree.LockOf(held)!);
        var next = tree.NextId;
        var copies = new List<int>();
        var root = tree.Root;
        foreach (var id in ids)
        {
            var copy = WithIds(Fresh(tree.Node(id)), ref next);
            copies.Add(copy.Id);
            root = Replaced(root, tree.ParentOf(id)!.Id, one => WithParts(one, parts => parts.Insert(parts.FindIndex(part => part.Id == id) + 1, copy)));
        }

        return Done(tree, root, next, copies, (_, _) => $"Duplicate {Named(tree, ids)}", (after, made) => $"{Capital(Named(after, made))} added, a copy of {Named(tree, ids)}.");
    }

    private static Edited ReplaceAll(BuilderTree tree, ReplaceAll command)
    {
        if (tree.Nodes.FirstOrDefault(node => node.Lock is not null) is { } held) return Locked(tree, held.Id, held.Lock!);
        var next = tree.NextId;
        var made = BuilderTree.Of(command.Rule).Root;
        var root = made with { Parts = [.. made.Parts.Select(part => WithIds(Fresh(part), ref next))] };
        return Done(tree, root, next, [root.Parts.IsEmpty ? root.Id : root.Parts[0].Id], (_, _) => command.Word, (after, _) => $"{command.Word}: {Rules(BuilderTree.Count(after.Root))}.");
    }

    private static Edited Restored(BuilderTree tree, Restore command)
    {
        if (tree.Find(command.Bracket.Id) is not BracketNode) return new(tree);
        var after = new BuilderTree(Replaced(tree.Root, command.Bracket.Id, _ => command.Bracket), tree.NextId, command.Numbers);
        var focus = TreeDifference.Changed(tree, after);
        return new(after) { Inverse = TreeDifference.Inverse(tree, after, command.Word), Step = command.Word, Focus = focus, Spoken = command.Word };
    }
}
