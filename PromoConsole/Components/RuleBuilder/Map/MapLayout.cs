using System.Globalization;
using PromoConsole.Components.RuleBuilder.Tree;

namespace PromoConsole.Components.RuleBuilder.Map;

/// <summary>How much room something takes, in pixels at 100 %.</summary>
public readonly record struct MapSize(double Width, double Height);

/// <summary>Where the card of a rule stands, or the head of a bracket: its letter and junction.</summary>
public sealed record MapBox(int NodeId, double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    /// <summary>Where curves meet it.</summary>
    public double Middle => Y + (Height / 2);
}

/// <summary>The tinted area of a bracket with everything in it.</summary>
/// <param name="Caption">The line on which its caption stands.</param>
public sealed record MapArea(int NodeId, double X, double Y, double Width, double Height, double Caption)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;
}

/// <summary>From a bracket to one of its parts.</summary>
public sealed record MapCurve(int ToId, double FromX, double FromY, double ToX, double ToY)
{
    /// <summary>As SVG draws it: level at both ends.</summary>
    public string Path
    {
        get
        {
            var middle = (FromX + ToX) / 2;
            return string.Create(CultureInfo.InvariantCulture, $"M{FromX:0.#} {FromY:0.#}C{middle:0.#} {FromY:0.#} {middle:0.#} {ToY:0.#} {ToX:0.#} {ToY:0.#}");
        }
    }
}

/// <summary>A rule as a diagram, left to right: each bracket's head stands before its parts, and those stand below each other in their order.</summary>
/// <param name="Boxes">One for each node, in reading order; the outermost bracket first.</param>
/// <param name="Areas">Of all brackets but the outermost, outer ones first.</param>
/// <param name="Curves">One for each node but the outermost.</param>
public sealed record MapLayout(double Width, double Height, IReadOnlyList<MapBox> Boxes, IReadOnlyList<MapArea> Areas, IReadOnlyList<MapCurve> Curves)
{
    private const double Margin = 24;
    private const double Column = 88;
    private const double Row = 24;
    private const double Padding = 18;
    private const double Caption = 36;

    /// <param name="measure">The card of a rule, or the head of a bracket.</param>
    public static MapLayout Of(BuilderTree tree, Func<BuilderNode, MapSize> measure)
    {
        var drawing = new Drawing(measure);
        var root = drawing.Bracket(tree.Root, Margin, Margin, outermost: true);
        return new(root.Right + Margin, root.Bottom + Margin, drawing.Boxes, drawing.Areas, drawing.Curves);
    }

    private sealed class Drawing(Func<BuilderNode, MapSize> measure)
    {
        public List<MapBox> Boxes { get; } = [];

        public List<MapArea> Areas { get; } = [];

        public List<MapCurve> Curves { get; } = [];

        /// <returns>What the node takes, and where a curve meets it.</returns>
        public (double Right, double Bottom, double EntryX, double EntryY) Bracket(BracketNode bracket, double x, double y, bool outermost)
        {
            var (own, area) = (Boxes.Count, Areas.Count);
            var size = measure(bracket);
            var (left, top) = outermost ? (x, y) : (x + Padding, y + Caption);
            Boxes.Add(new(bracket.Id, left, top, size.Width, size.Height)); // its height follows from the parts
            if (!outermost) Areas.Add(new(bracket.Id, x, y, 0, 0, 0));

            var (right, bottom, next) = (left + size.Width, top + size.Height, top);
            var entries = new List<(int Id, double X, double Y)>();
            foreach (var part in bracket.Parts)
            {
                var placed = Node(part, left + size.Width + Column, next);
                entries.Add((part.Id, placed.EntryX, placed.EntryY));
                (right, bottom, next) = (Math.Max(right, placed.Right), Math.Max(bottom, placed.Bottom), placed.Bottom + Row);
            }

            var middle = entries.Count == 0 ? top + (size.Height / 2) : (entries[0].Y + entries[^1].Y) / 2;
            var headTop = Math.Clamp(middle - (size.Height / 2), top, bottom - size.Height);
            var head = Boxes[own] = Boxes[own] with { Y = headTop };
            foreach (var (id, toX, toY) in entries) Curves.Add(new(id, head.Right, head.Middle, toX, toY));
            if (outermost) return (right, bottom, head.X, head.Middle);
            Areas[area] = new(bracket.Id, x, y, right + Padding - x, bottom + Padding - y, y + 22);
            return (right + Padding, bottom + Padding, head.X, head.Middle);
        }

        private (double Right, double Bottom, double EntryX, double EntryY) Node(BuilderNode node, double x, double y)
        {
            if (node is BracketNode bracket) return Bracket(bracket, x, y, outermost: false);
            var size = measure(node);
            var box = new MapBox(node.Id, x, y, size.Width, size.Height);
            Boxes.Add(box);
            return (box.Right, box.Bottom, box.X, box.Middle);
        }
    }
}
