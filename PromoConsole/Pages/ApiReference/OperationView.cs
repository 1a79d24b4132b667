using System.Text.Json;
using Microsoft.OpenApi;

namespace PromoConsole.Pages.ApiReference;

/// <summary>Operations about one kind of thing.</summary>
public sealed record OperationGroup(string Name, IReadOnlyList<OperationView> Operations)
{
    /// <summary>The document's operations, grouped by tag in its own order.</summary>
    public static IReadOnlyList<OperationGroup> Of(OpenApiDocument document) =>
    [
        .. from path in document.Paths
           from operation in path.Value.Operations ?? []
           let view = OperationView.Of(path.Key, operation.Key.Method, operation.Value)
           group view by view.Group into grouped
           select new OperationGroup(grouped.Key, [.. grouped]),
    ];
}

/// <summary>One operation as the page shows it.</summary>
/// <param name="Example">A body to start from; null when it takes none.</param>
public sealed record OperationView(
    string Id, string Group, string Method, string Path, string Summary, string? Description,
    IReadOnlyList<ParameterView> Parameters, string? Example, IReadOnlyList<AnswerView> Answers)
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>Whether sending it can change something.</summary>
    public bool Changes => Method != "GET";

    internal static OperationView Of(string path, string method, OpenApiOperation operation) => new(
        $"{method.ToLowerInvariant()}{path.Replace('/', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}",
        operation.Tags?.FirstOrDefault()?.Name ?? "Other", method, path, operation.Summary ?? path, operation.Description,
        [.. (operation.Parameters ?? []).Select(ParameterView.Of)],
        operation.RequestBody?.Content?.Values.Select(content => content.Example?.ToJsonString(s_indented) ?? "{}").FirstOrDefault(),
        [.. (operation.Responses ?? []).Select(answer => new AnswerView(answer.Key, answer.Value.Description ?? ""))]);
}

/// <param name="Place">path, query or header.</param>
public sealed record ParameterView(string Name, string Place, string? Description, bool Required)
{
    internal static ParameterView Of(IOpenApiParameter parameter) => new(
        parameter.Name ?? "", parameter.In switch { ParameterLocation.Path => "path", ParameterLocation.Header => "header", _ => "query" },
        parameter.Description, parameter.Required);
}

/// <param name="Status">HTTP status.</param>
/// <param name="Meaning">When it is given.</param>
public sealed record AnswerView(string Status, string Meaning);
