using System.Buffers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Imports;

/// <summary>A file to be imported.</summary>
public sealed record UploadImport
{
    public required ImportKind Kind { get; init; }

    /// <summary>As the person's computer calls it.</summary>
    public required string FileName { get; init; }

    /// <summary>Read once, from its position to its end.</summary>
    public required Stream File { get; init; }

    /// <summary>Most bytes it may have.</summary>
    public long MostBytes { get; init; } = ImportService.MostBytes;

    /// <summary>Campaign, by id or name, that codes are put into; null for codes of their own.</summary>
    public string? Campaign { get; init; }

    public required Caller Caller { get; init; }
}

/// <summary>Imports: a file is uploaded, its columns are mapped, all rows are checked, and then all or the good ones are stored.</summary>
public sealed partial class ImportService
{
    /// <summary>Bytes a file may have: a million rows with room to spare.</summary>
    public const long MostBytes = 1024L * 1024 * 1024;

    private const int SampleRows = 200;
    private readonly IDbContextFactory<PromoDbContext> _contexts;
    private readonly IWrites _writes;
    private readonly JobSignal _jobs;
    private readonly IEnumerable<ImportTarget> _targets;
    private readonly TimeProvider _time;

    internal ImportService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, JobSignal jobs, IEnumerable<ImportTarget> targets, TimeProvider time) =>
        (_contexts, _writes, _jobs, _targets, _time) = (contexts, writes, jobs, targets, time);

    /// <summary>Takes a file in, finds out how it is written and guesses what its columns mean. Nothing of it is stored as data yet.</summary>
    /// <returns>The import; or <c>invalid_csv</c>, <c>file_too_large</c>, <c>not_found</c> or <c>invalid_campaign</c> for the campaign, and then nothing is kept.</returns>
    public async Task<Result<Import>> UploadAsync(UploadImport request, CancellationToken ct = default)
    {
        string? campaignId = null;
        if (request.Campaign is { } campaign)
        {
            await using var db = await _contexts.CreateDbContextAsync(ct);
            var launched = await VoucherService.LaunchedAsync(db, campaign, ct);
            if (launched.Error is { } refusal) return refusal;
            campaignId = launched.Value.Campaign.Id;
        }

        var now = _time.GetUtcNow();
        var import = new Import
        {
            Id = Ids.New("imp_", now),
            Kind = request.Kind,
            Operation = ImportKinds.Operation(request.Kind, campaignId is not null),
            FileName = request.FileName.Length > 255 ? request.FileName[^255..] : request.FileName,
            State = ImportState.Uploading,
            Setup = new ImportSetup { CampaignId = campaignId },
            CreatedBy = request.Caller.Name,
            Channel = request.Caller.Channel,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await AddAsync(import, ct);
        try
        {
            var problem = await TakeAsync(import, request, ct);
            if (problem is null) return await GetAsync(import.Id, ct);
            await ForgetAsync(import.Id);
            return problem;
        }
        catch
        {
            await ForgetAsync(import.Id); // it broke off: nothing of it stays
            throw;
        }
    }

    /// <summary>Takes records in that came over the API and starts the job that stores them; one that is refused does not stop the others.</summary>
    /// <param name="operation">What is done, in the field's words: <c>CUSTOMERS.BULK_UPDATE</c>.</param>
    /// <returns>The import with its job.</returns>
    public async Task<Result<Import>> HandAsync<T>(ImportKind kind, string operation, string title, IReadOnlyList<HandedRecord<T>> records, Caller caller, CancellationToken ct = default)
    {
        var now = _time.GetUtcNow();
        var file = new ArrayBufferWriter<byte>();
        foreach (var record in records)
        {
            Encoding.UTF8.GetBytes(PromoJson.Write(record), file); // one line: line breaks within texts are escaped in JSON
            file.Write("\n"u8);
        }

        var import = new Import
        {
            Id = Ids.New("imp_", now), Kind = kind, Operation = operation, FileName = "", Size = file.WrittenCount, State = ImportState.Loading, Setup = new ImportSetup(),
            RowsCount = records.Count, Choice = ImportChoice.Good, CreatedBy = caller.Name, Channel = caller.Channel, CreatedAt = now, UpdatedAt = now,
        };
        var started = await _writes.WriteAsync<Import>((db, _) =>
        {
            db.Imports.Add(import);
            for (var (number, at) = (0, 0); at < file.WrittenCount; number++, at += ImportFiles.ChunkSize)
                db.ImportChunks.Add(new ImportChunk { ImportId = import.Id, Number = number, Bytes = file.WrittenSpan[at..Math.Min(file.WrittenCount, at + ImportFiles.ChunkSize)].ToArray() });
            Start(db, import, operation, title, records.Count, caller, now);
            return Task.FromResult<Result<Import>>(import);
        }, ct);
        if (started.IsOk) _jobs.Wake();
        return started;
    }

    /// <summary>The import behind a job; null when the job imports nothing.</summary>
    public async Task<Import?> OfJobAsync(string jobId, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Imports.AsNoTracking().Where(i => i.JobId == jobId).FirstOrDefaultAsync(ct);
    }

    /// <returns>What the campaign is called that codes would go into; or why it takes none: <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    public async Task<Result<string>> CampaignNameAsync(string idOrName, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var launched = await VoucherService.LaunchedAsync(db, idOrName, ct);
        return launched.Error is { } refusal ? refusal : launched.Value.Campaign.Name;
    }

    /// <returns>The import, or <c>not_found</c>.</returns>
    public async Task<Result<Import>> GetAsync(string id, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var import = await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct);
        return import is null ? ImportErrors.NotFound(id) : import;
    }

    /// <summary>A page of imports, newest first; of the kinds given.</summary>
    public async Task<Page<Import>> ListAsync(IReadOnlyCollection<ImportKind> kinds, int skip, int take, CancellationToken ct = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var imports = db.Imports.AsNoTracking().Where(i => kinds.Contains(i.Kind) && i.State != ImportState.Uploading && i.Operation.EndsWith("IMPORT_CSV"));
        return new(await imports.OrderByDescending(i => i.Id).Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, 100)).ToListAsync(ct), await imports.LongCountAsync(ct));
    }

    /// <summary>Says what the columns mean and how the file is written. Whatever was checked before has to be checked again.</summary>
    /// <returns>The import; or <c>not_found</c>, <c>invalid_import_mapping</c>, <c>import_in_progress</c> once it is being checked or loaded.</returns>
    public Task<Result<Import>> MapAsync(string id, ImportSetup setup, CancellationToken ct = default) => ChangeAsync(id, ct, (db, import, now) =>
    {
        if (import.State is not (ImportState.Mapping or ImportState.Checked)) return ImportErrors.Moved(import);
        if (import.Emptied) return ImportErrors.Gone;
        var given = setup with { CampaignId = import.Setup.CampaignId };
        if (ImportFields.Problem(import.Kind, given) is { } problem) return ImportErrors.Mapping(problem);
        import.Setup = given;
        import.State = ImportState.Mapping;
        return null;
    });

    /// <summary>Starts to check every row.</summary>
    /// <returns>The import; or <c>not_found</c>, <c>invalid_import_mapping</c>, <c>import_in_progress</c>.</returns>
    public Task<Result<Import>> CheckAsync(string id, Caller caller, CancellationToken ct = default) => ChangeAsync(id, ct, (db, import, now) =>
    {
        if (import.State is not (ImportState.Mapping or ImportState.Checked)) return ImportErrors.Moved(import);
        if (import.Emptied) return ImportErrors.Gone;
        if (ImportFields.Problem(import.Kind, import.Setup) is { } problem) return ImportErrors.Mapping(problem);
        import.State = ImportState.Checking;
        Start(db, import, ImportKinds.Check(import.Kind), $"Check {import.FileName}", import.RowsCount, caller, now);
        return null;
    });

    /// <summary>Starts to store what was checked.</summary>
    /// <returns>The import; or <c>not_found</c>, <c>invalid_import</c> when rows are bad that were asked for, or none is good, <c>import_in_progress</c>.</returns>
    public Task<Result<Import>> LoadAsync(string id, ImportChoice choice, Caller caller, CancellationToken ct = default) => ChangeAsync(id, ct, (db, import, now) =>
    {
        if (import.State != ImportState.Checked) return ImportErrors.Moved(import);
        if (import.Emptied) return ImportErrors.Gone;
        if (import.Problem is { } broken) return ImportErrors.Unreadable(broken);
        if (import.GoodCount == 0) return ImportErrors.NothingToLoad;
        if (choice == ImportChoice.All && import.BadCount > 0) return ImportErrors.BadRows(import.BadCount);
        import.State = ImportState.Loading;
        import.Choice = choice;
        Start(db, import, import.Operation, Title(import), import.RowsCount, caller, now);
        db.Record(now, caller.Name, "import.started", import.Id, after: new { import.FileName, Kind = import.Kind.ToString(), Rows = import.GoodCount, LeftOut = import.BadCount });
        return null;
    });

    /// <summary>Checks and stores the good rows in one job, for callers who look at the outcome afterwards.</summary>
    /// <returns>The import with its job; or <c>not_found</c>, <c>invalid_import_mapping</c>, <c>import_in_progress</c>.</returns>
    public Task<Result<Import>> RunAsync(string id, Caller caller, CancellationToken ct = default) => ChangeAsync(id, ct, (db, import, now) =>
    {
        if (import.State != ImportState.Mapping) return ImportErrors.Moved(import);
        if (ImportFields.Problem(import.Kind, import.Setup) is { } problem) return ImportErrors.Mapping(problem);
        import.State = ImportState.Checking;
        import.Choice = ImportChoice.Good;
        Start(db, import, import.Operation, Title(import), import.RowsCount, caller, now);
        db.Record(now, caller.Name, "import.started", import.Id, after: new { import.FileName, Kind = import.Kind.ToString() });
        return null;
    });

    private static string Title(Import import) => $"Import {ImportKinds.Plural(import.Kind)} of {import.FileName}";

    private static void Start(PromoDbContext db, Import import, string type, string title, long total, Caller caller, DateTimeOffset now)
    {
        var job = new Job
        {
            Id = Ids.New("aa_", now), Type = type, Title = title.Length > 300 ? title[..300] : title, Subject = import.Id, Total = total, CreatedBy = caller.Name, CreatedAt = now, UpdatedAt = now,
        };
        db.Jobs.Add(job);
        import.JobId = job.Id;
    }

    private async Task<Result<Import>> ChangeAsync(string id, CancellationToken ct, Func<PromoDbContext, Import, DateTimeOffset, PromoError?> change)
    {
        var changed = await _writes.WriteAsync<Import>(async (db, token) =>
        {
            var now = _time.GetUtcNow();
            // Touching the row first locks it: two who start the same step meet here.
            if (await db.Imports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.UpdatedAt, now), token) == 0) return ImportErrors.NotFound(id);
            var import = await db.Imports.AsTracking().SingleAsync(i => i.Id == id, token);
            return change(db, import, now) is { } problem ? problem : import;
        }, ct);
        if (changed.IsOk) _jobs.Wake();
        return changed;
    }

    private Task<Result<Import>> AddAsync(Import import, CancellationToken ct) => _writes.WriteAsync<Import>((db, _) =>
    {
        db.Imports.Add(import);
        return Task.FromResult<Result<Import>>(import);
    }, ct);

    private Task ForgetAsync(string id) =>
        _writes.WriteAsync<int>(async (db, token) => await db.Imports.Where(i => i.Id == id).ExecuteDeleteAsync(token), CancellationToken.None);

    private async Task<PromoError?> TakeAsync(Import import, UploadImport request, CancellationToken ct)
    {
        var scan = new FileScan();
        var buffer = new byte[ImportFiles.ChunkSize];
        for (var number = 0; ; number++)
        {
            var filled = await ImportFiles.FillAsync(request.File, buffer, ct);
            if (filled == 0) break;
            scan.Add(buffer.AsSpan(0, filled));
            if (scan.Size > request.MostBytes) return ImportErrors.TooLarge(request.MostBytes);
            var chunk = new ImportChunk { ImportId = import.Id, Number = number, Bytes = buffer[..filled] };
            var kept = await _writes.WriteAsync<int>((db, _) =>
            {
                db.ImportChunks.Add(chunk);
                return Task.FromResult<Result<int>>(number);
            }, ct);
            if (kept.Error is { } refused) return refused;
        }

        if (scan.End() is { } problem) return problem;
        var setup = await RecognizeAsync(import, scan.Encoding, ct);
        if (!setup.IsOk) return setup.Error;
        var changed = await ChangeAsync(import.Id, ct, (_, stored, _) =>
        {
            stored.Size = scan.Size;
            stored.State = ImportState.Mapping;
            stored.Setup = setup.Value;
            stored.RowsCount = Math.Max(1, scan.Breaks - (setup.Value.HasHeader ? 1 : 0));
            return null;
        });
        return changed.Error;
    }

    private async Task<Result<ImportSetup>> RecognizeAsync(Import import, FileEncoding encoding, CancellationToken ct)
    {
        await using var file = ImportFiles.Open(_contexts, import.Id);
        await using var rows = CsvRows.OpenUnknown(file, encoding);
        var first = await rows.NextAsync(ct);
        if (first is null) return rows.Broken is { } broken ? ImportErrors.Unreadable(broken) : ImportErrors.Empty;
        if (first.Values.All(string.IsNullOrWhiteSpace)) return ImportErrors.Empty;
        if (first.Values.Length > ImportFields.MostColumns) return ImportErrors.TooManyColumns(first.Values.Length);
        var named = ImportFields.LooksLikeHeader(import.Kind, first.Values);
        var second = await rows.NextAsync(ct);
        if (named && second is null) return rows.Broken is { } cut ? ImportErrors.Unreadable(cut) : ImportErrors.NoRows;
        var setup = import.Setup with { Encoding = encoding, Separator = rows.Separator, HasHeader = named };
        var headers = named ? first.Values.Select((name, i) => CsvRows.Named(name, i)).ToList() : [.. rows.Headers];
        var columns = await DefinedAsync(import.Kind, ImportFields.Guess(import.Kind, headers, named), ct);
        if (import.Channel == Caller.Api) return setup with { Columns = columns }; // nobody looks at a guess there, and a later row may be no number
        var seen = new List<string[]> { named ? second!.Values : first.Values };
        while (seen.Count < SampleRows && await rows.NextAsync(ct) is { } row) seen.Add(row.Values);
        return setup with { Columns = [.. columns.Select((column, i) => column.Attribute is null || column.Type != AttributeType.Text ? column : column with { Type = CellText.TypeOf(seen.Select(values => i < values.Length ? values[i].Trim() : "")) })] };
    }

    // A column with the name of a defined attribute holds what that is.
    private async Task<IReadOnlyList<ImportColumn>> DefinedAsync(ImportKind kind, IReadOnlyList<ImportColumn> columns, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var resource = kind switch
        {
            ImportKind.Customers => MetadataResources.Customer,
            ImportKind.Orders => MetadataResources.Order,
            ImportKind.Vouchers => MetadataResources.Voucher,
            _ => MetadataResources.Product,
        };
        if ((await MetadataSchemas.ReadAsync(db, ct)).Find(SchemaKind.Resource, resource) is not { } schema) return columns;
        var types = schema.InForce.Where(definition => !definition.Array).ToDictionary(definition => definition.Key, definition => definition.Type, StringComparer.Ordinal);
        return [.. columns.Select(column => column.Attribute is not { } key || !types.TryGetValue(key, out var type) ? column : column with
        {
            Type = type switch { MetadataType.Number => AttributeType.Number, MetadataType.Flag => AttributeType.Flag, MetadataType.Date => AttributeType.Date, _ => AttributeType.Text },
        })];
    }
}
