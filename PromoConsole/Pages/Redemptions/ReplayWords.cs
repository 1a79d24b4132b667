namespace PromoConsole.Pages.Redemptions;

/// <summary>The parts of an answer in the words of a proof.</summary>
internal static class ReplayWords
{
    /// <param name="path">Of a difference, from the whole to the part.</param>
    public static string PartOf(string path) => path.Split('.', '[') switch
    {
        ["proof", "checks", ..] => "State of the code",
        ["proof", "rule", ..] => "Rule",
        ["proof", "discount" or "orderAmount", ..] or ["discountAmount", ..] => "Discount",
        ["proof", "limits", ..] => "Limits",
        ["proof", "guards", ..] => "Guard rails",
        ["proof", "nearest", ..] => "What would help",
        ["stack", ..] => "What was asked for together",
        ["orderAfter", ..] => "Order afterwards",
        _ => "Answer",
    };
}
