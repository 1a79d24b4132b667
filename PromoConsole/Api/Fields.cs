using System.Globalization;
using System.Text.Json;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Api;

/// <summary>One object of a request body, read field by field; what is wrong with it is noted in the documented words.</summary>
/// <remarks>Null counts as absent, numbers may arrive as numeric text, fields nobody asks for are ignored.</remarks>
internal sealed class Fields
{
    /// <summary>More problems than this are not told: the caller has enough to do.</summary>
    private const int MostProblems = 10;

    private readonly JsonElement _object;
    private readonly Fields? _parent;
    private readonly string _name;
    private readonly int _index;
    private readonly List<string> _problems;

    private Fields(JsonElement value, Fields? parent, string name, int index, List<string> problems)
    {
        _object = value;
        _parent = parent;
        _name = name;
        _index = index;
        _problems = problems;
    }

    /// <summary>The body itself; not an object is already a problem.</summary>
    public static Fields Of(JsonElement body)
    {
        var fields = new Fields(body.ValueKind == JsonValueKind.Object ? body : default, null, "", -1, []);
        if (body.ValueKind is not JsonValueKind.Object) fields._problems.Add("The body should be a JSON object");
        return fields;
    }

    /// <summary>A body that says nothing.</summary>
    public static Fields Nothing => Of(JsonElement.Parse("{}"));

    /// <summary>What was found wrong so far, one sentence a line; null when all is well.</summary>
    public string? Problems => _problems.Count == 0 ? null : string.Join('\n', _problems.Distinct().Take(MostProblems));

    /// <summary>Notes that a field is wrong.</summary>
    /// <param name="what">Continues "Property .name …".</param>
    public void Problem(string name, string what)
    {
        if (_problems.Count <= MostProblems) _problems.Add($"Property {PathOf(name)} {what}");
    }

    /// <summary>Whether the field is there and not null.</summary>
    public bool Has(string name) => Find(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The object as it was sent; an empty one when it was not.</summary>
    public JsonElement AsSent => _object.ValueKind == JsonValueKind.Object ? _object.Clone() : JsonElement.Parse("{}");

    /// <summary>The names of all fields that are there.</summary>
    public IEnumerable<string> Names => _object.ValueKind == JsonValueKind.Object ? _object.EnumerateObject().Select(property => property.Name) : [];

    /// <summary>One value or a list of values, none of them a list or an object, copied out of the request; null with a note for anything else.</summary>
    public List<JsonElement>? Values(string name, int most)
    {
        var value = Find(name);
        if (value.ValueKind == JsonValueKind.Array)
        {
            return List(name, most, static (fields, name, element, index) =>
            {
                if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)) return element.Clone();
                fields.Problem($"{name}[{index}]", "should be a text, a number, true or false");
                return (JsonElement?)null;
            })?.ConvertAll(element => element.GetValueOrDefault());
        }

        if (value.ValueKind == JsonValueKind.Null) return [];
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined)) return [value.Clone()];
        Problem(name, "should be a value or a list of values");
        return null;
    }

    /// <summary>Whether the field is there, null included.</summary>
    public bool Says(string name) => Find(name).ValueKind != JsonValueKind.Undefined;

    /// <summary>The field as it was sent, for a reader of its own; undefined when absent.</summary>
    public JsonElement Raw(string name) => Find(name);

    /// <summary>Whether the field is there and null.</summary>
    public bool IsNull(string name) => Find(name).ValueKind == JsonValueKind.Null;

    /// <summary>One line of text.</summary>
    /// <param name="required">Noted as missing when absent or empty.</param>
    /// <param name="lines">Line breaks and tabs are allowed.</param>
    public string? Text(string name, int most, bool required = false, bool lines = false)
    {
        var value = Find(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            if (required) Missing(name);
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Problem(name, "should be a string");
            return null;
        }

        var text = value.GetString()!;
        if (required && text.Length == 0) Problem(name, "should not be empty");
        else if (text.Length > most) Problem(name, $"should not be longer than {most} characters");
        else if (JsonText.HasControl(text, lines)) Problem(name, "should not contain control characters");
        else return text;
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? Word(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name, 100) is not { } text) return null;
        foreach (var word in words)
            if (text == word) return word;
        Problem(name, $"should be equal to one of {string.Join(", ", words)}");
        return null;
    }

    public bool? Flag(string name)
    {
        switch (Find(name).ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null: return null;
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            default:
                Problem(name, "should be a boolean");
                return null;
        }
    }

    /// <summary>Minor units, 0 to <see cref="Bounds.Amount"/>.</summary>
    public long? Amount(string name, long least = 0) => Whole(name, least, Bounds.Amount);

    /// <summary>A whole number within bounds; numeric text is accepted.</summary>
    public long? Whole(string name, long least, long most)
    {
        var value = Find(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (Number(value) is not { } number) Problem(name, "should be an integer");
        else if (number != decimal.Truncate(number)) Problem(name, "should be an integer");
        else if (number < least) Problem(name, $"should be >= {least}");
        else if (number > most) Problem(name, $"should be <= {most}");
        else return (long)number;
        return null;
    }

    /// <summary>A whole number within bounds, by itself or as the only one of a list.</summary>
    public long? WholeIn(string name, long least, long most)
    {
        if (Find(name).ValueKind != JsonValueKind.Array) return Whole(name, least, most);
        var numbers = List(name, 1, (fields, of, value, index) =>
        {
            if (Number(value) is { } number && number == decimal.Truncate(number) && number >= least && number <= most) return (long?)number;
            fields.Problem($"{of}[{index}]", $"should be an integer from {least} to {most}");
            return null;
        });
        if (numbers is { Count: 0 }) Problem(name, "should have one number");
        return numbers is [var one, ..] ? one : null;
    }

    /// <summary>A number with decimals, above <paramref name="above"/>, at most <paramref name="most"/>.</summary>
    public decimal? Decimal(string name, decimal above, decimal most)
    {
        var value = Find(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (Number(value) is not { } number) Problem(name, "should be a number");
        else if (number <= above) Problem(name, string.Create(CultureInfo.InvariantCulture, $"should be > {above}"));
        else if (number > most) Problem(name, string.Create(CultureInfo.InvariantCulture, $"should be <= {most}"));
        else return number;
        return null;
    }

    /// <summary>An instant, ISO 8601; a date alone is that day's start in the zone, or its end.</summary>
    public DateTimeOffset? Instant(string name, TimeZoneInfo zone, bool dayEnd = false)
    {
        if (Text(name, 40) is not { } text) return null;
        if (WireDates.Parse(text, zone, dayEnd) is { } instant) return instant;
        Problem(name, "cannot be recognized as a ISO-8601 compliant date");
        return null;
    }

    /// <summary>A date, <c>2026-03-01</c>; of an instant its date as written.</summary>
    public DateOnly? Date(string name)
    {
        if (Text(name, 40) is not { Length: > 0 } text) return null;
        if (WireDates.Parse(text, TimeZoneInfo.Utc, dayEnd: false) is not null || text.Length == 10)
            if (DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Problem(name, "should be a date such as 1990-05-17");
        return null;
    }

    /// <summary>The object in a field; null when absent.</summary>
    public Fields? Object(string name)
    {
        var value = Find(name);
        if (value.ValueKind == JsonValueKind.Object) return new Fields(value, this, name, -1, _problems);
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) Problem(name, "should be an object");
        return null;
    }

    /// <summary>The objects in a list; null when absent.</summary>
    public List<Fields>? Objects(string name, int most) => List(name, most, static (fields, name, value, index) =>
    {
        if (value.ValueKind == JsonValueKind.Object) return new Fields(value, fields, name, index, fields._problems);
        fields.Problem($"{name}[{index}]", "should be an object");
        return null;
    });

    /// <summary>The texts in a list; null when absent.</summary>
    public List<string>? Texts(string name, int most) => List(name, most, static (fields, name, value, index) =>
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is null) fields.Problem($"{name}[{index}]", "should be a string");
        return text;
    });

    /// <summary>Days of the week as the wire counts them: 0 is Sunday.</summary>
    public List<DayOfWeek>? Days(string name)
    {
        var days = List(name, 7, static (fields, name, value, index) =>
        {
            if (Number(value) is { } day and >= 0 and <= 6 && day == decimal.Truncate(day)) return (DayOfWeek?)(int)day;
            fields.Problem($"{name}[{index}]", "should be a day from 0 (Sunday) to 6 (Saturday)");
            return null;
        });
        return days?.ConvertAll(day => day.GetValueOrDefault());
    }

    /// <summary>Custom attributes, copied out of the request; empty when absent.</summary>
    public MetadataBag Metadata(string name)
    {
        var value = Find(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return MetadataBag.Empty;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Problem(name, "should be an object");
            return MetadataBag.Empty;
        }

        if (MetadataReader.Problem(value) is { } wrong)
        {
            Problem(name + wrong.Path, wrong.What);
            return MetadataBag.Empty;
        }

        return MetadataReader.Read(value);
    }

    /// <summary>Notes that the field should be there.</summary>
    public void Missing(string name) =>
        _problems.Add(_parent is null
            ? $"Body should have required property '{name}'"
            : $"Property {PathOf("")} should have required property '{name}'");

    private List<T>? List<T>(string name, int most, Func<Fields, string, JsonElement, int, T?> read)
    {
        var value = Find(name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(name, "should be an array");
            return null;
        }

        if (value.GetArrayLength() > most)
        {
            Problem(name, $"should not have more than {most} items");
            return null;
        }

        var items = new List<T>(value.GetArrayLength());
        var index = 0;
        foreach (var element in value.EnumerateArray())
            if (read(this, name, element, index++) is { } item) items.Add(item);
        return items;
    }

    private JsonElement Find(string name) =>
        _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out var value) ? value : default;

    private string PathOf(string name)
    {
        var own = _index < 0 ? _name : $"{_name}[{_index}]";
        var path = _parent is null ? "" : _parent.PathOf(own);
        return name.Length == 0 ? path : $"{path}.{name}";
    }

    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? number : null,
        JsonValueKind.String => decimal.TryParse(
            value.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null,
        _ => null,
    };
}
