using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports;

/// <summary>One record that came over the API, kept as a line of JSON.</summary>
/// <param name="Key">What its sender calls it: a source id, a code.</param>
/// <param name="Problem">Why it cannot be read; null when it can.</param>
public sealed record HandedRecord<T>(string? Key, T? Input, string? Problem);

/// <summary>Reads records that came over the API, a line each.</summary>
internal sealed class JsonRecords(Stream file, JsonTarget target) : RecordSource
{
    private readonly StreamReader _lines = new(file);
    private long _line;

    public override async Task<IReadOnlyList<ImportRecord>> NextAsync(int many, CancellationToken ct)
    {
        var found = new List<ImportRecord>(many);
        while (found.Count < many && await _lines.ReadLineAsync(ct) is { } line) found.Add(target.Parse(++_line, line));
        return found;
    }

    public override async Task SkipAsync(long rows, CancellationToken ct)
    {
        for (; _line < rows; _line++)
            if (await _lines.ReadLineAsync(ct) is null) return;
    }

    public override ValueTask DisposeAsync()
    {
        _lines.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Stores records that came over the API.</summary>
internal abstract class JsonTarget(ImportKind kind, IReadOnlyList<string> operations, int slice, bool exclusive) : ImportTarget
{
    public override ImportKind Kind => kind;

    public override IReadOnlyList<string> Operations => operations;

    public override int Slice => slice;

    public override bool Exclusive(ImportSetup setup) => exclusive;

    public abstract ImportRecord Parse(long line, string json);
}

/// <inheritdoc cref="JsonTarget"/>
/// <param name="store">Stores some of them inside a write that is under way; gives null or the reason for each.</param>
/// <param name="waits">Whether one of them makes the write exclusive where the others do not; null for none.</param>
internal sealed class JsonTarget<T>(
    ImportKind kind, IReadOnlyList<string> operations, int slice, bool exclusive,
    Func<PromoDbContext, IReadOnlyList<T>, ImportWork, CancellationToken, Task<IEnumerable<PromoError?>>> store,
    Func<T, CancellationToken, Task<bool>>? waits = null) : JsonTarget(kind, operations, slice, exclusive) where T : class
{
    public override async Task<bool> ExclusiveAsync(ImportSetup setup, IReadOnlyList<object> inputs, CancellationToken ct)
    {
        if (waits is not null)
            foreach (var input in inputs.Cast<T>())
                if (await waits(input, ct)) return true;
        return Exclusive(setup);
    }

    public override ImportRecord Parse(long line, string json)
    {
        var (key, input, problem) = PromoJson.Read<HandedRecord<T>>(json);
        return new([new ImportRow(line, problem is null ? [] : [new(null, key, problem)])], input, key);
    }

    public override async Task<IReadOnlyList<Refusal?>> StoreAsync(PromoDbContext db, IReadOnlyList<object> inputs, ImportWork work, CancellationToken ct) =>
        [.. (await store(db, [.. inputs.Cast<T>()], work, ct)).Select(Refusal.Of)];
}
