namespace PromoConsole.Components.Presence;

/// <summary>Somebody who has something open to change it.</summary>
/// <param name="Account">Tells people apart: the name of the account.</param>
/// <param name="Name">As others see them.</param>
public sealed record Visitor(string Account, string Name, DateTimeOffset Since);

/// <summary>Who has what open to change it, so that two people learn of each other before they are in each other's way.</summary>
/// <remarks>
/// It knows the windows of this instance of the program only, and keeps nobody from anything: what was saved meanwhile is still found out when somebody saves.
/// </remarks>
public sealed class PresenceRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Visit>> _visits = new(StringComparer.Ordinal);

    /// <summary>Somebody opened it; disposing the answer says that they left.</summary>
    /// <param name="subject">What: its kind and id.</param>
    /// <param name="changed">Somebody else came or left; raised on any thread.</param>
    public IDisposable Enter(string subject, Visitor who, Action changed)
    {
        var visit = new Visit(this, subject, who, changed);
        List<Visit> others;
        lock (_gate)
        {
            if (!_visits.TryGetValue(subject, out var here)) _visits[subject] = here = [];
            others = [.. here];
            here.Add(visit);
        }

        foreach (var other in others) other.Changed();
        return visit;
    }

    /// <summary>Who has it open, whoever came first first.</summary>
    /// <param name="except">A visit that does not count: one's own.</param>
    public IReadOnlyList<Visitor> At(string subject, IDisposable? except = null)
    {
        lock (_gate) return [.. _visits.GetValueOrDefault(subject, []).Where(visit => !ReferenceEquals(visit, except)).Select(visit => visit.Who)];
    }

    private void Leave(Visit visit)
    {
        List<Visit> others;
        lock (_gate)
        {
            if (!_visits.TryGetValue(visit.Subject, out var here) || !here.Remove(visit)) return;
            if (here.Count == 0) _visits.Remove(visit.Subject);
            others = [.. here];
        }

        foreach (var other in others) other.Changed();
    }

    private sealed record Visit(PresenceRegistry Registry, string Subject, Visitor Who, Action Changed) : IDisposable
    {
        public void Dispose() => Registry.Leave(this);

        public bool Equals(Visit? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
