using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PromoConsole.Codes;

/// <summary>A picture of dark squares on white, the same as SVG and as PNG.</summary>
/// <param name="Width">In modules, quiet zone included.</param>
/// <param name="Height">In modules.</param>
/// <param name="Scale">Pixels a module has in the PNG.</param>
/// <param name="IsDark">Whether the module at column and row is dark.</param>
public sealed record Picture(int Width, int Height, int Scale, Func<int, int, bool> IsDark)
{
    /// <summary>As SVG, UTF-8; one path, so that printers draw no hairlines between modules.</summary>
    public byte[] Svg()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (!IsDark(x, y)) continue;
                var start = x;
                while (x + 1 < Width && IsDark(x + 1, y)) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1H{start}z");
            }
        }

        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width * Scale}\" height=\"{Height * Scale}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{Width}v{Height}H0z\"/><path d=\"{path}\"/></svg>"));
    }

    /// <summary>As PNG of one bit a pixel.</summary>
    public byte[] Png()
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width * Scale);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], Height * Scale);
        header[8] = 1; // bit a pixel, grey scale: 1 is white
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Pixels());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private byte[] Pixels()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var line = new byte[1 + ((Width * Scale) + 7) / 8];
            for (var y = 0; y < Height; y++)
            {
                Array.Clear(line);
                for (var x = 0; x < Width * Scale; x++)
                    if (!IsDark(x / Scale, y)) line[1 + (x / 8)] |= (byte)(0x80 >> (x % 8));
                for (var repeat = 0; repeat < Scale; repeat++) zlib.Write(line);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(type, data));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var octet in type) crc = Next(crc, octet);
        foreach (var octet in data) crc = Next(crc, octet);
        return ~crc;

        static uint Next(uint crc, byte octet)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            return crc;
        }
    }
}
