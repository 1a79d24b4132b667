using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports;

/// <summary>
/// The job behind an import: checks every row without storing anything, then stores what was chosen, slice by slice, each committed with its progress.
/// A check that was interrupted begins anew; loading goes on behind the last slice.
/// </summary>
internal sealed class ImportJob(string type, IDbContextFactory<PromoDbContext> contexts, IEnumerable<ImportTarget> targets, TimeProvider time) : IJobHandler
{
    private const int MostComplaints = 5; // of one row
    private const int LinesAtOnce = 2_000;
    private readonly bool _onlyChecks = type.EndsWith(".CHECK_CSV", StringComparison.Ordinal);

    string IJobHandler.Type => type;

    public async Task<PromoError?> RunAsync(JobRun run, CancellationToken ct)
    {
        Import import;
        CellManners manners;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == run.Job.Subject, ct);
            manners = await CellManners.OfAsync(db, ct);
        }

        var target = targets.Single(t => t.Operations.Contains(import.Operation));
        if (import.State == ImportState.Checking && await CheckAsync(run, import, target, manners, ct) is { } stopped) return stopped;
        return _onlyChecks ? null : await LoadAsync(run, import.Id, target, manners, ct);
    }

    private async Task<PromoError?> CheckAsync(JobRun run, Import import, ImportTarget target, CellManners manners, CancellationToken ct)
    {
        var begun = await run.AdvanceAsync(async (db, token) =>
        {
            await db.ImportProblems.Where(p => p.ImportId == import.Id).ExecuteDeleteAsync(token);
            await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.GoodCount, 0).SetProperty(i => i.BadCount, 0).SetProperty(i => i.Problem, (string?)null), token);
            return null;
        }, 0, ct);
        if (begun is not null) return begun;

        var work = new ImportWork(import.Setup, new Caller(import.Channel, import.CreatedBy), Trial: true);
        using var keys = new RepeatedKeys();
        await using var file = ImportFiles.Open(contexts, import.Id);
        await using var records = Open(file, import, target, manners);
        long good = 0, bad = 0;
        while (await records.NextAsync(target.Slice, ct) is { Count: > 0 } batch)
        {
            var torn = Repeated(batch, keys, target);
            await TryAsync(batch, target, work, ct);
            List<ImportProblem> problems =
            [
                .. Problems(import.Id, batch, atLoad: false),
                .. torn.Select(one => new ImportProblem { ImportId = import.Id, Line = one.Line, Reason = Apart(one.Other) }),
            ];
            var lost = torn.Sum(one => one.Rows);
            (good, bad) = (good - lost, bad + lost);
            foreach (var record in batch)
            {
                if (record.IsBad) bad += record.Rows.Count;
                else good += record.Rows.Count;
                if (target.JoinsRows && record is { IsBad: true, Key: { } key }) keys.Spoil(key);
            }

            var stopped = await run.AdvanceAsync(async (db, token) =>
            {
                db.ImportProblems.AddRange(problems);
                await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.GoodCount, good).SetProperty(i => i.BadCount, bad), token);
                return null;
            }, _onlyChecks ? good + bad : 0, ct);
            if (stopped is not null) return stopped;
        }

        return await run.AdvanceAsync(async (db, token) =>
        {
            await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set
                .SetProperty(i => i.State, _onlyChecks ? ImportState.Checked : ImportState.Loading)
                .SetProperty(i => i.RowsCount, good + bad)
                .SetProperty(i => i.Problem, records.Broken), token);
            await db.Jobs.Where(j => j.Id == run.Job.Id).ExecuteUpdateAsync(set => set.SetProperty(j => j.Total, good + bad), token);
            return null;
        }, _onlyChecks ? good + bad : 0, ct);
    }

    private static RecordSource Open(Stream file, Import import, ImportTarget target, CellManners manners) => target switch
    {
        RowTarget rows => new ImportRecords(CsvRows.Open(file, import.Setup), rows, import.Setup, manners),
        JsonTarget lines => new JsonRecords(file, lines),
        _ => throw new System.Diagnostics.UnreachableException($"No reader for {target.GetType().Name}."),
    };

    // A key that comes again is bad where it comes again. An order whose lines stand apart is bad everywhere: half of it must not be stored.
    private static List<(long Line, long Rows, long Other)> Repeated(IReadOnlyList<ImportRecord> batch, RepeatedKeys keys, ImportTarget target)
    {
        var torn = new List<(long, long, long)>();
        foreach (var record in batch)
        {
            var line = record.Rows[0].Line;
            if (record.Key is not { } key || keys.Add(key, line, record.IsBad ? 0 : record.Rows.Count) is not { } before) continue;
            foreach (var row in record.Rows)
                if (row.Complaints.Count == 0)
                    row.Complain(new(null, null, target.JoinsRows ? Apart(before.Line)
                        : string.Create(CultureInfo.InvariantCulture, $"Line {before.Line:N0} is about the same: {ImportKinds.Plural(target.Kind)} must not stand in a file twice.")));
            if (!target.JoinsRows || before.Rows == 0) continue;
            keys.Spoil(key);
            if (batch.FirstOrDefault(one => one.Rows[0].Line == before.Line) is not { } near) torn.Add((before.Line, before.Rows, line));
            else foreach (var row in near.Rows) row.Complain(new(null, null, Apart(line)));
        }

        return torn;
    }

    private static string Apart(long line) =>
        string.Create(CultureInfo.InvariantCulture, $"Lines of the same order stand at line {line:N0} too: put all lines of an order one below the other.");

    // The same steps as when they are stored; the context is thrown away with all that was prepared.
    private async Task TryAsync(IReadOnlyList<ImportRecord> batch, ImportTarget target, ImportWork work, CancellationToken ct)
    {
        var able = batch.Where(record => !record.IsBad).ToList();
        if (able.Count == 0) return;
        await using var outer = await contexts.CreateDbContextAsync(ct);
        var refusals = await outer.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await using var locks = db.Database.IsSqlServer() ? await db.Database.BeginTransactionAsync(ct) : null; // steps take locks there, which need one; it is rolled back
            return await target.StoreAsync(db, able.ConvertAll(record => record.Input!), work, ct);
        });
        for (var i = 0; i < able.Count; i++) Note(able[i], refusals[i], work.Setup);
    }

    private async Task<PromoError?> LoadAsync(JobRun run, string importId, ImportTarget target, CellManners manners, CancellationToken ct)
    {
        Import import;
        await using (var db = await contexts.CreateDbContextAsync(ct)) import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == importId, ct);
        if (import.Problem is { } broken) return ImportErrors.Unreadable(broken);
        var work = new ImportWork(import.Setup, new Caller(import.Channel, import.CreatedBy), Trial: false);
        await using var file = ImportFiles.Open(contexts, import.Id);
        await using var records = Open(file, import, target, manners);
        await records.SkipAsync(run.Job.Done, ct); // stored before the interruption
        var bad = new BadLines(contexts, import.Id);
        while (await records.NextAsync(target.Slice, ct) is { Count: > 0 } batch)
        {
            var able = new List<ImportRecord>(batch.Count);
            var unreadable = new List<ImportRecord>();
            foreach (var record in batch)
                if (!await bad.HoldAsync(record.Rows, ct)) (record.IsBad ? unreadable : able).Add(record);
            List<object> inputs = able.ConvertAll(record => record.Input!);
            var stopped = await run.AdvanceAsync(async (db, token) =>
            {
                var refusals = able.Count == 0 ? [] : await target.StoreAsync(db, inputs, work, token);
                long loaded = 0, failed = unreadable.Count;
                db.ImportProblems.AddRange(Problems(import.Id, unreadable, atLoad: true));
                for (var i = 0; i < able.Count; i++)
                {
                    if (refusals[i] is { } refusal) db.ImportProblems.AddRange(Told(import, able[i], refusal));
                    if (refusals[i] is null) loaded += able[i].Rows.Count;
                    else failed += able[i].Rows.Count;
                }

                await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set
                    .SetProperty(i => i.LoadedCount, i => i.LoadedCount + loaded)
                    .SetProperty(i => i.FailedCount, i => i.FailedCount + failed), token);
                return null;
            }, run.Job.Done + batch.Sum(record => record.Rows.Count), ct, await target.ExclusiveAsync(import.Setup, inputs, ct));
            if (stopped is not null) return stopped;
        }

        return await run.AdvanceAsync((db, token) => FinishAsync(db, import, token), run.Job.Done, ct);
    }

    private async Task<PromoError?> FinishAsync(PromoDbContext db, Import import, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Done).SetProperty(i => i.UpdatedAt, now), ct);
        var counts = await db.Imports.Where(i => i.Id == import.Id).Select(i => new { i.LoadedCount, i.FailedCount, i.BadCount }).SingleAsync(ct);
        db.Record(now, import.CreatedBy, "import.loaded", import.Id,
            after: new { import.FileName, Kind = import.Kind.ToString(), Loaded = counts.LoadedCount, Refused = counts.BadCount + counts.FailedCount });
        return null;
    }

    private static IEnumerable<ImportProblem> Told(Import import, ImportRecord record, Refusal refusal)
    {
        var copy = new ImportRecord([.. record.Rows.Select(row => new ImportRow(row.Line, []))], record.Input, record.Key);
        Note(copy, refusal, import.Setup);
        return Problems(import.Id, [copy], atLoad: true);
    }

    private static void Note(ImportRecord record, Refusal? refusal, ImportSetup setup)
    {
        if (refusal is null) return;
        var column = refusal.Field is { } field ? setup.Columns.FirstOrDefault(c => c.Field == field || c.Attribute == field)?.Header : null;
        for (var i = 0; i < record.Rows.Count; i++)
            record.Rows[i].Complain(i == refusal.Row ? new(column, column is null ? record.Key : null, refusal.Reason)
                : new(null, null, string.Create(CultureInfo.InvariantCulture, $"Another line of the same order is bad: line {record.Rows[refusal.Row].Line:N0}.")));
    }

    private static List<ImportProblem> Problems(string importId, IEnumerable<ImportRecord> batch, bool atLoad) =>
    [
        .. batch.SelectMany(record => record.Rows).SelectMany(row => row.Complaints.Take(MostComplaints).Select((complaint, i) => new ImportProblem
        {
            ImportId = importId, Line = row.Line, Number = i, Column = Cut(complaint.Column, 200), Value = Cut(complaint.Value, 200), Reason = Cut(complaint.Reason, 1000)!, AtLoad = atLoad,
        })),
    ];

    private static string? Cut(string? text, int most) =>
        text is null || text.Length <= most ? text : text[..(most - (char.IsHighSurrogate(text[most - 2]) ? 2 : 1))] + "…";

    /// <summary>The lines the check found bad, read along with the file.</summary>
    private sealed class BadLines(IDbContextFactory<PromoDbContext> contexts, string importId)
    {
        private readonly HashSet<long> _lines = [];
        private long _until = -1;
        private bool _all;

        /// <returns>Whether one of the rows is bad. Ask in the order of the file.</returns>
        public async Task<bool> HoldAsync(IReadOnlyList<ImportRow> rows, CancellationToken ct)
        {
            var holds = false;
            foreach (var row in rows)
            {
                while (!_all && row.Line > _until)
                {
                    await using var db = await contexts.CreateDbContextAsync(ct);
                    var next = await db.ImportProblems.AsNoTracking().Where(p => p.ImportId == importId && !p.AtLoad && p.Line > _until && p.Number == 0)
                        .OrderBy(p => p.Line).Select(p => p.Line).Take(LinesAtOnce).ToListAsync(ct);
                    _lines.RemoveWhere(line => line < row.Line);
                    _lines.UnionWith(next);
                    _all = next.Count < LinesAtOnce;
                    if (next.Count > 0) _until = next[^1];
                }

                holds |= _lines.Contains(row.Line);
            }

            return holds;
        }
    }
}
