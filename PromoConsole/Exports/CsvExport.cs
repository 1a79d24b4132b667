using CsvHelper;
using PromoConsole.Components;

namespace PromoConsole.Exports;

/// <summary>One column of an export.</summary>
/// <param name="Header">As shown on screen.</param>
/// <param name="Write">Writes exactly one field.</param>
public sealed record CsvColumn<T>(string Header, Action<CsvWriter, T> Write)
{
    /// <summary>A column of text; a leading formula character is neutralised.</summary>
    public static CsvColumn<T> Text(string header, Func<T, string?> value) => new(header, (csv, row) => csv.WriteField(value(row)));

    /// <summary>A column of money: minor units are written in major units, <c>12.50</c>, as an import reads them.</summary>
    public static CsvColumn<T> Amount(string header, Func<T, long?> minorUnits, ProjectFormat format) =>
        new(header, (csv, row) => csv.WriteField(minorUnits(row) is { } amount ? format.InUnits(amount) : (decimal?)null, "F" + format.Decimals));

    public static CsvColumn<T> Number(string header, Func<T, long?> value) => new(header, (csv, row) => csv.WriteField(value(row), "0"));

    /// <summary>A column of instants on the given wall clock, ISO 8601 with offset.</summary>
    public static CsvColumn<T> Instant(string header, Func<T, DateTimeOffset?> value, TimeZoneInfo zone) =>
        new(header, (csv, row) => csv.WriteField(value(row) is { } at ? TimeZoneInfo.ConvertTime(at, zone) : (DateTimeOffset?)null, "yyyy-MM-ddTHH:mm:sszzz"));
}

/// <summary>Streams rows as CSV: constant memory, UTF-8 with a byte order mark, nothing a spreadsheet would run as a formula.</summary>
public static class CsvExport
{
    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    public static async Task WriteAsync<T>(Stream to, IReadOnlyList<CsvColumn<T>> columns, IAsyncEnumerable<T> rows, CancellationToken ct = default)
    {
        await using var csv = CsvWriter.Create(to, Options, leaveOpen: true);
        csv.WriteHeader([.. columns.Select(c => c.Header)]);
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var column in columns) column.Write(csv, row);
            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
    }
}
