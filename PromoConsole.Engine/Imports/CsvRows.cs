using System.Globalization;
using CsvHelper;

namespace PromoConsole.Engine.Imports;

/// <summary>One row of a file as it stands there.</summary>
/// <param name="Line">Line it begins at; the header is line 1.</param>
/// <param name="Values">One for each column, as far as they go.</param>
/// <param name="Problem">Why its columns cannot be told apart; null when they can.</param>
internal sealed record CsvRow(long Line, string[] Values, string? Problem);

/// <summary>Reads the rows of a CSV file one after the other.</summary>
internal sealed class CsvRows : IAsyncDisposable
{
    private readonly CsvReader _csv;
    private readonly bool _hasHeader;
    private int _columns;
    private (long Line, CsvMalformedReason Reason)? _malformed;
    private bool _started;

    /// <param name="separator">Null: found out from the first lines.</param>
    private CsvRows(Stream file, FileEncoding encoding, char? separator, bool hasHeader)
    {
        _hasHeader = hasHeader;
        _csv = CsvReader.Create(file, new CsvReaderOptions
        {
            Separator = separator,
            Encoding = ImportFiles.Of(encoding),
            HasHeader = false, // the first line is read as a row, so that its line break and quotes are judged like every other's
            TrackLineNumbers = true,
            MaxRecordSize = FileScan.LongestLine,
            BufferSize = 128 * 1024,
            MalformedData = CsvMalformedDataHandling.Recover,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            PoolStrings = false,
            OnMalformedRecord = wrong => _malformed = (wrong.LineNumber, wrong.Reason),
        });
    }

    /// <summary>Why the file cannot be read any further; null while it can.</summary>
    public string? Broken { get; private set; }

    /// <summary>The names of the columns, or <c>Column 1</c> and so on; empty before the first row was read and of an empty file.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    /// <summary>Known once the first line was read.</summary>
    public char Separator => _csv.Separator;

    public static CsvRows Open(Stream file, ImportSetup setup) => new(file, setup.Encoding, setup.Separator, setup.HasHeader);

    /// <summary>Opens a file of which only the encoding is known.</summary>
    public static CsvRows OpenUnknown(Stream file, FileEncoding encoding) => new(file, encoding, null, hasHeader: false);

    /// <returns>The next row; null at the end, or where the file is <see cref="Broken"/>.</returns>
    public async Task<CsvRow?> NextAsync(CancellationToken ct)
    {
        if (!_started)
        {
            _started = true;
            if (await ReadAsync(ct) is not { } first) return null;
            _columns = first.Values.Length;
            Headers = _hasHeader ? [.. first.Values.Select((name, i) => Named(name, i))] : [.. Enumerable.Range(0, _columns).Select(i => Named("", i))];
            if (!_hasHeader) return first;
        }

        return await ReadAsync(ct) is { } row ? row with { Problem = row.Problem ?? Uneven(row) } : null;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    /// <summary>What a column is called: as the first line names it, else by its place.</summary>
    public static string Named(string name, int index) =>
        string.IsNullOrWhiteSpace(name) ? string.Create(CultureInfo.InvariantCulture, $"Column {index + 1}") : name.Length > 200 ? name[..200] : name.Trim();

    private string? Uneven(CsvRow row)
    {
        if (row.Values.Length == _columns) return null;
        var than = _hasHeader ? "the first line names" : "the first row has";
        return string.Create(CultureInfo.InvariantCulture,
            $"The row has {row.Values.Length} {(row.Values.Length == 1 ? "value" : "values")} and {than} {_columns}. Check its separators and quotation marks.");
    }

    private async Task<CsvRow?> ReadAsync(CancellationToken ct)
    {
        if (Broken is not null) return null;
        try
        {
            if (!await _csv.ReadAsync(ct)) return null;
        }
        catch (CsvFormatException)
        {
            Broken = string.Create(CultureInfo.InvariantCulture,
                $"Behind line {_csv.LineNumber:N0} a row is longer than {FileScan.LongestLine / 1024:N0} KB: a quotation mark is probably opened there and never closed. The rest of the file cannot be read.");
            return null;
        }

        var line = _csv.LineNumber;
        var reason = _malformed is { } wrong && wrong.Line == line ? wrong.Reason : (CsvMalformedReason?)null;
        if (reason == CsvMalformedReason.UnterminatedQuote)
        {
            Broken = string.Create(CultureInfo.InvariantCulture,
                $"A quotation mark is opened in the row at line {line:N0} and never closed, so the rest of the file cannot be told apart.");
            return null;
        }

        var values = new string[Math.Min(_csv.FieldCount, ImportFields.MostColumns + 1)];
        for (var i = 0; i < values.Length; i++) values[i] = _csv.GetString(i);
        return new CsvRow(line, values, reason switch
        {
            null => null,
            CsvMalformedReason.StrayQuote => "A quotation mark stands inside a value that is not in quotation marks. Write the whole value in quotation marks and double the one inside.",
            CsvMalformedReason.TextAfterClosingQuote => "Text follows a closing quotation mark. Double quotation marks that belong to the value.",
            _ => "The quotation marks of the row do not fit together.",
        });
    }
}
