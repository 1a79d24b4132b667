namespace PromoConsole.Codes;

/// <summary>A code as Code 128.</summary>
public static class BarcodePicture
{
    private const int Quiet = 10;
    private const int BarHeight = 40;

    /// <summary>With ten white modules at each side; null where Code 128 cannot write the code.</summary>
    public static Picture? Of(string code) => Code128.Modules(code) is { } modules
        ? new Picture(modules.Count + (2 * Quiet), BarHeight + 8, 3, (x, y) => y is >= 4 and < BarHeight + 4 && x >= Quiet && x < modules.Count + Quiet && modules[x - Quiet])
        : null;
}
