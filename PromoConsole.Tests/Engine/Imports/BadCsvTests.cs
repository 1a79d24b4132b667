using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Imports;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Imports;

/// <summary>Files as they come out of shops, spreadsheets and scripts: each is taken or gets a clear report, and nothing in between is stored.</summary>
public class BadCsvTests
{
    private const string Fine = "source_id,name\nc-1,Zoë Müller\n";

    // By name: what a theory is given is written into the name of each of its tests, a line of 10 MB included.
    private static readonly Dictionary<string, (byte[] File, string Problem)> s_refused = new()
    {
        ["no bytes"] = ([], "The file is empty: it needs a first line with the names of the columns, and rows below it."),
        ["only a byte order mark"] = ([0xEF, 0xBB, 0xBF], "The file is empty: it needs a first line with the names of the columns, and rows below it."),
        ["only line breaks"] = (Utf8("\n\r\n\n"), "The file is empty: it needs a first line with the names of the columns, and rows below it."),
        ["only separators"] = (Utf8(",,,\n"), "The file is empty: it needs a first line with the names of the columns, and rows below it."),
        ["only the names of the columns"] = (Utf8("source_id,name\n"), "The file has only one line: the names of the columns. There are no rows to import."),
        ["a workbook"] = ([0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0], "This is a workbook or another packed file, not CSV. In Excel choose “Save as”, then “CSV UTF-8”, and upload that file."),
        ["NUL bytes"] = (Utf8("source_id,name\nc-1,A\0nn\n"), "Line 2 holds NUL bytes: this is not a text file, or UTF-16 without its byte order mark. Save it as CSV in UTF-8."),
        ["UTF-16 without its mark"] = (Encoding.Unicode.GetBytes(Fine), "Line 1 holds NUL bytes: this is not a text file, or UTF-16 without its byte order mark. Save it as CSV in UTF-8."),
        ["a line of 10 MB"] = (Utf8("source_id,name\nc-1,Ann\nc-2," + new string('x', 10 * 1024 * 1024) + "\nc-3,Cid\n"), "Line 3 is 10,240 KB long and a line may have at most 256 KB. Perhaps a quotation mark is missing, or the file has no line breaks."),
        ["far too many columns"] = (Utf8(string.Join(',', Enumerable.Range(0, 500).Select(i => $"a{i}")) + "\n" + new string(',', 499) + "\n"), "The file has 201 columns and may have at most 200."),
    };

    private static readonly Dictionary<string, byte[]> s_taken = new()
    {
        ["UTF-8"] = Utf8(Fine),
        ["UTF-8 with a byte order mark"] = [0xEF, 0xBB, 0xBF, .. Utf8(Fine)],
        ["UTF-16 little-endian"] = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Fine)],
        ["UTF-16 big-endian"] = [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Fine)],
        ["Windows-1252"] = Encoding.Latin1.GetBytes(Fine),
        ["CRLF"] = Utf8(Fine.Replace("\n", "\r\n", StringComparison.Ordinal)),
        ["CR"] = Utf8(Fine.Replace('\n', '\r')),
        ["no line break at the end"] = Utf8(Fine.TrimEnd()),
        ["semicolons"] = Utf8(Fine.Replace(',', ';')),
        ["tabs"] = Utf8(Fine.Replace(',', '\t')),
        ["quotation marks"] = Utf8("\"source_id\",\"name\"\r\n\"c-1\",\"Zoë Müller\"\r\n"),
        ["blanks around"] = Utf8(" source_id , name \n c-1 , Zoë Müller \n"),
        ["empty lines between"] = Utf8("source_id,name\n\n\nc-1,Zoë Müller\n\n"),
        ["no names above"] = Utf8("c-1,Zoë Müller,zoe@example.com\n"),
    };

    public static TheoryData<string> Refused => [.. s_refused.Keys];

    public static TheoryData<string> Taken => [.. s_taken.Keys];

    /// <summary>Every file has a good row for <c>good-1</c> first; the rest is what is wrong.</summary>
    public static TheoryData<string, string, string> BadRows => new()
    {
        { "a stray quotation mark", "c-2,Ann \"the\" First", "3 : A quotation mark stands inside a value that is not in quotation marks. Write the whole value in quotation marks and double the one inside." },
        { "text behind a closing quotation mark", "c-2,\"Ann\" First", "3 : Text follows a closing quotation mark. Double quotation marks that belong to the value." },
        { "mixed separators", "c-2;Ann", "3 : The row has 1 value and the first line names 2. Check its separators and quotation marks." },
        { "a value too many", "c-2,Ann,1", "3 : The row has 3 values and the first line names 2. Check its separators and quotation marks." },
        { "a value too few", "c-2", "3 : The row has 1 value and the first line names 2. Check its separators and quotation marks." },
        { "nobody", ",", "3 : The row does not say who this is: give a source id, a name, an e-mail address or a phone number." },
        { "the same customer again", "good-1,Ann", "3 : Line 2 is about the same: customers must not stand in a file twice." },
        { "control characters", "c-2,Ann\u0001", "3 name: The text contains control characters." },
        { "too long a name", "c-2," + new string('n', 256), "3 name: The customer's name is longer than 255 characters." },
        { "somebody unknown", "cust_unknown,Ann", "" }, // a source id may look like anything
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_that_cannot_be_read_is_refused_and_not_kept(string what)
    {
        var (file, problem) = s_refused[what];
        await using var world = await PromoWorld.StartAsync();

        var refused = await world.UploadAsync(ImportKind.Customers, file);

        Assert.Equal(problem, refused.Error!.Message);
        await using var db = world.Db();
        Assert.Equal((0, 0), (await db.Imports.CountAsync(), await db.ImportChunks.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task However_a_file_is_written_its_rows_are_the_same(string how)
    {
        await using var world = await PromoWorld.StartAsync();
        var imports = world.Get<ImportService>();
        var import = Some.Of(await world.UploadAsync(ImportKind.Customers, s_taken[how]));
        if (!import.Setup.HasHeader)
            Some.Of(await imports.MapAsync(import.Id, import.Setup with { Columns = [new("Column 1", "source_id"), new("Column 2", "name"), new("Column 3", "email")] }));

        Some.Of(await imports.CheckAsync(import.Id, Launched.Agent));
        Some.Of(await imports.LoadAsync((await world.WorkedAsync(import.Id)).Id, ImportChoice.All, Launched.Agent));
        await world.WorkedAsync(import.Id);

        Assert.Equal("Zoë Müller", Some.Of(await world.Get<CustomerService>().GetAsync("c-1")).Name);
        Assert.Equal(how == "Windows-1252", import.Setup.Encoding == FileEncoding.Windows1252);
    }

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task A_bad_row_is_told_with_its_line_and_the_good_one_is_stored(string _, string row, string problem)
    {
        await using var world = await PromoWorld.StartAsync();

        var import = await world.ImportedAsync(ImportKind.Customers, $"source_id,name\ngood-1,Good\n{row}\n");

        Assert.Equal(problem.Length == 0 ? [] : [problem], await world.ProblemsOfAsync(import));
        Assert.Equal(problem.Length == 0 ? 2 : 1, import.LoadedCount);
        Assert.Equal("Good", Some.Of(await world.Get<CustomerService>().GetAsync("good-1")).Name);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_stops_everything_and_says_where()
    {
        await using var world = await PromoWorld.StartAsync();

        var import = await world.CheckedAsync(ImportKind.Customers, "source_id,name\nc-1,Ann\nc-2,\"Bob\nc-3,Cid\nc-4,Dan\n");

        Assert.Equal("A quotation mark is opened in the row at line 3 and never closed, so the rest of the file cannot be told apart.", import.Problem);
        Assert.Equal(import.Problem, (await world.Get<ImportService>().LoadAsync(import.Id, ImportChoice.Good, Launched.Agent)).Error!.Message);
    }

    [Fact]
    public async Task A_quotation_mark_that_swallows_a_large_file_stops_at_the_bound()
    {
        await using var world = await PromoWorld.StartAsync();
        var text = new StringBuilder("source_id,name\nc-1,Ann\nc-2,\"Bob\n");
        for (var i = 0; i < 50_000; i++) text.Append($"s-{i},Somebody with a name\n");

        var import = await world.CheckedAsync(ImportKind.Customers, text.ToString());

        Assert.Contains("a row is longer than 256 KB: a quotation mark is probably opened there and never closed", import.Problem, StringComparison.Ordinal);
        Assert.Equal(1, import.GoodCount);
    }

    [Fact]
    public async Task A_value_may_span_lines_and_the_rows_behind_it_keep_their_numbers()
    {
        await using var world = await PromoWorld.StartAsync();

        var import = await world.ImportedAsync(ImportKind.Customers, "source_id,name,description\nc-1,Ann,\"two\nlines\"\nc-2,Bob,x,y\n");

        Assert.Equal("two\nlines", Some.Of(await world.Get<CustomerService>().GetAsync("c-1")).Description);
        Assert.StartsWith("4 : The row has 4 values", Assert.Single(await world.ProblemsOfAsync(import)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+48 600 100 200")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("=cmd|' /C calc'!A0")]
    public async Task What_looks_like_a_formula_is_text(string cell)
    {
        await using var world = await PromoWorld.StartAsync();

        await world.ImportedAsync(ImportKind.Customers, $"source_id,name\nc-1,{cell}\n");

        Assert.Equal(cell, Some.Of(await world.Get<CustomerService>().GetAsync("c-1")).Name);
    }

    [Theory]
    [InlineData("1990-04-03", DateOrder.YearFirst, "1990-04-03")]
    [InlineData("03.04.1990", DateOrder.DayFirst, "1990-04-03")]
    [InlineData("3/4/1990", DateOrder.DayFirst, "1990-04-03")]
    [InlineData("04/03/1990", DateOrder.MonthFirst, "1990-04-03")]
    [InlineData("1990-04-03", DateOrder.MonthFirst, "1990-04-03")] // year first is never ambiguous
    [InlineData("03/04/1990", DateOrder.YearFirst, "This may be 3 April 1990 or 4 March 1990. Say for the whole file whether the day or the month stands first, or write 1990-04-03.")]
    [InlineData("23/04/1990", DateOrder.YearFirst, "Say for the whole file whether the day or the month stands first, or write 1990-04-23.")]
    [InlineData("23/04/1990", DateOrder.MonthFirst, "The month stands first in this file, and so this is no date.")]
    [InlineData("03.04.90", DateOrder.DayFirst, "Write the date as 2026-11-30 or 30.11.2026.")]
    [InlineData("3 April 1990", DateOrder.DayFirst, "Write the date as 2026-11-30 or 30.11.2026.")]
    [InlineData("1990-02-30", DateOrder.YearFirst, "There is no such day: February 1990 has 28 days.")]
    [InlineData("31.02.1991", DateOrder.DayFirst, "There is no such day: February 1991 has 28 days.")]
    [InlineData("02/31/1991", DateOrder.YearFirst, "There is no such day: February 1991 has 28 days.")]
    [InlineData("31.13.1991", DateOrder.DayFirst, "There is no such day: months go from 1 to 12.")]
    [InlineData("0090-04-03", DateOrder.YearFirst, "The year 90 cannot be right.")]
    public async Task A_date_is_read_as_the_file_is_said_to_write_it_or_refused(string cell, DateOrder order, string expected)
    {
        await using var world = await PromoWorld.StartAsync();

        var import = await world.ImportedAsync(ImportKind.Customers, $"source_id,birthdate,name\nc-1,{cell},Ann\nc-2,,Bob\n", setup: setup => setup with { Dates = order });

        if (import.BadCount == 0) Assert.Equal(expected, Some.Of(await world.Get<CustomerService>().GetAsync("c-1")).Birthdate!.Value.ToString("yyyy-MM-dd"));
        else Assert.Equal($"2 birthdate: {expected}", Assert.Single(await world.ProblemsOfAsync(import)));
    }

    [Theory]
    [InlineData("12.5", 12_50L, null)]
    [InlineData("1000000", 1_000_000_00L, null)]
    [InlineData("0", 0L, null)]
    [InlineData("12,50", null, "Write the amount with a point and without separators of thousands, such as 1234.50.")]
    [InlineData("1,234.50", null, "Write the amount with a point and without separators of thousands, such as 1234.50.")]
    [InlineData("12.505", null, "The amount has more than 2 decimals.")]
    [InlineData("-1", null, "The amount must be 0 or more.")]
    [InlineData("12 EUR", null, "Write the amount as a number, such as 12.50.")]
    [InlineData("99999999999999999999", null, "The amount is more than 10,000,000,000.")]
    public void Money_is_in_the_main_unit_with_two_decimals(string cell, long? amount, string? problem)
    {
        Assert.Equal(amount, CellText.Amount(cell, 1_000_000_000_000, 2, out var why));
        Assert.Equal(problem, why);
    }

    [Fact]
    public async Task Two_columns_of_one_name_have_to_be_told_apart_first()
    {
        await using var world = await PromoWorld.StartAsync();
        var imports = world.Get<ImportService>();
        var import = Some.Of(await world.UploadAsync(ImportKind.Customers, "source_id,name,name\nc-1,Ann,Bee\n"));

        var refused = await imports.CheckAsync(import.Id, Launched.Agent);
        Some.Of(await imports.MapAsync(import.Id, import.Setup with { Columns = [new("source_id", "source_id"), new("name", "name"), new("name", null) { Attribute = "nickname" }] }));
        Some.Of(await imports.CheckAsync(import.Id, Launched.Agent));
        await world.WorkedAsync(import.Id);

        Assert.Equal("Two columns go to Name: “name” and “name”. Choose one of them.", refused.Error!.Message);
        Assert.Equal(1, Some.Of(await imports.GetAsync(import.Id)).GoodCount);
    }

    [Fact]
    public async Task A_column_without_a_name_is_left_out()
    {
        await using var world = await PromoWorld.StartAsync();

        var import = await world.ImportedAsync(ImportKind.Customers, "source_id,,name\nc-1,secret,Ann\n");

        Assert.Equal((1L, "Column 2"), (import.LoadedCount, import.Setup.Columns[1].Header));
        Assert.True(Some.Of(await world.Get<CustomerService>().GetAsync("c-1")).Metadata.IsEmpty);
    }

    [Fact]
    public async Task Attributes_are_what_their_column_is_said_to_hold()
    {
        await using var world = await PromoWorld.StartAsync();

        var import = await world.ImportedAsync(ImportKind.Customers, "source_id,visits,vip,since\nc-1,12.5,yes,2020-05-01\nc-2,often,perhaps,May\n", setup: setup => setup with
        {
            Columns = [setup.Columns[0], setup.Columns[1] with { Type = AttributeType.Number }, setup.Columns[2] with { Type = AttributeType.Flag }, setup.Columns[3] with { Type = AttributeType.Date }],
        });

        var ann = Some.Of(await world.Get<CustomerService>().GetAsync("c-1")).Metadata;
        Assert.Equal((12.5m, true, "2020-05-01"), (ann.Find("visits")!.Value.GetDecimal(), ann.Find("vip")!.Value.GetBoolean(), ann.Find("since")!.Value.GetString()));
        Assert.Equal(
            ["3 visits: Write a number with a point before decimals, such as 12.5.", "3 vip: Write true or false.", "3 since: Write the date as 2026-11-30."],
            await world.ProblemsOfAsync(import));
    }

    [Theory]
    [InlineData("1 2.5 -3 0", AttributeType.Number)]
    [InlineData("1 007", AttributeType.Text)] // an article number, not a quantity
    [InlineData("12 dozen", AttributeType.Text)]
    [InlineData("1234567890123456", AttributeType.Text)] // a card or bar code
    [InlineData("yes no Yes", AttributeType.Flag)]
    [InlineData("2020-01-01 2021-12-31", AttributeType.Date)]
    [InlineData("01/02/2020", AttributeType.Text)]
    public void A_column_is_offered_as_what_all_its_values_are(string cells, AttributeType type) => Assert.Equal(type, CellText.TypeOf(cells.Split(' ')));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
