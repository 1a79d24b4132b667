using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Metadata;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Definitions of custom events, kept by whoever manages the project; the same as in Settings.</summary>
internal static class EventSchemasApi
{
    public static void MapManagedEventSchemas(this RouteGroupBuilder management)
    {
        var group = management.MapGroup("/projects/{projectId}/custom-event-schemas").WithTags("Management").RequireKeyPermission(Permissions.SettingsManage);
        group.MapGet("", ListAsync).WithSummary("List custom event schemas").WithName("listCustomEventSchemas").WithDescription("By name.");
        group.MapPost("", CreateAsync).Accepts<EventSchemaExample>("application/json").WithExample(Examples.EventSchema)
            .WithSummary("Create a custom event schema").WithName("createCustomEventSchema").WithDescription("409 duplicate_found when the event has one already.");
        group.MapGet("/{customEventSchemaId}", GetAsync).WithSummary("Get a custom event schema").WithName("getCustomEventSchema");
        group.MapPut("/{customEventSchemaId}", ChangeAsync).Accepts<EventSchemaExample>("application/json").WithExample(Examples.EventSchema)
            .WithSummary("Change a custom event schema").WithName("updateCustomEventSchema")
            .WithDescription("Definitions that are not named stay; a named one is replaced whole. Its type stays, and so does the event's name. deleted takes one out.");
        group.MapDelete("/{customEventSchemaId}", DeleteAsync).WithSummary("Delete a custom event schema").WithName("deleteCustomEventSchema").WithDescription("Events that happened stay.");
    }

    private static async Task<Results<Ok<EventSchemaListView>, ApiError>> ListAsync(string projectId, HttpContext http, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        var all = await AllAsync(schemas, http.RequestAborted);
        return TypedResults.Ok(new EventSchemaListView([.. all.Select(EventSchemaView.Of)], all.Count));
    }

    private static async Task<Results<Ok<EventSchemaView>, ApiError>> CreateAsync(string projectId, HttpContext http, ApiBody body, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        var name = body.Fields.Text("name", MetadataSchema.MaxNameLength, required: true) ?? "";
        if (!body.Fields.Has("schema")) body.Fields.Missing("schema");
        var definitions = Definitions(body.Fields, required: true);
        if (body.Refusal is { } wrong) return wrong;
        var saved = await schemas.SaveAsync(new SaveSchema { Kind = SchemaKind.Event, Name = name, Definitions = definitions, SeenRevision = 0, Caller = http.Caller() }, http.RequestAborted);
        return saved.Error is { Key: "edited_meanwhile" } ? ApiError.Of(MetadataErrors.NameTaken(name)) : Answer(saved);
    }

    private static async Task<Results<Ok<EventSchemaView>, ApiError>> GetAsync(string projectId, string customEventSchemaId, HttpContext http, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        return await FindAsync(schemas, customEventSchemaId, http.RequestAborted) is { } found ? TypedResults.Ok(EventSchemaView.Of(found)) : NoSchema(customEventSchemaId);
    }

    private static async Task<Results<Ok<EventSchemaView>, ApiError>> ChangeAsync(string projectId, string customEventSchemaId, HttpContext http, ApiBody body, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        var named = Definitions(body.Fields, required: false);
        if (body.Refusal is { } wrong) return wrong;
        if (await FindAsync(schemas, customEventSchemaId, http.RequestAborted) is not { } schema) return NoSchema(customEventSchemaId);
        return Answer(await schemas.SaveAsync(MetadataSchemaBody.On(schema, named, schema.DefinedOnly, http.Caller()), http.RequestAborted));
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string projectId, string customEventSchemaId, HttpContext http, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        if (await FindAsync(schemas, customEventSchemaId, http.RequestAborted) is not { } schema) return NoSchema(customEventSchemaId);
        var deleted = await schemas.DeleteAsync(SchemaKind.Event, schema.Name, http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static IReadOnlyList<MetadataDefinition> Definitions(Fields body, bool required) =>
        body.Object("schema") is { } schema ? MetadataSchemaBody.Definitions(schema, required) : [];

    private static Results<Ok<EventSchemaView>, ApiError> Answer(Result<MetadataSchema> saved) =>
        saved.IsOk ? TypedResults.Ok(EventSchemaView.Of(saved.Value)) : MetadataSchemaBody.Refusal(saved.Error);

    private static async Task<IReadOnlyList<MetadataSchema>> AllAsync(MetadataSchemaService schemas, CancellationToken ct) =>
        [.. (await schemas.ListAsync(ct)).Where(schema => schema.Kind == SchemaKind.Event)];

    private static async Task<MetadataSchema?> FindAsync(MetadataSchemaService schemas, string id, CancellationToken ct) => (await AllAsync(schemas, ct)).FirstOrDefault(schema => schema.Id == id);

    private static ApiError NoSchema(string id) => ApiError.Of(MetadataErrors.NotFound(id));
}

/// <summary>The definition of a custom event.</summary>
internal sealed record EventSchemaView(
    string Id, [property: Description("What the event is called.")] string Name, EventSchemaPropertiesView Schema, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt)
{
    public string Object => "custom-event-schema";

    public static EventSchemaView Of(MetadataSchema schema) =>
        new(schema.Id, schema.Name, new(MetadataSchemaView.Of(schema, camel: false).Properties), schema.CreatedAt, schema.UpdatedAt);
}

internal sealed record EventSchemaPropertiesView([property: Description("Definitions of custom attributes by key.")] IReadOnlyDictionary<string, JsonElement> Properties);

internal sealed record EventSchemaListView(IReadOnlyList<EventSchemaView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}

[Description("Which custom attributes come with a custom event.")]
internal sealed record EventSchemaExample(
    [property: Description("Letters, digits, ., _ and -; it stays.")] string? Name,
    [property: Description("properties: definitions by key, as those of metadata schemas.")] JsonElement Schema);
