using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace PromoConsole.Engine.Storage;

/// <summary>What <see cref="JsonText"/> and <see cref="PromoDbContext.JsonEntries"/> mean to a database.</summary>
internal abstract class JsonWording
{
    private static readonly IntTypeMapping s_int = new("int");
    private static readonly LongTypeMapping s_long = new("bigint");
    private static readonly BoolTypeMapping s_bool = new("bit");
    private static readonly StringTypeMapping s_text = new("TEXT", System.Data.DbType.AnsiString, unicode: false);

    /// <summary>The function that opens a document.</summary>
    protected abstract string Entries { get; }

    /// <summary>The function that reads one member of a document.</summary>
    protected abstract string Member { get; }

    protected abstract SqlExpression Text(SqlExpression value, SqlExpression kind);

    /// <summary>Whether a text can be a number at all.</summary>
    protected abstract SqlExpression IsNumber(SqlExpression text);

    /// <summary>The number a text is.</summary>
    protected abstract SqlExpression Number(SqlExpression text, bool asked);

    protected abstract SqlExpression IsInstant(SqlExpression text);

    protected abstract SqlExpression Instant(SqlExpression text);

    protected abstract SqlExpression IsDay(SqlExpression text);

    public void Describe(ModelBuilder model)
    {
        model.HasDbFunction(typeof(PromoDbContext).GetMethod(nameof(PromoDbContext.JsonEntries), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!)
            .HasName(Entries).IsBuiltIn();
        Function(model, nameof(JsonText.At), args => TextOf(Member, args[0], args[1]));
        Function(model, nameof(JsonText.Of), args => Text(args[0], args[1]));
        Function(model, nameof(JsonText.Compare), args => When(IsNumber(args[0]), Sign(Number(args[0], asked: false), Number(args[1], asked: true))));
        Function(model, nameof(JsonText.Instant), args => When(IsInstant(args[0]), Instant(args[0])));
        Function(model, nameof(JsonText.Day), args => When(IsDay(args[0]), args[0]));
    }

    private static void Function(ModelBuilder model, string name, Func<IReadOnlyList<SqlExpression>, SqlExpression> wording) =>
        model.HasDbFunction(typeof(JsonText).GetMethod(name)!).HasTranslation(wording);

    private static CaseExpression Sign(SqlExpression one, SqlExpression other) => new(
        [new(Compared(ExpressionType.LessThan, one, other), Constant(-1)), new(Compared(ExpressionType.Equal, one, other), Constant(0))], Constant(1));

    protected static CaseExpression When(SqlExpression condition, SqlExpression then) => new([new(condition, then)], null);

    protected static SqlConstantExpression Constant(int value) => new(value, s_int);

    protected static SqlConstantExpression Constant(string value) => new(value, s_text);

    /// <summary>Words that stand as they are.</summary>
    protected static SqlFragmentExpression Words(string sql) => new(sql, typeof(string), s_text);

    protected static SqlBinaryExpression Compared(ExpressionType comparison, SqlExpression one, SqlExpression other) => new(comparison, one, other, typeof(bool), s_bool);

    protected static SqlExpression Both(params ReadOnlySpan<SqlExpression> conditions)
    {
        var all = conditions[0];
        foreach (var next in conditions[1..]) all = Compared(ExpressionType.AndAlso, all, next);
        return all;
    }

    protected static SqlFunctionExpression TextOf(string function, params SqlExpression[] arguments) => Call<string>(function, s_text, arguments);

    protected static SqlFunctionExpression IntOf(string function, params SqlExpression[] arguments) => Call<int>(function, s_int, arguments);

    protected static SqlFunctionExpression LongOf(string function, params SqlExpression[] arguments) => Call<long>(function, s_long, arguments);

    private static SqlFunctionExpression Call<T>(string function, RelationalTypeMapping mapping, SqlExpression[] arguments) =>
        new(function, arguments, nullable: true, arguments.Select(_ => false), typeof(T), mapping);
}

/// <summary>SQLite: <c>json_each</c>. Numeric affinity makes numbers of text that is one as a whole, and leaves other text behind all numbers.</summary>
internal sealed class SqliteJsonWording : JsonWording
{
    protected override string Entries => "json_each";

    protected override string Member => "json_extract";

    protected override SqlExpression Text(SqlExpression value, SqlExpression kind) =>
        new CaseExpression(kind, [new(Constant("true"), Constant("true")), new(Constant("false"), Constant("false"))], value);

    protected override SqlExpression IsNumber(SqlExpression text) => Both(
        Compared(ExpressionType.Equal, IntOf("glob", Constant("[-0-9]*"), text), Constant(1)),
        Compared(ExpressionType.Equal, IntOf("glob", Constant("*[^-+.eE0-9]*"), text), Constant(0)),
        Compared(ExpressionType.LessThan, text, Words("CAST(9e999 AS REAL)")));

    // A cast has the affinity that makes a number of what it is compared with.
    protected override SqlExpression Number(SqlExpression text, bool asked) =>
        asked ? new SqlUnaryExpression(ExpressionType.Convert, text, typeof(double), new DoubleTypeMapping("NUMERIC")) : text;

    protected override SqlExpression IsInstant(SqlExpression text) => Both(
        Compared(ExpressionType.Equal, IntOf("glob", Constant("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]*"), text), Constant(1)),
        IsDate(TextOf("substr", text, Constant(1), Constant(10))));

    protected override SqlExpression Instant(SqlExpression text)
    {
        var milliseconds = LongOf("substr", TextOf("strftime", Constant("%f"), text), Constant(4));
        var seconds = Sum(ExpressionType.Multiply, LongOf("strftime", Constant("%s"), text), Constant(1_000));
        return Sum(ExpressionType.Multiply, Sum(ExpressionType.Add, seconds, milliseconds), Constant(1_000));
    }

    protected override SqlExpression IsDay(SqlExpression text) => IsDate(text);

    // A date that does not exist becomes another one when it is moved.
    private static SqlBinaryExpression IsDate(SqlExpression text) => Compared(ExpressionType.Equal, TextOf("date", text, Constant("+0 days")), text);

    private static SqlBinaryExpression Sum(ExpressionType operation, SqlExpression one, SqlExpression other) => new(operation, one, other, typeof(long), new LongTypeMapping("INTEGER"));
}

/// <summary>SQL Server: <c>OPENJSON</c>. Numbers of up to 26 digits before and 12 after the point compare exactly.</summary>
internal sealed class SqlServerJsonWording : JsonWording
{
    private const string Exact = "decimal(38, 12)";

    protected override string Entries => "OPENJSON";

    protected override string Member => "JSON_VALUE";

    protected override SqlExpression Text(SqlExpression value, SqlExpression kind) => new CollateExpression(value, SqlServerPromoDbContext.Exactly);

    protected override SqlExpression IsNumber(SqlExpression text) => Both(
        Found("[-0-9]%", text), Compared(ExpressionType.Equal, IntOf("PATINDEX", Constant("%[^-+.eE0-9]%"), text), Constant(0)),
        new SqlUnaryExpression(ExpressionType.NotEqual, Number(text, asked: false), typeof(bool), new BoolTypeMapping("bit")));

    protected override SqlExpression Number(SqlExpression text, bool asked) =>
        TextOf("COALESCE", TextOf("TRY_CONVERT", Words(Exact), text), TextOf("TRY_CONVERT", Words(Exact), TextOf("TRY_CONVERT", Words("float"), text)));

    protected override SqlExpression IsInstant(SqlExpression text) =>
        Found("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]%", text);

    protected override SqlExpression Instant(SqlExpression text)
    {
        var whole = new CaseExpression(
            [new(Compared(ExpressionType.Equal, TextOf("SUBSTRING", text, Constant(17), Constant(1)), Constant(":")), text)], TextOf("STUFF", text, Constant(17), Constant(0), Constant(":00")));
        var utc = TextOf("SWITCHOFFSET", TextOf("TRY_CONVERT", Words("datetimeoffset(7)"), whole), Constant("+00:00"));
        return LongOf("DATEDIFF_BIG", Words("microsecond"), Words("CAST('1970-01-01' AS datetime2)"), TextOf("CONVERT", Words("datetime2(7)"), utc));
    }

    protected override SqlExpression IsDay(SqlExpression text) => Both(
        Found("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]", text),
        new SqlUnaryExpression(ExpressionType.NotEqual, TextOf("TRY_CONVERT", Words("date"), text, Constant(23)), typeof(bool), new BoolTypeMapping("bit")));

    private static SqlBinaryExpression Found(string pattern, SqlExpression text) => Compared(ExpressionType.Equal, IntOf("PATINDEX", Constant(pattern), text), Constant(1));
}
