using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Imports;

namespace PromoConsole.Pages.Imports;

/// <summary>Says what the columns of a file are, beside its first rows.</summary>
public sealed partial class MappingForm(ImportService imports)
{
    private const string Attribute = "=";
    private const int MostShown = 40;

    private static readonly Choice<char>[] s_separators = [new(',', "Comma"), new(';', "Semicolon"), new('\t', "Tab"), new('|', "Vertical bar")];
    private static readonly Choice<DateOrder>[] s_dates = [new(DateOrder.YearFirst, "Only year first: 2026-11-30"), new(DateOrder.DayFirst, "Day first: 30.11.2026"), new(DateOrder.MonthFirst, "Month first: 11/30/2026")];

    private ImportSetup _setup = new();
    private ImportPreview? _preview;
    private bool _busy;

    [Parameter, EditorRequired] public required Import Import { get; set; }

    /// <summary>The columns are said; every row is to be checked.</summary>
    [Parameter, EditorRequired] public required EventCallback<ImportSetup> OnCheck { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private static IReadOnlyList<Choice<FileEncoding>> Encodings { get; } = [.. Enum.GetValues<FileEncoding>().Select(encoding => new Choice<FileEncoding>(encoding, ImportLook.Encoding(encoding)))];

    private IEnumerable<PreviewRow> Samples => (_preview?.Rows ?? []).OrderByDescending(row => row.Complaints.Count > 0).Take(3).OrderBy(row => row.Line);

    private IReadOnlyList<(long Line, string Reason)> Whole =>
        [.. (_preview?.Rows ?? []).SelectMany(row => row.Complaints.Where(complaint => complaint.Column is null).Select(complaint => (row.Line, complaint.Reason))).Take(5)];

    private string? Problem => ImportFields.Problem(Import.Kind, _setup);

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => SetAsync(Import.Setup);

    private static string Short(string text) => text.Length <= MostShown ? text : text[..MostShown] + "…";

    private static string TypeWord(AttributeType type) => type switch
    {
        AttributeType.Number => "Numbers",
        AttributeType.Flag => "True or false",
        AttributeType.Date => "Dates",
        _ => "Text",
    };

    private async Task SetAsync(ImportSetup setup)
    {
        _setup = setup;
        _preview = (await imports.PreviewAsync(Import.Id, setup)).Value;
    }

    private async Task ReadAgainAsync(ImportSetup setup)
    {
        var read = await imports.ReadAgainAsync(Import.Id, setup);
        await SetAsync(read.Value ?? setup);
    }

    private Task ChooseAsync(int at, ChangeEventArgs chosen) => ReplaceAsync(at, column => (chosen.Value as string) switch
    {
        null or "" => column with { Field = null, Attribute = null },
        Attribute => column with { Field = null, Attribute = column.Attribute ?? column.Header },
        var field => column with { Field = field, Attribute = null },
    });

    private Task NameAsync(int at, ChangeEventArgs typed) => ReplaceAsync(at, column => column with { Attribute = Convert.ToString(typed.Value, CultureInfo.InvariantCulture)?.Trim() ?? "" });

    private Task TypeAsync(int at, ChangeEventArgs chosen) =>
        ReplaceAsync(at, column => Enum.TryParse<AttributeType>(chosen.Value as string, out var type) ? column with { Type = type } : column);

    private Task ReplaceAsync(int at, Func<ImportColumn, ImportColumn> change)
    {
        var columns = _setup.Columns.ToArray();
        columns[at] = change(columns[at]);
        return SetAsync(_setup with { Columns = columns });
    }

    private async Task CheckAsync()
    {
        _busy = true;
        await OnCheck.InvokeAsync(_setup);
        _busy = false;
    }
}
