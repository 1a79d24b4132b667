using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports;

/// <summary>The files of imports, piece by piece in the database: whichever instance goes on with one can read it.</summary>
internal static class ImportFiles
{
    public const int ChunkSize = 256 * 1024;

    /// <summary>Fills the buffer as far as the source goes.</summary>
    public static async Task<int> FillAsync(Stream from, Memory<byte> buffer, CancellationToken ct)
    {
        var filled = 0;
        for (int read; filled < buffer.Length && (read = await from.ReadAsync(buffer[filled..], ct)) > 0;) filled += read;
        return filled;
    }

    public static Encoding Of(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf16LittleEndian => Encoding.Unicode,
        FileEncoding.Utf16BigEndian => Encoding.BigEndianUnicode,
        FileEncoding.Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        _ => Encoding.UTF8,
    };

    /// <summary>The file from its first byte on. Holds one piece at a time.</summary>
    public static Stream Open(IDbContextFactory<PromoDbContext> contexts, string importId) => new ChunkStream(contexts, importId);

    private sealed class ChunkStream(IDbContextFactory<PromoDbContext> contexts, string importId) : Stream
    {
        private byte[] _chunk = [];
        private int _at;
        private int _next;
        private bool _ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty) return 0;
            if (_at == _chunk.Length && !_ended)
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                var bytes = await db.Set<ImportChunk>().AsNoTracking()
                    .Where(chunk => chunk.ImportId == importId && chunk.Number == _next).Select(chunk => chunk.Bytes).SingleOrDefaultAsync(cancellationToken);
                (_chunk, _at, _ended) = (bytes ?? [], 0, bytes is null);
                _next++;
            }

            var many = Math.Min(buffer.Length, _chunk.Length - _at);
            _chunk.AsMemory(_at, many).CopyTo(buffer);
            _at += many;
            return many;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
