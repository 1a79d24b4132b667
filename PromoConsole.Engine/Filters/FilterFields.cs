using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Filters;

/// <summary>What filters of a kind of thing may name.</summary>
public interface IFilterNames
{
    /// <summary>In a sentence: <c>a customer</c>.</summary>
    string Subject { get; }

    /// <summary>Every name, and the beginnings of those that go on with a key.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>What an attribute holds; null when there is none of this name.</summary>
    FieldType? TypeOf(string name);

    /// <summary>Whether it exists in the field but is not kept here.</summary>
    bool IsNotKept(string name);

    /// <summary>Whether an attribute can be compared so, among the comparisons that fit what it holds.</summary>
    bool Takes(string name, FilterOperator comparison) => true;
}

/// <summary>The attributes of a kind of thing that filters may name, and how each is read.</summary>
/// <param name="subject">In a sentence: <c>a customer</c>.</param>
/// <param name="notKept">Beginnings of attributes that exist in the field but are not kept here.</param>
/// <param name="families">Attributes whose name has a part that anybody may choose.</param>
public sealed class FilterFields<T>(
    string subject, IReadOnlyList<FilterFields<T>.Named> named, IReadOnlyList<FilterFields<T>.Bag> bags, IReadOnlyList<string> notKept,
    IReadOnlyList<FilterFields<T>.Family>? families = null) : IFilterNames
{
    private readonly IReadOnlyList<Family> _families = families ?? [];

    /// <param name="Name">As filters spell it.</param>
    public sealed record Named(string Name, FieldType Type, Func<T, FilterValue> Read);

    /// <param name="Prefix">What comes before the key, with its dot: <c>metadata.</c></param>
    public sealed record Bag(string Prefix, Func<T, MetadataBag> Read);

    /// <param name="Prefix">What comes before the chosen part, with its dot: <c>events.</c></param>
    /// <param name="Suffix">What comes after it, with its dot: <c>.count</c></param>
    /// <param name="Read">The value for the chosen part.</param>
    public sealed record Family(string Prefix, string Suffix, FieldType Type, Func<T, string, FilterValue> Read)
    {
        /// <summary>The chosen part of a name; null for a name that is none of these.</summary>
        public string? KeyOf(string name) =>
            name.Length > Prefix.Length + Suffix.Length && name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
                ? name[Prefix.Length..^Suffix.Length] : null;
    }

    /// <inheritdoc />
    public string Subject => subject;

    /// <inheritdoc />
    public IReadOnlyList<string> Names { get; } =
        [.. named.Select(field => field.Name), .. bags.Select(bag => bag.Prefix + "*"), .. (families ?? []).Select(family => $"{family.Prefix}*{family.Suffix}")];

    /// <inheritdoc />
    public FieldType? TypeOf(string name) => Find(name)?.Type;

    /// <inheritdoc />
    public bool IsNotKept(string name) => notKept.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>The attribute of this name; null when there is none.</summary>
    internal Named? Find(string name)
    {
        foreach (var field in named)
            if (field.Name == name) return field;
        foreach (var bag in bags)
        {
            if (name.Length <= bag.Prefix.Length || !name.StartsWith(bag.Prefix, StringComparison.Ordinal)) continue;
            var key = name[bag.Prefix.Length..];
            return new Named(name, FieldType.Anything, thing => FilterValue.Of(bag.Read(thing).Find(key)));
        }

        foreach (var family in _families)
            if (family.KeyOf(name) is { } key) return new Named(name, family.Type, thing => family.Read(thing, key));

        return null;
    }
}
