using System.ComponentModel;
using System.Text.Json.Serialization;

namespace PromoConsole.Api;

/// <summary>The documented error body.</summary>
internal sealed record ApiErrorView(
    [property: Description("The HTTP status.")] int Code,
    [property: Description("Stable word for programs.")] string Key,
    string Message,
    [property: Description("The code, field or id it is about.")] string? Details,
    [property: Description("Names this answer, for support.")] string RequestId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [property: Description("The missing object, or the stored refusal (rf_…) that explains it.")] string? ResourceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ResourceType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [property: Description("The text the marketer wrote for the customer.")] ApiErrorText? Error)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("What still names the resource; the first 20.")]
    public IReadOnlyList<string>? RelatedObjectIds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RelatedObjectType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RelatedObjectTotal { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("Why, when explain asks for it.")]
    public ExplanationView? Explanation { get; init; }
}

internal sealed record ApiErrorText(string Message);
