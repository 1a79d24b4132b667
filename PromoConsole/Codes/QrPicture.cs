using QRCoder;

namespace PromoConsole.Codes;

/// <summary>The QR code of a code: its text and nothing else, so that any till can read it.</summary>
public static class QrPicture
{
    /// <summary>With the four white modules around that readers need.</summary>
    public static Picture? Of(string code)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(code, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var rows = data.ModuleMatrix; // the quiet zone is in it
        var size = rows.Count;
        var dark = new bool[size * size];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++) dark[(y * size) + x] = rows[y][x];
        return new Picture(size, size, 10, (x, y) => dark[(y * size) + x]);
    }
}
