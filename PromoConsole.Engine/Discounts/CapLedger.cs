namespace PromoConsole.Engine.Discounts;

/// <summary>Applies caps, remembers what each cut away, and keeps what common caps have left. The smallest cap wins.</summary>
internal sealed class CapLedger
{
    private readonly List<CapCut> _cuts = [];
    private readonly Dictionary<(CapKind, int), long> _left = [];

    /// <summary>Those that acted, in the order they did.</summary>
    public IReadOnlyList<CapCut> Cuts => _cuts;

    /// <summary>What caps cut away, minor units; what simply was not there to take is no cut.</summary>
    public long CutAmount => _cuts.Where(cut => cut.Kind != CapKind.LeftToPay).Sum(cut => cut.CutAmount);

    /// <summary>How much of an amount the caps let through; takes it off the common ones.</summary>
    /// <param name="caps">The limit of each cap, null for none; common ones have a pool, told apart by a number of one's own.</param>
    public long Take(long amount, int? line, params ReadOnlySpan<CapLimit> caps)
    {
        CapLimit? smallest = null;
        var most = amount;
        foreach (var cap in caps)
        {
            if (cap.Limit is not { } limit) continue;
            var left = Math.Max(0, cap.Pool is { } pool ? _left.GetValueOrDefault((cap.Kind, pool), limit) : limit);
            if (left >= most) continue;
            (most, smallest) = (left, cap);
        }

        if (smallest is { } acted) _cuts.Add(new(acted.Kind, acted.Limit!.Value, amount - most, acted.Kind == CapKind.LeftToPay ? null : line));
        foreach (var cap in caps)
            if (cap is { Limit: { } limit, Pool: { } pool }) _left[(cap.Kind, pool)] = _left.GetValueOrDefault((cap.Kind, pool), limit) - most;
        return most;
    }

    /// <summary>Takes something off a common cap that was granted without asking it.</summary>
    public void Spend(CapKind kind, int pool, long limit, long amount) => _left[(kind, pool)] = _left.GetValueOrDefault((kind, pool), limit) - amount;

    /// <summary>Notes that a limit of units acted.</summary>
    /// <param name="units">How many it kept back, where that is told.</param>
    public void NoteUnits(CapKind kind, long limit, int line, long units = 0) => _cuts.Add(new(kind, limit, 0, line) { Units = units });
}

/// <param name="Limit">Minor units; null: no cap.</param>
/// <param name="Pool">Null: anew for each line.</param>
internal readonly record struct CapLimit(CapKind Kind, long? Limit, int? Pool = null);
