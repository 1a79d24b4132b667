using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports;

/// <summary>What is wrong with one cell or row, before it is stored with its line.</summary>
internal sealed record Complaint(string? Column, string? Value, string Reason);

/// <summary>How the project writes time and money.</summary>
/// <param name="Decimals">Digits behind the point that its currency has.</param>
internal sealed record CellManners(TimeZoneInfo Zone, int Decimals)
{
    public static async Task<CellManners> OfAsync(PromoDbContext db, CancellationToken ct)
    {
        var project = await db.Project.AsNoTracking().SingleOrDefaultAsync(ct) ?? new ProjectSettings();
        return new(TimeZoneInfo.FindSystemTimeZoneById(project.TimeZone), Currencies.DecimalsOf(project.Currency));
    }
}

/// <summary>Reads the cells of one row by what their columns mean; what is wrong is noted, column by column.</summary>
internal sealed class RowReader(CsvRow row, ImportSetup setup, CellManners manners)
{
    private const int MostText = 5000;
    private readonly List<Complaint> _complaints = [];

    public IReadOnlyList<Complaint> Complaints => _complaints;

    /// <summary>The text of a field; null when there is no such column or nothing in it.</summary>
    public string? Text(string field)
    {
        for (var i = 0; i < setup.Columns.Count; i++)
            if (setup.Columns[i].Field == field) return Cell(i);
        return null;
    }

    /// <summary>The text of a field that must be there.</summary>
    public string Needed(string field)
    {
        if (Text(field) is { } text) return text;
        if (_complaints.Count == 0) Complain(field, "Nothing stands here, and it is needed.");
        return "";
    }

    public long? Amount(string field) => Read(field, (string text, out string? why) => CellText.Amount(text, OrderArithmetic.MostAmount, manners.Decimals, out why));

    public long? Whole(string field, long least, long most) => Read(field, (string text, out string? why) => CellText.Whole(text, least, most, out why));

    public DateOnly? Day(string field) => Read(field, (string text, out string? why) => CellText.Day(text, setup.Dates, out why));

    public DateTimeOffset? Moment(string field, bool dayEnd = false) =>
        Read(field, (string text, out string? why) => CellText.Moment(text, setup.Dates, manners.Zone, dayEnd, out why));

    public bool? Flag(string field) => Read(field, static (string text, out string? why) =>
    {
        var flag = CellText.Flag(text);
        why = flag is null ? "Write true or false." : null;
        return flag;
    });

    /// <summary>One of a few words, whatever their case.</summary>
    public string? Word(string field, params string[] words)
    {
        if (Text(field) is not { } text) return null;
        if (Array.Find(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
        Complain(field, $"Write one of {string.Join(", ", words)}.");
        return null;
    }

    /// <summary>The custom attributes of the row; empty cells say nothing.</summary>
    public MetadataBag Attributes()
    {
        Dictionary<string, JsonElement>? values = null;
        for (var i = 0; i < setup.Columns.Count; i++)
        {
            var column = setup.Columns[i];
            if (column.Field is not null || column.Attribute is not { } name || Cell(i) is not { } text) continue;
            if (Value(column.Type, text, out var why) is { } value) (values ??= new(StringComparer.Ordinal))[name] = value;
            else _complaints.Add(new(column.Header, text, why!));
        }

        return values is null ? MetadataBag.Empty : new MetadataBag(values);
    }

    public void Complain(string? field, string reason)
    {
        var column = field is null ? null : setup.Columns.FirstOrDefault(c => c.Field == field);
        _complaints.Add(new(column?.Header ?? (field is null ? null : field), field is null ? null : Text(field), reason));
    }

    private delegate T? Parser<T>(string text, out string? why) where T : struct;

    private T? Read<T>(string field, Parser<T> parse) where T : struct
    {
        if (Text(field) is not { } text) return null;
        var value = parse(text, out var why);
        if (why is not null) Complain(field, why);
        return value;
    }

    // A cell that begins like a formula is text like any other; only writing files has to care.
    private string? Cell(int index)
    {
        if (index >= row.Values.Length) return null;
        var text = row.Values[index].Trim();
        if (text.Length == 0) return null;
        if (text.Length <= MostText && !text.AsSpan().ContainsAnyInRange('\0', '\b')) return text;
        var what = text.Length > MostText ? string.Create(CultureInfo.InvariantCulture, $"The text is longer than {MostText:N0} characters.") : "The text contains control characters.";
        if (!_complaints.Exists(complaint => complaint.Column == setup.Columns[index].Header)) _complaints.Add(new(setup.Columns[index].Header, text, what));
        return null;
    }

    private JsonElement? Value(AttributeType type, string text, out string? why)
    {
        why = null;
        switch (type)
        {
            case AttributeType.Number:
                if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return JsonSerializer.SerializeToElement(number);
                why = "Write a number with a point before decimals, such as 12.5.";
                return null;
            case AttributeType.Flag:
                if (CellText.Flag(text) is { } flag) return JsonSerializer.SerializeToElement(flag);
                why = "Write true or false.";
                return null;
            case AttributeType.Date:
                return CellText.Day(text, setup.Dates, out why) is { } day ? JsonSerializer.SerializeToElement(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;
            default:
                return JsonSerializer.SerializeToElement(text);
        }
    }
}
