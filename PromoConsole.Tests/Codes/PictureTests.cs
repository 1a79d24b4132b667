using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PromoConsole.Codes;

namespace PromoConsole.Tests.Codes;

public class PictureTests
{
    private static readonly Picture Chess = new(2, 2, 4, (x, y) => (x + y) % 2 == 0);

    [Fact]
    public void Is_one_path_of_dark_runs_as_svg()
    {
        var svg = Encoding.UTF8.GetString(Chess.Svg());

        Assert.Contains("viewBox=\"0 0 2 2\"", svg, StringComparison.Ordinal);
        Assert.Contains("M0 0h1v1H0zM1 1h1v1H1z", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_a_png_of_one_bit_a_pixel()
    {
        var png = Chess.Png();

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal(8, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using var pixels = new MemoryStream();
        zlib.CopyTo(pixels);
        // Each line: no filter, then 8 pixels, white as 1.
        Assert.Equal("000F000F000F000F00F000F000F000F0", Convert.ToHexString(pixels.ToArray()));
    }

    [Fact]
    public void Closes_every_chunk_with_its_crc() =>
        Assert.Equal("0000000049454E44AE426082", Convert.ToHexString(Chess.Png()[^12..])); // the end chunk of every PNG

    [Fact]
    public void Leaves_a_quiet_zone_around_qr_codes_and_barcodes()
    {
        var qr = QrPicture.Of("BW26-7KQX-M3HT")!;
        var bars = BarcodePicture.Of("BW26-7KQX-M3HT")!;

        for (var i = 0; i < qr.Width; i++)
            for (var edge = 0; edge < 4; edge++) Assert.False(qr.IsDark(i, edge) || qr.IsDark(edge, i));
        Assert.False(bars.IsDark(9, 20));
        Assert.True(bars.IsDark(10, 20));
    }
}
