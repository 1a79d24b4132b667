using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Components.Metadata;

/// <summary>One value of a defined attribute. What is typed and does not fit is kept as text, so that the check can say what is wrong with it.</summary>
public sealed partial class MetadataInput
{
    private const string NotSet = "";

    private static readonly IReadOnlyList<Choice<string>> Flags = [new(NotSet, "Not set"), new("true", "Yes"), new("false", "No")];

    private enum InputShape { Line, Choice, Flag, Instant }

    [Parameter, EditorRequired] public required MetadataDefinition Definition { get; set; }

    /// <summary>Null while there is none.</summary>
    [Parameter] public JsonElement? Value { get; set; }

    [Parameter] public EventCallback<JsonElement?> ValueChanged { get; set; }

    /// <summary>The name where no field gives one.</summary>
    [Parameter] public string? Label { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool Fits => Value is not { } value || IsEmpty || MetadataCheck.Fits(new MetadataDefinition { Key = "", Type = Definition.Type }, value);

    private bool IsEmpty => Value is { ValueKind: JsonValueKind.String } value && value.GetString()!.Length == 0;

    private InputShape Shape =>
        Definition.Allowed is { Count: > 0 } ? InputShape.Choice
        : !Fits ? InputShape.Line // only a line can show what it is
        : Definition.Type switch { MetadataType.Flag => InputShape.Flag, MetadataType.DateTime => InputShape.Instant, _ => InputShape.Line };

    private string Type => Definition.Type switch { MetadataType.Date when Fits => "date", MetadataType.ImageUrl => "url", _ => "text" };

    private string? Placeholder => Definition.Type switch { MetadataType.Geopoint => "52.2297, 21.0122", MetadataType.ImageUrl => "https://…/picture.jpg", MetadataType.Object => "{ }", _ => null };

    private int MaxLength => Definition.Type == MetadataType.Text ? 10_000 : 2_000;

    private string? Text => Value switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number when Definition.Allowed is null && number.TryGetDecimal(out var exact) => exact.ToString("0.############################", Format.Culture),
        var other => other.Value.GetRawText(),
    };

    private IReadOnlyList<Choice<string>> Choices =>
    [
        new(NotSet, "Not set"), .. Definition.Allowed!.Select(value => new Choice<string>(value, value)),
        .. Text is { Length: > 0 } odd && !Definition.Allowed!.Contains(odd, StringComparer.Ordinal) ? (Choice<string>[])[new(odd, $"{odd} (not allowed)")] : [],
    ];

    private DateTimeOffset? Instant => Value is { ValueKind: JsonValueKind.String } value && !IsEmpty ? DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    private Task SetInstantAsync(DateTimeOffset? at) =>
        ValueChanged.InvokeAsync(at is { } given ? JsonSerializer.SerializeToElement(given.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture) + "Z") : null);

    private Task SetTextAsync(string? typed) => ValueChanged.InvokeAsync(string.IsNullOrEmpty(typed) ? null : Read(typed));

    private JsonElement Read(string typed)
    {
        switch (Definition.Type)
        {
            case MetadataType.Number:
                return Number(typed) is { } number ? JsonSerializer.SerializeToElement(number) : JsonSerializer.SerializeToElement(typed);
            case MetadataType.Flag when typed is "true" or "false":
                return JsonSerializer.SerializeToElement(typed == "true");
            case MetadataType.Object:
                return Json(typed) ?? JsonSerializer.SerializeToElement(typed);
            default:
                return JsonSerializer.SerializeToElement(Definition.Type == MetadataType.Text ? typed : typed.Trim());
        }
    }

    // A value out of the list is written as the schema has it; a typed one as people here write numbers.
    private decimal? Number(string typed) =>
        Definition.Allowed is not null ? decimal.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var listed) ? listed : null : Format.ParseDecimal(typed);

    private static JsonElement? Json(string typed)
    {
        try
        {
            return JsonElement.Parse(typed);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
