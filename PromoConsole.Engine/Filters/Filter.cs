using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromoConsole.Engine.Filters;

/// <summary>
/// Who belongs to a segment, or what to a collection: tests of attributes and of brackets, joined by and or by or. Stored as JSON, so its words are permanent.
/// </summary>
/// <param name="Fields">Each attribute once; together with <see cref="Groups"/> at least one.</param>
public sealed record Filter(Junction Junction, IReadOnlyList<FieldFilter> Fields)
{
    /// <summary>Brackets inside, after the attributes; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Filter>? Groups { get; init; }

    /// <summary>Holds where what it says does not. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Not { get; init; }

    /// <summary>Its attributes and those of all brackets inside, in reading order.</summary>
    [JsonIgnore]
    public IEnumerable<FieldFilter> AllFields => Fields.Concat(Groups?.SelectMany(group => group.AllFields) ?? []);

    /// <summary>How many brackets stand in each other at most, itself included.</summary>
    [JsonIgnore]
    public int Depth => 1 + (Groups is { Count: > 0 } groups ? groups.Max(group => group.Depth) : 0);
}

public enum Junction { And, Or }

/// <summary>Tests of one attribute, all of which must hold.</summary>
/// <param name="Field">As <see cref="FilterFields{T}"/> calls it: <c>address.city</c>, <c>metadata.tier</c>.</param>
public sealed record FieldFilter(string Field, IReadOnlyList<FieldTest> Tests);

/// <param name="Values">As given: any of them suffices for a positive test, none may match for a negative one. Empty where nothing is compared.</param>
public sealed record FieldTest(FilterOperator Is, IReadOnlyList<JsonElement> Values);

/// <summary>
/// How an attribute is compared. Text compares ordinally. A missing value satisfies only the negative tests and <see cref="IsUnknown"/>; of a list a
/// positive test needs one element, a negative one all. Ago and future count days of the project's calendar;
/// so do <see cref="LessThan"/> and <see cref="MoreThan"/> when a date is compared with a plain number: less or more than so many days ago.
/// </summary>
public enum FilterOperator
{
    Is, IsNot, In, NotIn, StartsWith, EndsWith, Contains, NotContain,
    MoreThan, AtLeast, LessThan, AtMost, Before, After,
    MoreThanAgo, LessThanAgo, DaysAgo, MoreThanFuture, LessThanFuture, DaysInFuture,
    NextMonth, PreviousMonth, CurrentMonth,
    Count, CountMore, CountLess, HasValue, IsUnknown,
}
