using System.Text;

namespace PromoConsole.Engine.Imports;

/// <summary>Looks over the bytes of a file as they arrive: how it is encoded, how many lines it has, and whether it can be CSV at all.</summary>
internal sealed class FileScan
{
    /// <summary>Bytes a line may have; a missing quotation mark or line break must not fill the memory.</summary>
    public const int LongestLine = 256 * 1024;

    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _chars = new char[ImportFiles.ChunkSize + 8];
    private readonly List<byte> _start = new(4);
    private bool _utf8 = true;
    private bool _return;
    private long _inLine;
    private long _longest;
    private long _longestAt;
    private long _nulAt;

    /// <summary>Line breaks so far.</summary>
    public long Breaks { get; private set; }

    public long Size { get; private set; }

    private long Line => Breaks + 1;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes[..Math.Min(bytes.Length, 4 - _start.Count)]) _start.Add(value);
        Size += bytes.Length;
        foreach (var value in bytes)
        {
            if (value == 0 && _nulAt == 0) _nulAt = Line;
            var ends = value == '\n' ? !_return : value == '\r';
            _return = value == '\r';
            if (ends)
            {
                Breaks++;
                _inLine = 0;
            }
            else if (value != '\n' && ++_inLine > _longest)
            {
                (_longest, _longestAt) = (_inLine, Line);
            }
        }

        Decode(bytes, flush: false);
    }

    /// <returns>What stands against reading the file; null when it can be read.</returns>
    public PromoError? End()
    {
        Decode([], flush: true);
        if (Size == 0 || (Size <= 4 && Bom > 0 && Size == Bom)) return ImportErrors.Empty;
        if (_start is [0x50, 0x4B, 0x03, 0x04]) return ImportErrors.Zip;
        if (_nulAt > 0 && Encoding is (FileEncoding.Utf8 or FileEncoding.Windows1252)) return ImportErrors.Nul(_nulAt);
        return _longest > LongestLine ? ImportErrors.LongLine(_longestAt, _longest) : null;
    }

    public FileEncoding Encoding => _start switch
    {
        [0xFF, 0xFE, ..] => FileEncoding.Utf16LittleEndian,
        [0xFE, 0xFF, ..] => FileEncoding.Utf16BigEndian,
        _ => _utf8 ? FileEncoding.Utf8 : FileEncoding.Windows1252,
    };

    private int Bom => _start switch { [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => 2, [0xEF, 0xBB, 0xBF, ..] => 3, _ => 0 };

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        if (!_utf8) return;
        try
        {
            _decoder.GetChars(bytes, _chars, flush);
        }
        catch (DecoderFallbackException)
        {
            _utf8 = false;
        }
    }
}
