namespace PromoConsole.Engine.Imports;

/// <summary>The records of an import, one after the other, however they were handed over.</summary>
internal abstract class RecordSource : IAsyncDisposable
{
    /// <summary>Why nothing behind here can be read; null while all can.</summary>
    public virtual string? Broken => null;

    /// <returns>Records with at least so many rows, the last time fewer; none at the end.</returns>
    public abstract Task<IReadOnlyList<ImportRecord>> NextAsync(int many, CancellationToken ct);

    /// <summary>Passes rows over that were stored before.</summary>
    public abstract Task SkipAsync(long rows, CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
