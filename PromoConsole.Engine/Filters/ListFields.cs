using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Filters;

/// <summary>What a list may be filtered by, and how the database is asked: what <see cref="CompiledFilter{T}"/> says of one thing, said of all rows at once.</summary>
/// <param name="subject">In a sentence: <c>a code</c>.</param>
/// <param name="fields">Each name once.</param>
/// <param name="bag">Its custom attributes; null when it has none.</param>
internal sealed class ListFields<T>(string subject, IReadOnlyList<ListField<T>> fields, ListBag<T>? bag = null) : IFilterNames
{
    public string Subject => subject;

    public IReadOnlyList<string> Names { get; } = [.. fields.Select(field => field.Name), .. bag is null ? [] : (string[])[ListBag.Prefix + "*"]];

    public FieldType? TypeOf(string name) => Find(name)?.Type;

    public bool IsNotKept(string name) => false;

    // Months come back every year: no range of instants is one.
    public bool Takes(string name, FilterOperator comparison) =>
        comparison is not (FilterOperator.NextMonth or FilterOperator.PreviousMonth or FilterOperator.CurrentMonth) && Find(name)?.Takes(comparison) != false;

    /// <summary>The rows that a filter fits.</summary>
    /// <param name="filter">One that <see cref="FilterCheck"/> finds nothing wrong with; null for all rows.</param>
    public async Task<IQueryable<T>> InAsync(PromoDbContext db, IQueryable<T> rows, Filter? filter, TimeProvider time, CancellationToken ct)
    {
        if (filter is null) return rows;
        var project = await db.Project.Select(p => new { p.TimeZone, p.CaseInsensitiveCodes }).SingleAsync(ct);
        var now = time.GetUtcNow();
        return In(rows, filter, new ListAsking(db, new FilterClock(now, TimeZoneInfo.FindSystemTimeZoneById(project.TimeZone)), now, project.CaseInsensitiveCodes));
    }

    public IQueryable<T> In(IQueryable<T> rows, Filter filter, ListAsking asking) => rows.Where(Of(filter, asking));

    private Expression<Func<T, bool>> Of(Filter filter, ListAsking asking)
    {
        var parts = filter.Fields.Select(asked => asked.Tests.Select(test => Find(asked.Field)!.Holds(test, asking)).Aggregate(Predicates.And))
            .Concat(filter.Groups?.Select(group => Of(group, asking)) ?? []);
        var all = filter.Junction == Junction.Or ? parts.Aggregate(Predicates.Or) : parts.Aggregate(Predicates.And);
        return filter.Not ? all.Not() : all;
    }

    private ListField<T>? Find(string name) => fields.FirstOrDefault(field => field.Name == name) ?? bag?.Find(name);
}

/// <summary>Custom attributes of rows, which lie in a document of theirs.</summary>
/// <param name="Path">Where they lie in it, <c>$</c> for the whole.</param>
/// <param name="Rows">The rows whose document passes.</param>
internal sealed record ListBag<T>(string Path, Func<ListAsking, Expression<Func<string?, bool>>, Expression<Func<T, bool>>> Rows)
{
    /// <param name="path">As above.</param>
    /// <param name="document">A column of the row.</param>
    public ListBag(string path, Expression<Func<T, string?>> document) : this(path, (_, passes) => document.Holds(passes))
    {
    }

    public ListField<T>? Find(string name) =>
        name.Length > ListBag.Prefix.Length && name.StartsWith(ListBag.Prefix, StringComparison.Ordinal) ? new AttributeField<T>(name, name[ListBag.Prefix.Length..], this) : null;
}

internal static class ListBag
{
    /// <summary>What comes before the key.</summary>
    public const string Prefix = "metadata.";
}

/// <summary>A custom attribute. Every row that is left has its document read.</summary>
internal sealed record AttributeField<T>(string Name, string Key, ListBag<T> Bag) : ListField<T>(Name, FieldType.Anything)
{
    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking)
    {
        var has = Bag.Rows(asking, AttributeTests.Has(test, Bag.Path, Key, asking));
        return FilterCheck.Positive(test.Is) is null ? has : has.Not();
    }
}

/// <summary>What conditions on rows are made with.</summary>
/// <param name="IgnoresCase">Whether codes that differ in case alone are the same.</param>
internal sealed record ListAsking(PromoDbContext Db, FilterClock Clock, DateTimeOffset Now, bool IgnoresCase);

/// <summary>An attribute of rows.</summary>
internal abstract record ListField<T>(string Name, FieldType Type)
{
    /// <summary>Whether it can be compared so, among the comparisons that fit its type.</summary>
    public virtual bool Takes(FilterOperator comparison) => true;

    /// <summary>The rows that pass the test. It can be negated: it is never unknown, only true or false.</summary>
    public abstract Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking);
}

/// <summary>A column, or something read through one.</summary>
internal sealed record TextField<T>(string Name, Func<ListAsking, Expression<Func<T, string?>>> Value) : ListField<T>(Name, FieldType.Text)
{
    public TextField(string name, Expression<Func<T, string?>> value) : this(name, _ => value)
    {
    }

    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking) => Value(asking).Holds(ListTests.OfText(test));
}

/// <summary>A code, as the project compares codes, by the index that makes them unique.</summary>
/// <param name="Key">The column <see cref="Vouchers.Voucher.CodeKey"/>.</param>
internal sealed record CodeField<T>(string Name, Expression<Func<T, string?>> Key) : ListField<T>(Name, FieldType.Text)
{
    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking) => Key.Holds(ListTests.OfCode(test, asking.IgnoresCase));
}

/// <summary>An instant.</summary>
internal sealed record TimeField<T>(string Name, Func<ListAsking, Expression<Func<T, DateTimeOffset?>>> Value) : ListField<T>(Name, FieldType.Time)
{
    public TimeField(string name, Expression<Func<T, DateTimeOffset?>> value) : this(name, _ => value)
    {
    }

    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking) => Value(asking).Holds(ListTests.OfTime(test, asking.Clock));
}

/// <summary>When rows came to be, by their ids, which sort by time and are indexed; to the millisecond.</summary>
/// <param name="Prefix">Of the ids, with its underscore.</param>
internal sealed record MadeField<T>(string Name, string Prefix, Expression<Func<T, string?>> Id) : ListField<T>(Name, FieldType.Time)
{
    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking) => Id.Holds(ListTests.OfIds(test, Prefix, asking.Clock));
}

/// <summary>An attribute that is kept in one place or another, never in both.</summary>
internal sealed record EitherField<T>(string Name, ListField<T> One, ListField<T> Other) : ListField<T>(Name, One.Type)
{
    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking)
    {
        var (one, other) = (One.Holds(test, asking), Other.Holds(test, asking));
        return FilterCheck.Positive(test.Is) is null ? one.Or(other) : one.And(other);
    }
}

/// <summary>One of a few words that follow from the row, whatever their case.</summary>
/// <param name="Words">With what makes a row say it; a row of which no word holds has no value.</param>
internal sealed record WordField<T>(string Name, IReadOnlyList<(string Word, Func<ListAsking, Expression<Func<T, bool>>> Says)> Words) : ListField<T>(Name, FieldType.Text)
{
    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking)
    {
        var asked = new FieldMatcher(FieldType.Text, test with { Values = [.. test.Values.Select(AskedValue.Upper)] });
        Expression<Func<T, bool>> holds = _ => false;
        foreach (var (word, says) in Words)
            if (asked.Holds(FilterValue.Of(word.ToUpperInvariant()), asking.Clock)) holds = holds.Or(says(asking));
        return asked.Holds(FilterValue.Missing, asking.Clock) ? holds.Or(Words.Select(word => word.Says(asking)).Aggregate(Predicates.Or).Not()) : holds;
    }
}

/// <summary>Something rows have or have not, and that is compared with nothing.</summary>
/// <param name="Has">The rows that have it.</param>
internal sealed record GivenField<T>(string Name, Func<ListAsking, Expression<Func<T, bool>>> Has) : ListField<T>(Name, FieldType.Text)
{
    public override bool Takes(FilterOperator comparison) => comparison is FilterOperator.HasValue or FilterOperator.IsUnknown;

    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking) => test.Is == FilterOperator.HasValue ? Has(asking) : Has(asking).Not();
}

/// <summary>Some of a few numbers; of a positive test one of them suffices.</summary>
/// <param name="Numbers">With the rows that have each.</param>
internal sealed record NumbersField<T>(string Name, IReadOnlyList<(int Number, Func<ListAsking, Expression<Func<T, bool>>> Has)> Numbers) : ListField<T>(Name, FieldType.Number)
{
    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking)
    {
        var negative = FilterCheck.Positive(test.Is);
        var asked = new FieldMatcher(FieldType.Number, test with { Is = negative ?? test.Is });
        Expression<Func<T, bool>> none = _ => false;
        var has = Numbers.Where(one => asked.Holds(FilterValue.Of(one.Number), asking.Clock)).Select(one => one.Has(asking)).Aggregate(none, Predicates.Or);
        return negative is null ? has : has.Not();
    }
}

/// <summary>An attribute of something that rows name by id.</summary>
/// <param name="Others">All there are of it.</param>
/// <param name="Field">Its attribute.</param>
/// <param name="Id">Its id.</param>
/// <param name="Named">The id in the row; null where it names nothing.</param>
internal sealed record NamedField<T, TOther>(
    string Name, Func<PromoDbContext, IQueryable<TOther>> Others, ListField<TOther> Field, Expression<Func<TOther, string>> Id, Expression<Func<T, string?>> Named) : ListField<T>(Name, Field.Type)
{
    // What a row has without the other is nothing, of which the negative tests hold; so they are asked the other way round.
    public override Expression<Func<T, bool>> Holds(FieldTest test, ListAsking asking) => FilterCheck.Positive(test.Is) is { } positive
        ? Among(test with { Is = positive }, asking).Not()
        : Among(test, asking);

    private Expression<Func<T, bool>> Among(FieldTest test, ListAsking asking)
    {
        var ids = Others(asking.Db).Where(Field.Holds(test, asking)).Select(Id);
        return Named.Holds(id => id != null && ids.Contains(id));
    }
}
