namespace PromoConsole.Codes;

/// <summary>The bars of Code 128 (ISO/IEC 15417): set B for text, set C for runs of digits.</summary>
public static class Code128
{
    private const int CodeC = 99;
    private const int CodeB = 100;
    private const int StartB = 104;
    private const int StartC = 105;
    private const int Stop = 106;

    // Widths of bars and spaces by value.
    private static readonly string[] s_widths =
    [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132", "122231",
        "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
        "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
        "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
        "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211",
        "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
        "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214",
        "211232", "2331112",
    ];

    /// <summary>Dark and light modules from left to right, without the quiet zone; null for text with characters it has no signs for.</summary>
    public static IReadOnlyList<bool>? Modules(string text)
    {
        if (text.Length == 0 || text.Any(character => character is < ' ' or > '~')) return null;
        var modules = new List<bool>();
        foreach (var value in Values(text))
        {
            var dark = true;
            foreach (var width in s_widths[value])
            {
                for (var i = '0'; i < width; i++) modules.Add(dark);
                dark = !dark;
            }
        }

        return modules;
    }

    /// <summary>Start, data, check and stop as their values.</summary>
    internal static List<int> Values(string text)
    {
        var digits = Run(text, 0) is var first && first >= 4;
        var values = new List<int> { digits ? StartC : StartB };
        for (var i = 0; i < text.Length;)
        {
            if (digits && Run(text, i) >= 2)
            {
                values.Add(((text[i] - '0') * 10) + text[i + 1] - '0');
                i += 2;
            }
            else if (digits)
            {
                values.Add(CodeB);
                digits = false;
            }
            else if (WorthC(text, i))
            {
                values.Add(CodeC);
                digits = true;
            }
            else
            {
                values.Add(text[i++] - ' ');
            }
        }

        var check = values[0];
        for (var i = 1; i < values.Count; i++) check += i * values[i];
        values.Add(check % 103);
        values.Add(Stop);
        return values;
    }

    // Changing the set costs a sign each way, so a run must be longer in the middle; an odd one starts a digit later.
    private static bool WorthC(string text, int at)
    {
        var run = Run(text, at);
        return run % 2 == 0 && run >= (at + run == text.Length ? 4 : 6);
    }

    private static int Run(string text, int from)
    {
        var end = from;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - from;
    }
}
