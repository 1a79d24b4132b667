namespace PromoConsole.Engine.Imports;

/// <summary>What the rows of an import are. Stored as the word.</summary>
public enum ImportKind { Customers, Products, Skus, Orders, Vouchers, Collections }

/// <summary>How far an import has come. Its job says whether it is at work, stopped or waiting.</summary>
public enum ImportState
{
    /// <summary>The file is on its way; an upload that broke off stays so and is removed after a day.</summary>
    Uploading,

    /// <summary>The file is here; what its columns mean is to be said.</summary>
    Mapping,

    /// <summary>All rows are being checked, and nothing is stored.</summary>
    Checking,

    /// <summary>Every row was checked; nothing is stored yet.</summary>
    Checked,

    /// <summary>Rows are being stored, slice by slice.</summary>
    Loading,

    /// <summary>Everything that was chosen is stored.</summary>
    Done,
}

/// <summary>What is done where some rows are bad.</summary>
public enum ImportChoice
{
    /// <summary>All rows or none.</summary>
    All,

    /// <summary>The good ones; the bad ones are left out.</summary>
    Good,
}

/// <summary>A file of rows on its way into the project.</summary>
public sealed class Import
{
    /// <summary><c>imp_…</c>.</summary>
    public required string Id { get; init; }

    public ImportKind Kind { get; init; }

    /// <summary>What it does, in the field's words: <c>CUSTOMERS.IMPORT_CSV</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>As the person's computer calls it.</summary>
    public required string FileName { get; init; }

    /// <summary>Of the file, bytes.</summary>
    public long Size { get; set; }

    public ImportState State { get; set; }

    /// <summary>How the file is written and what its columns mean.</summary>
    public required ImportSetup Setup { get; set; }

    /// <summary>Rows of data; until they were counted by a check, an estimate.</summary>
    public long RowsCount { get; set; }

    /// <summary>Rows the check found fit to be stored.</summary>
    public long GoodCount { get; set; }

    /// <summary>Rows the check found bad.</summary>
    public long BadCount { get; set; }

    /// <summary>Rows that were stored.</summary>
    public long LoadedCount { get; set; }

    /// <summary>Rows that were good when they were checked and could not be stored any more.</summary>
    public long FailedCount { get; set; }

    /// <summary>Why the file cannot be read to its end; nothing of it can be loaded then. Null otherwise.</summary>
    public string? Problem { get; set; }

    /// <summary>All or good, once loading was asked for.</summary>
    public ImportChoice? Choice { get; set; }

    /// <summary>The job that last worked on it.</summary>
    public string? JobId { get; set; }

    /// <summary>E-mail address of the member or name of the API key.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Channel of who asked: <c>API</c> or <c>Dashboard</c>.</summary>
    public required string Channel { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether the file has been removed, after its time.</summary>
    public bool Emptied { get; set; }
}

/// <summary>A piece of an import's file. In the database, so that any instance can go on with it.</summary>
public sealed class ImportChunk
{
    public required string ImportId { get; init; }

    /// <summary>From 0.</summary>
    public int Number { get; init; }

    public required byte[] Bytes { get; init; }
}

/// <summary>What is wrong with one row.</summary>
public sealed class ImportProblem
{
    public required string ImportId { get; init; }

    /// <summary>Line of the file the row begins at; the header is line 1.</summary>
    public long Line { get; init; }

    /// <summary>From 0 within the line.</summary>
    public int Number { get; init; }

    /// <summary>The column it is about; null when it is about the whole row.</summary>
    public string? Column { get; init; }

    /// <summary>What stood there, shortened; null when it is about the whole row.</summary>
    public string? Value { get; init; }

    /// <summary>One sentence: what is wrong, and what to write instead.</summary>
    public required string Reason { get; init; }

    /// <summary>It came up when the row was to be stored, after the check.</summary>
    public bool AtLoad { get; init; }
}

/// <summary>How text became the bytes of the file.</summary>
public enum FileEncoding { Utf8, Utf16LittleEndian, Utf16BigEndian, Windows1252 }

/// <summary>The order of day and month where a date is not written year first.</summary>
public enum DateOrder
{
    /// <summary>Only dates written year first are taken: <c>2026-04-03</c>.</summary>
    YearFirst,

    /// <summary><c>03.04.2026</c> is 3 April.</summary>
    DayFirst,

    /// <summary><c>03/04/2026</c> is 4 March.</summary>
    MonthFirst,
}

/// <summary>How a file is written, and what its columns mean.</summary>
public sealed record ImportSetup
{
    public FileEncoding Encoding { get; init; }

    /// <summary>Between two values: comma, semicolon or tab.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    public DateOrder Dates { get; init; }

    /// <summary>The columns from left to right.</summary>
    public IReadOnlyList<ImportColumn> Columns { get; init; } = [];

    /// <summary>Campaign the codes are put into; null for codes of their own, and for everything else.</summary>
    public string? CampaignId { get; init; }
}

/// <param name="Header">As the first line names it; <c>Column 3</c> where it does not.</param>
/// <param name="Field">Key of the <see cref="ImportField"/> it goes to; null for none.</param>
public sealed record ImportColumn(string Header, string? Field)
{
    /// <summary>The custom attribute it becomes, where it goes to no field; null when the column is left out.</summary>
    public string? Attribute { get; init; }

    /// <summary>What the values of the attribute are.</summary>
    public AttributeType Type { get; init; }
}

/// <summary>What a column of a custom attribute holds.</summary>
public enum AttributeType { Text, Number, Flag, Date }

/// <summary>The rows of one project that an import brings: its name for people, and what it may.</summary>
public static class ImportKinds
{
    /// <summary>Several of them, in the middle of a sentence.</summary>
    public static string Plural(ImportKind kind) => kind switch
    {
        ImportKind.Customers => "customers",
        ImportKind.Products => "products",
        ImportKind.Skus => "SKUs",
        ImportKind.Orders => "orders",
        ImportKind.Vouchers => "codes",
        _ => "collections",
    };

    /// <summary>The job's type in the field's words.</summary>
    public static string Operation(ImportKind kind, bool intoCampaign = false) => kind switch
    {
        ImportKind.Customers => "CUSTOMERS.IMPORT_CSV",
        ImportKind.Products => "PRODUCTS.IMPORT_CSV",
        ImportKind.Skus => "SKUS.IMPORT_CSV",
        ImportKind.Orders => "ORDERS.IMPORT_CSV",
        ImportKind.Vouchers => intoCampaign ? "CAMPAIGN.VOUCHERS_IMPORT_CSV" : "VOUCHERS.IMPORT_CSV",
        _ => "COLLECTIONS.IMPORT_CSV",
    };

    /// <summary>The type of the job that only checks, for somebody who looks at the outcome before anything is stored.</summary>
    public static string Check(ImportKind kind) => Operation(kind).Replace("IMPORT_CSV", "CHECK_CSV", StringComparison.Ordinal);

    /// <summary>Every type of job about rows of a kind.</summary>
    public static IEnumerable<string> Operations(ImportKind kind)
    {
        yield return Check(kind);
        yield return Operation(kind);
        if (kind == ImportKind.Vouchers) yield return Operation(kind, intoCampaign: true);
    }

    /// <summary>What a job of this type imports; null for other jobs.</summary>
    public static ImportKind? Of(string type)
    {
        foreach (var kind in Enum.GetValues<ImportKind>())
            if (Operations(kind).Contains(type)) return kind;
        return null;
    }
}
