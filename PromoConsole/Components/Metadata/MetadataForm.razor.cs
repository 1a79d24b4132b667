using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components.Carts;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Components.Metadata;

/// <summary>An input for each attribute of one schema, nested ones inside; rows for what nobody defined.</summary>
public sealed partial class MetadataForm
{
    private ImmutableList<CartAttribute> _free = [];
    private MetadataBag? _told;

    /// <summary>What is defined; null while nothing is.</summary>
    [Parameter] public MetadataSchema? Schema { get; set; }

    /// <summary>All schemas, for nested ones.</summary>
    [Parameter, EditorRequired] public required MetadataSchemas Schemas { get; set; }

    /// <summary>Whose, for the rows of other attributes.</summary>
    [Parameter, EditorRequired] public required string Of { get; set; }

    [Parameter] public MetadataBag Value { get; set; } = MetadataBag.Empty;

    [Parameter] public EventCallback<MetadataBag> ValueChanged { get; set; }

    /// <summary>What is wrong, by key.</summary>
    [Parameter] public IReadOnlyList<MetadataProblem> Problems { get; set; } = [];

    /// <summary>Whether attributes nobody defined may be typed, unless the schema refuses them.</summary>
    [Parameter] public bool Free { get; set; }

    private HashSet<string> Defined => Schema?.InForce.Select(definition => definition.Key).ToHashSet(StringComparer.Ordinal) ?? [];

    private IEnumerable<MetadataProblem> Undefined => Problems.Where(problem => !Defined.Contains(problem.Root));

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(Value, _told)) return;
        var defined = Defined;
        _told = Value;
        _free = [.. CartAttribute.Of(new MetadataBag(Value.Values.Where(pair => !defined.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value)))];
    }

    private static string? Hint(MetadataDefinition definition)
    {
        var asked = MetadataCheck.Asked(definition with { Required = false });
        return definition.Type switch
        {
            MetadataType.Flag or MetadataType.Date or MetadataType.DateTime or MetadataType.Object when !definition.Array => null,
            MetadataType.Text when asked == "must be a string" => null,
            _ => asked,
        };
    }

    private MetadataSchema? Nested(MetadataDefinition definition) => definition.ObjectType is { } name ? Schemas.Find(SchemaKind.Nested, name) : null;

    private JsonElement? Find(string key) => Value.Values.TryGetValue(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string? ErrorOf(string key) => Problems.FirstOrDefault(problem => problem.Key == key)?.Text;

    private MetadataProblem[] Within(string key) =>
        [.. Problems.Where(problem => problem.Key.StartsWith(key + ".", StringComparison.Ordinal)).Select(problem => problem with { Key = problem.Key[(key.Length + 1)..] })];

    private List<JsonElement> Elements(string key) => Find(key) is not { } value ? [] : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private static MetadataBag Inside(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Object } some ? new MetadataBag(some.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal)) : MetadataBag.Empty;

    private static JsonElement? Whole(MetadataBag bag) => bag.IsEmpty ? null : JsonSerializer.SerializeToElement(bag.Values);

    private Task SetElementAsync(string key, int at, JsonElement? value) => SetAllAsync(key, [.. Elements(key).Select((old, index) => index == at ? value ?? Empty : old)]);

    private Task RemoveAsync(string key, int at) => SetAllAsync(key, [.. Elements(key).Where((_, index) => index != at)]);

    private Task AddAsync(MetadataDefinition definition) =>
        SetAllAsync(definition.Key, [.. Elements(definition.Key), definition.Type == MetadataType.Object ? JsonElement.Parse("{}") : Empty]);

    private static JsonElement Empty => JsonElement.Parse("\"\"");

    private Task SetAllAsync(string key, IReadOnlyList<JsonElement> elements) => SetAsync(key, elements.Count == 0 ? null : JsonSerializer.SerializeToElement(elements));

    private Task SetAsync(string key, JsonElement? value)
    {
        var values = new Dictionary<string, JsonElement>(Value.Values, StringComparer.Ordinal);
        if (value is { } given) values[key] = given;
        else values.Remove(key);
        return TellAsync(values);
    }

    private Task SetFreeAsync(ImmutableList<CartAttribute> free)
    {
        _free = free;
        var defined = Defined;
        var values = Value.Values.Where(pair => defined.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var (key, value) in CartAttribute.Bag(free).Values)
            if (!defined.Contains(key)) values[key] = value;
        return TellAsync(values);
    }

    // Rows that are still being typed stay as they are when the value comes back.
    private Task TellAsync(Dictionary<string, JsonElement> values)
    {
        _told = new MetadataBag(values);
        return ValueChanged.InvokeAsync(_told);
    }
}
