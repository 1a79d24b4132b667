using System.Globalization;

namespace PromoConsole.Engine.Imports;

/// <summary>One thing to be stored, with the rows it stands in.</summary>
/// <param name="Input">Null when a row cannot be read.</param>
internal sealed record ImportRecord(IReadOnlyList<ImportRow> Rows, object? Input, string? Key)
{
    public bool IsBad => Rows.Any(row => row.Complaints.Count > 0);
}

/// <summary>One row of a record, and what is wrong with it.</summary>
internal sealed class ImportRow(long line, IReadOnlyList<Complaint> complaints)
{
    private readonly List<Complaint> _complaints = [.. complaints];

    public long Line => line;

    public IReadOnlyList<Complaint> Complaints => _complaints;

    public void Complain(Complaint complaint) => _complaints.Add(complaint);
}

/// <summary>Reads a file record by record.</summary>
internal sealed class ImportRecords(CsvRows rows, RowTarget target, ImportSetup setup, CellManners manners) : RecordSource
{
    private const int MostRows = 1_000; // of one record: what goes on behind them is told as a repetition
    private readonly List<(CsvRow Row, object? Input, RowReader Reader)> _open = [];
    private string? _openKey;
    private bool _ended;

    public override string? Broken => rows.Broken;

    public override async Task SkipAsync(long many, CancellationToken ct)
    {
        for (long skipped = 0; skipped < many; skipped++) await rows.NextAsync(ct);
    }

    public override ValueTask DisposeAsync() => rows.DisposeAsync();

    public override async Task<IReadOnlyList<ImportRecord>> NextAsync(int many, CancellationToken ct)
    {
        var found = new List<ImportRecord>(many);
        for (var read = 0; read < many && !_ended;)
        {
            if (await rows.NextAsync(ct) is not { } row)
            {
                _ended = true;
                if (_open.Count > 0) found.Add(Close());
                break;
            }

            read++;
            var reader = new RowReader(row, setup, manners);
            var input = row.Problem is null ? target.Read(reader) : null;
            if (!target.JoinsRows)
            {
                found.Add(Record([(row, input, reader)], input, input is null ? null : target.Key(input)));
                continue;
            }

            // A row that cannot be told apart may belong to the record above it, so that one is not stored without it.
            var key = input is null ? null : target.Key(input);
            var joins = _open.Count is > 0 and < MostRows && (key is null || _openKey is null || key == _openKey);
            if (!joins && _open.Count > 0) found.Add(Close());
            _openKey = joins ? _openKey ?? key : key;
            _open.Add((row, input, reader));
        }

        return found;
    }

    private ImportRecord Close()
    {
        object? input = null;
        var readable = _open.Where(one => one.Input is not null).Select(one => (one.Input!, one.Reader)).ToList();
        if (readable.Count == _open.Count) input = target.Join(readable);
        var record = Record(_open, input, _openKey);
        _open.Clear();
        if (!record.IsBad) return record;
        var first = record.Rows.First(row => row.Complaints.Count > 0).Line;
        foreach (var row in record.Rows)
            if (row.Complaints.Count == 0) row.Complain(new(null, null, string.Create(CultureInfo.InvariantCulture, $"Another line of the same order is bad: line {first:N0}.")));
        return record;
    }

    private static ImportRecord Record(List<(CsvRow Row, object? Input, RowReader Reader)> parts, object? input, string? key) =>
        new([.. parts.Select(part => new ImportRow(part.Row.Line, part.Row.Problem is { } problem ? [new(null, null, problem)] : part.Reader.Complaints))], input, key);
}
