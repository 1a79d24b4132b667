using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Components.Metadata;

/// <summary>
/// The custom attributes of an object, to see and change: an input for each that is defined, rows to type for the others. Whoever saves stores the whole bag in
/// the place of the one that was opened, so a cleared input takes its key away.
/// </summary>
public sealed partial class MetadataEditor(MetadataSchemaService service)
{
    private MetadataSchemas? _schemas;

    /// <summary>Kind of object: one of <see cref="MetadataResources"/>.</summary>
    [Parameter, EditorRequired] public required string Resource { get; set; }

    /// <summary>For events, whose <see cref="Resource"/> is the event's name.</summary>
    [Parameter] public SchemaKind Kind { get; set; } = SchemaKind.Resource;

    /// <summary>Whose, for the rows of other attributes: "Customer".</summary>
    [Parameter, EditorRequired] public required string Of { get; set; }

    /// <summary>The attributes as they stand in the form.</summary>
    [Parameter] public MetadataBag Value { get; set; } = MetadataBag.Empty;

    /// <summary>One was changed, added or taken away.</summary>
    [Parameter] public EventCallback<MetadataBag> ValueChanged { get; set; }

    /// <summary>What a save was refused for: <see cref="MetadataProblem.Of"/> reads it from the error. What is typed meanwhile is checked at once.</summary>
    [Parameter] public IReadOnlyList<MetadataProblem> Problems { get; set; } = [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _schemas = await service.CurrentAsync();

    // What is given is asked now; what is missing, only once somebody tried to save.
    private IReadOnlyList<MetadataProblem> Shown(MetadataSchemas schemas)
    {
        IReadOnlyList<MetadataProblem> now = schemas.Find(Kind, Resource) is { } schema ? MetadataCheck.Problems(schema, Value, schemas, made: false) : [];
        return [.. now, .. Problems.Where(problem => !Value.Values.ContainsKey(problem.Root) && now.All(other => other.Key != problem.Key))];
    }
}
