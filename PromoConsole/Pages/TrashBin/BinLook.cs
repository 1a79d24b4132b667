using PromoConsole.Components;
using PromoConsole.Engine.TrashBin;

namespace PromoConsole.Pages.TrashBin;

/// <summary>How what lies in the bin is told.</summary>
internal static class BinLook
{
    public static (string Icon, string Word) Kind(BinKind kind) => kind switch
    {
        BinKind.Campaign => ("tag", "Campaign"),
        BinKind.Voucher => ("code", "Code"),
        BinKind.Product => ("product", "Product"),
        _ => ("product", "SKU"),
    };

    /// <summary>What somebody gives up who removes it for good.</summary>
    /// <param name="codes">Of a campaign: how many codes go with it.</param>
    public static string Consequence(BinEntry entry, long codes, ProjectFormat format) => entry.Kind switch
    {
        BinKind.Campaign => (codes switch
        {
            0 => "The campaign is gone for good. ",
            1 => "The campaign and its one code are gone for good. ",
            _ => $"The campaign and its {format.Number(codes)} codes are gone for good. ",
        }) + "What was redeemed stays in the reports and can still be explained.",
        BinKind.Voucher => $"The code is gone for good, and its text can be given to another one. What it redeemed stays in the reports.",
        BinKind.Product => "The product is gone for good, with its SKUs. Orders that name it stay as they are.",
        _ => "The SKU is gone for good. Orders that name it stay as they are.",
    };
}
