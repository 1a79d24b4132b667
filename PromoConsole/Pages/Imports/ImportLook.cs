using PromoConsole.Components;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Project;

namespace PromoConsole.Pages.Imports;

/// <summary>How imports are told.</summary>
internal static class ImportLook
{
    /// <summary>What its rows are, as a title.</summary>
    public static string Kind(ImportKind kind) => kind == ImportKind.Skus ? "SKUs" : char.ToUpperInvariant(ImportKinds.Plural(kind)[0]) + ImportKinds.Plural(kind)[1..];

    public static string IconOf(ImportKind kind) => kind switch
    {
        ImportKind.Customers => "users",
        ImportKind.Orders => "cart",
        ImportKind.Vouchers => "code",
        ImportKind.Collections => "folder",
        _ => "product",
    };

    /// <summary>Where it stands, in a word.</summary>
    public static (string Icon, string Word, bool Attention) State(Import import) => import.State switch
    {
        ImportState.Mapping => ("columns", "Columns to be named", true),
        ImportState.Checking => ("clock", "Being checked", false),
        ImportState.Checked => ("eye", "Checked, nothing stored yet", true),
        ImportState.Loading => ("clock", "Being imported", false),
        ImportState.Done when import.BadCount + import.FailedCount > 0 => ("check", "Imported, with rows left out", false),
        _ => ("check", "Imported", false),
    };

    /// <summary>Where a file of the kind is uploaded.</summary>
    public static string UploadHref(ImportKind kind, string? campaignId) => $"/imports/new?kind={kind.ToString().ToLowerInvariant()}{(campaignId is null ? "" : $"&campaign={campaignId}")}";

    public static string Rows(long count, ProjectFormat format) => count == 1 ? "1 row" : $"{format.Number(count)} rows";

    /// <summary>Why nothing moves although something is to be done; null while it moves.</summary>
    public static string? Stopped(Job? job) => job?.Status switch
    {
        JobStatus.Canceled => "It was canceled. Rows that are stored stay; resuming goes on behind them.",
        JobStatus.Failed => job.Problem,
        _ => null,
    };

    public static string Encoding(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf16LittleEndian => "UTF-16 (little-endian)",
        FileEncoding.Utf16BigEndian => "UTF-16 (big-endian)",
        FileEncoding.Windows1252 => "Windows-1252",
        _ => "UTF-8",
    };
}
