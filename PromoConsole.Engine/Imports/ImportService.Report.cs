using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports;

/// <summary>The first rows of a file as they would be taken with a setup.</summary>
/// <param name="Headers">The columns as this setup names them.</param>
/// <param name="Broken">Why the file cannot be read further; null when it can.</param>
public sealed record ImportPreview(IReadOnlyList<string> Headers, IReadOnlyList<PreviewRow> Rows, string? Broken);

/// <param name="Line">Line of the file.</param>
/// <param name="Complaints">What is wrong with it by itself; whether what it names exists is found out by the check.</param>
public sealed record PreviewRow(long Line, IReadOnlyList<string> Values, IReadOnlyList<PreviewComplaint> Complaints);

/// <param name="Column">Header of the column; null for the whole row.</param>
public sealed record PreviewComplaint(string? Column, string Reason);

/// <summary>A row of the report as it is downloaded.</summary>
/// <param name="Values">The row as it stands in the file.</param>
public sealed record BadRow(long Line, IReadOnlyList<string> Values, string Reason);

public sealed partial class ImportService
{
    /// <summary>Looks at the first rows with a setup that need not be saved.</summary>
    /// <returns>The rows; or <c>not_found</c>, <c>invalid_import</c> once the file is gone.</returns>
    public async Task<Result<ImportPreview>> PreviewAsync(string id, ImportSetup setup, int many = 10, CancellationToken ct = default)
    {
        var found = await GetAsync(id, ct);
        if (!found.IsOk) return found.Error;
        if (found.Value.Emptied) return ImportErrors.Gone;
        CellManners manners;
        await using (var db = await _contexts.CreateDbContextAsync(ct)) manners = await CellManners.OfAsync(db, ct);
        if (_targets.SingleOrDefault(t => t.Operations.Contains(found.Value.Operation)) is not RowTarget target) return ImportErrors.NotFound(id);
        await using var file = ImportFiles.Open(_contexts, id);
        await using var rows = CsvRows.Open(file, setup);
        var seen = new List<PreviewRow>(many);
        while (seen.Count < many && await rows.NextAsync(ct) is { } row)
        {
            var reader = new RowReader(row, setup, manners);
            if (row.Problem is null) target.Read(reader);
            seen.Add(new(row.Line, row.Values, row.Problem is { } uneven ? [new(null, uneven)] : [.. reader.Complaints.Select(complaint => new PreviewComplaint(complaint.Column, complaint.Reason))]));
        }

        return new ImportPreview(rows.Headers, seen, rows.Broken);
    }

    /// <summary>The columns as they would be guessed for another separator, or with and without names in the first line. What was said of columns that stay is kept.</summary>
    public async Task<Result<ImportSetup>> ReadAgainAsync(string id, ImportSetup setup, CancellationToken ct = default)
    {
        var found = await GetAsync(id, ct);
        if (!found.IsOk) return found.Error;
        var preview = await PreviewAsync(id, setup with { Columns = [] }, SampleRows, ct);
        if (!preview.IsOk) return preview.Error;
        var guessed = ImportFields.Guess(found.Value.Kind, preview.Value.Headers, setup.HasHeader);
        return setup with { Columns = [.. guessed.Select(column => setup.Columns.FirstOrDefault(old => old.Header == column.Header) ?? column)] };
    }

    /// <summary>A page of what is wrong with rows, in the order of the file; counted up to <see cref="Counting.AtMost"/> + 1.</summary>
    public async Task<Page<ImportProblem>> ProblemsAsync(string id, int skip, int take, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var problems = db.ImportProblems.AsNoTracking().Where(p => p.ImportId == id);
        return new(
            await problems.OrderBy(p => p.Line).ThenBy(p => p.Number).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, 100)).ToListAsync(ct),
            await problems.CountUpToAsync(ct));
    }

    /// <summary>The bad rows as they stand in the file, each with its reasons. Constant memory, however many there are.</summary>
    public async IAsyncEnumerable<BadRow> BadRowsAsync(Import import, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var file = ImportFiles.Open(_contexts, import.Id);
        await using var rows = CsvRows.Open(file, import.Setup);
        var row = await rows.NextAsync(ct);
        await foreach (var (line, reason) in ReasonsAsync(import.Id, ct))
        {
            while (row is not null && row.Line < line) row = await rows.NextAsync(ct);
            yield return new BadRow(line, row?.Line == line ? row.Values : [], reason);
        }
    }

    private async IAsyncEnumerable<(long Line, string Reason)> ReasonsAsync(string id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        const int Many = 2_000;
        for (long behind = -1; ;)
        {
            await using var db = await _contexts.CreateDbContextAsync(ct);
            var lines = await db.ImportProblems.AsNoTracking().Where(p => p.ImportId == id && p.Number == 0 && p.Line > behind).OrderBy(p => p.Line).Select(p => p.Line).Take(Many).ToListAsync(ct);
            if (lines.Count == 0) yield break;
            var last = lines[^1];
            var problems = await db.ImportProblems.AsNoTracking().Where(p => p.ImportId == id && p.Line > behind && p.Line <= last).OrderBy(p => p.Line).ThenBy(p => p.Number).ToListAsync(ct);
            foreach (var row in problems.GroupBy(p => p.Line))
                yield return (row.Key, string.Join(' ', row.Select(p => p.Column is { } column ? $"{column}: {p.Reason}" : p.Reason)));
            behind = last;
        }
    }

    /// <summary>Takes an import out of the list with its file and its report. What it stored stays.</summary>
    /// <returns>The import; or <c>not_found</c>, <c>import_in_progress</c> while its job is at work.</returns>
    public Task<Result<Import>> DeleteAsync(string id, CancellationToken ct = default) => _writes.WriteAsync<Import>(async (db, token) =>
    {
        var import = await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, token);
        if (import is null) return ImportErrors.NotFound(id);
        if (import.JobId is { } job && await db.Jobs.AnyAsync(j => j.Id == job && (j.Status == Project.JobStatus.Running || j.Status == Project.JobStatus.Waiting), token)) return ImportErrors.Moved(import);
        await db.Imports.Where(i => i.Id == id).ExecuteDeleteAsync(token);
        return import;
    }, ct);

    /// <summary>Removes the files of old imports, and uploads that broke off. Reports stay.</summary>
    public async Task TidyAsync(CancellationToken ct = default)
    {
        var now = _time.GetUtcNow();
        await _writes.WriteAsync<int>(async (db, token) =>
        {
            var dropped = now - TimeSpan.FromDays(1);
            await db.Imports.Where(i => i.State == ImportState.Uploading && i.UpdatedAt < dropped).ExecuteDeleteAsync(token);
            var old = now - TimeSpan.FromDays(30);
            var ids = await db.Imports.Where(i => !i.Emptied && i.UpdatedAt < old).OrderBy(i => i.Id).Select(i => i.Id).Take(20).ToListAsync(token);
            if (ids.Count == 0) return 0;
            await db.ImportChunks.Where(c => ids.Contains(c.ImportId)).ExecuteDeleteAsync(token);
            return await db.Imports.Where(i => ids.Contains(i.Id)).ExecuteUpdateAsync(set => set.SetProperty(i => i.Emptied, true), token);
        }, ct);
    }
}
