using System.Globalization;

namespace PromoConsole.Engine.Imports;

/// <summary>Why a file cannot be imported.</summary>
public static class ImportErrors
{
    public static NotFoundError NotFound(string id) => new("import", id);

    public static InvalidError Empty { get; } = new("invalid_csv", "The file is empty: it needs a first line with the names of the columns, and rows below it.") { Field = "file" };

    public static InvalidError NoRows { get; } = new("invalid_csv", "The file has only one line: the names of the columns. There are no rows to import.") { Field = "file" };

    public static InvalidError Zip { get; } =
        new("invalid_csv", "This is a workbook or another packed file, not CSV. In Excel choose “Save as”, then “CSV UTF-8”, and upload that file.") { Field = "file" };

    public static InvalidError TooLarge(long most) =>
        new("file_too_large", string.Create(CultureInfo.InvariantCulture, $"The file is larger than {most / (1024 * 1024):N0} MB. Divide it and import the parts one after the other.")) { Field = "file" };

    public static InvalidError Nul(long line) => new("invalid_csv", string.Create(CultureInfo.InvariantCulture,
        $"Line {line:N0} holds NUL bytes: this is not a text file, or UTF-16 without its byte order mark. Save it as CSV in UTF-8."))
    { Field = "file" };

    public static InvalidError LongLine(long line, long bytes) => new("invalid_csv", string.Create(CultureInfo.InvariantCulture,
        $"Line {line:N0} is {Math.Max(1, bytes / 1024):N0} KB long and a line may have at most {FileScan.LongestLine / 1024:N0} KB. Perhaps a quotation mark is missing, or the file has no line breaks."))
    { Field = "file" };

    public static InvalidError TooManyColumns(int count) =>
        new("invalid_csv", $"The file has {count} columns and may have at most {ImportFields.MostColumns}.") { Field = "file" };

    /// <summary>What its columns mean is not said well enough.</summary>
    public static InvalidError Mapping(string problem) => new("invalid_import_mapping", problem) { Field = "mapping" };

    public static ConflictError Moved(Import import) =>
        new("import_in_progress", $"“{import.FileName}” is past this step. Reload to see where it stands.");

    public static InvalidError NothingToLoad { get; } = new("invalid_import", "No row of the file is fit to be imported. Mend the rows and upload the file again.");

    public static InvalidError BadRows(long count) => new("invalid_import", string.Create(CultureInfo.InvariantCulture,
        $"{count:N0} {(count == 1 ? "row is" : "rows are")} bad, so not all can be imported. Import the good ones, or mend the file and upload it again."));

    public static InvalidError Unreadable(string problem) => new("invalid_csv", problem);

    public static InvalidError Gone { get; } = new("invalid_import", "The file was removed after its time. Upload it again.");
}
