using System.Text;
using PromoConsole.Components;
using PromoConsole.Exports;

namespace PromoConsole.Tests.Exports;

public class CsvExportTests
{
    private sealed record Line(string? Name, long? Amount, DateTimeOffset? At);

    private static readonly CsvColumn<Line>[] Columns =
    [
        CsvColumn<Line>.Text("Name", l => l.Name),
        CsvColumn<Line>.Amount("Amount", l => l.Amount, ProjectFormat.Default),
        CsvColumn<Line>.Instant("At", l => l.At, TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw")),
    ];

    [Fact]
    public async Task Writes_a_header_and_a_line_for_each_row()
    {
        var text = await ExportAsync(
            new Line("Linen, oat", 12_50, new DateTimeOffset(2026, 11, 22, 13, 31, 40, TimeSpan.Zero)), new Line(null, null, null));

        Assert.Equal("\uFEFFName,Amount,At\r\n\"Linen, oat\",12.50,2026-11-22T14:31:40+01:00\r\n,,\r\n", text);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("+48 600")]
    [InlineData("-2+3")]
    public async Task Keeps_a_spreadsheet_from_running_text_as_a_formula(string name)
    {
        var text = await ExportAsync(new Line(name, -5_00, null));

        Assert.Contains($"'{name}", text);
        Assert.Contains(",-5.00,", text); // numbers stay numbers
    }

    [Fact]
    public async Task Streams_many_rows_without_ever_blocking_on_the_destination()
    {
        var text = await ExportAsync([.. Enumerable.Range(0, 5_000).Select(i => new Line(new string('x', 50), i, null))]);

        Assert.Equal(5_001, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<string> ExportAsync(params Line[] lines)
    {
        using var to = new AsyncOnlyStream();
        await CsvExport.WriteAsync(to, Columns, lines.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    private sealed class AsyncOnlyStream : Stream
    {
        private readonly MemoryStream _inner = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _inner.Length;

        public override long Position { get => _inner.Position; set => throw new NotSupportedException(); }

        public byte[] ToArray() => _inner.ToArray();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _inner.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            _inner.WriteAsync(buffer, offset, count, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new InvalidOperationException("The web server refuses blocking writes.");

        public override void Flush() => throw new InvalidOperationException("The web server refuses blocking writes.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
