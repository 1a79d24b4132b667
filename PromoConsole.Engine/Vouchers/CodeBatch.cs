namespace PromoConsole.Engine.Vouchers;

/// <summary>
/// Draws a batch of different codes without remembering any: the space is cut into as many equal parts as codes are wanted and each part
/// gives one, at random. A guess hits exactly as often as with codes drawn from the whole space, memory stays constant, and work
/// that was interrupted goes on at its position with nothing secret kept.
/// </summary>
/// <remarks>
/// Parts are visited in a few sweeps over the whole space, each in key order: index pages are then written together, while neighbouring
/// codes of a small batch do not look alike.
/// </remarks>
public sealed class CodeBatch(CodeSpace space, long count)
{
    /// <summary>Codes that are written together.</summary>
    public const int Slice = 5_000;

    // Up to 160,000 codes every slice spans the whole space; beyond, a slice keeps to a part of it so that its pages stay few.
    private const int MostSweeps = 32;
    private readonly long _sweeps = Math.Clamp((count + Slice - 1) / Slice, 1, MostSweeps);

    /// <summary>The code at a position of the batch. Drawing it again gives another code of the same part.</summary>
    /// <param name="position">0 to count - 1.</param>
    public string Draw(long position)
    {
        var part = (UInt128)(ulong)Part(position);
        var parts = (UInt128)(ulong)count;
        return space.Draw(Edge(part, parts), Edge(part + 1, parts));
    }

    /// <summary>The codes from one position on, in the order of their keys as far as one sweep goes.</summary>
    public IEnumerable<string> Draw(long from, int many)
    {
        for (var position = from; position < Math.Min(from + many, count); position++) yield return Draw(position);
    }

    /// <summary>A code from anywhere, for a part whose codes are all taken.</summary>
    public string DrawAnywhere() => space.Draw();

    private long Part(long position)
    {
        // The first (count % sweeps) sweeps visit one part more than the others.
        var shorter = count / _sweeps;
        var longer = count % _sweeps;
        var sweep = position < longer * (shorter + 1) ? position / (shorter + 1) : longer + ((position - (longer * (shorter + 1))) / shorter);
        var step = position - (sweep * shorter) - Math.Min(sweep, longer);
        return sweep + (step * _sweeps);
    }

    // part * Ordered / parts without overflow: 100 bits times 20 bits fit into 128.
    private UInt128 Edge(UInt128 part, UInt128 parts) => part * space.Ordered / parts;
}
