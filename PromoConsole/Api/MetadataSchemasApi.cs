using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Engine.Metadata;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Metadata schemas: read by shops, kept by whoever manages the project.</summary>
internal static class MetadataSchemasApi
{
    public static void MapMetadataSchemas(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/metadata-schemas").WithTags("Metadata schemas").RequireKeyPermission(Permissions.CampaignsRead);
        group.MapGet("", ListAsync).WithSummary("List metadata schemas").WithName("listMetadataSchemas").WithDescription("Those in which something is defined.");
        group.MapGet("/{resource}", GetAsync).WithSummary("Get a metadata schema").WithName("getMetadataSchema").WithDescription("By the kind of object, or the name of a nested schema.");
    }

    public static void MapManagedMetadataSchemas(this RouteGroupBuilder management)
    {
        var group = management.MapGroup("/projects/{projectId}/metadata-schemas").WithTags("Management").RequireKeyPermission(Permissions.SettingsManage);
        group.MapGet("", ListManagedAsync).WithSummary("List metadata schemas").WithName("listManagedMetadataSchemas");
        group.MapPost("", CreateAsync).Accepts<MetadataSchemaExample>("application/json").WithExample(Examples.MetadataSchema)
            .WithSummary("Create a metadata schema").WithName("createMetadataSchema").WithDescription("409 duplicate_found when the related_object has one already.");
        group.MapGet("/{metadataSchemaId}", GetManagedAsync).WithSummary("Get a metadata schema").WithName("getManagedMetadataSchema");
        group.MapPut("/{metadataSchemaId}", ChangeAsync).Accepts<MetadataSchemaExample>("application/json").WithExample(Examples.MetadataSchema)
            .WithSummary("Change a metadata schema").WithName("updateMetadataSchema")
            .WithDescription("Definitions that are not named stay; a named one is replaced whole. Its type stays. deleted takes one out.");
        group.MapDelete("/{metadataSchemaId}", DeleteAsync).WithSummary("Delete a nested metadata schema").WithName("deleteMetadataSchema").WithDescription("400 resource_in_use while attributes are such objects; schemas of objects stay.");
    }

    private static async Task<Ok<MetadataSchemaListView>> ListAsync(HttpContext http, MetadataSchemaService schemas)
    {
        var all = await ListedAsync(schemas, http.RequestAborted);
        return TypedResults.Ok(new MetadataSchemaListView([.. all.Select(schema => MetadataSchemaView.Of(schema, camel: true))], all.Count));
    }

    private static async Task<Results<Ok<MetadataSchemaView>, ApiError>> GetAsync(string resource, HttpContext http, MetadataSchemaService schemas)
    {
        var name = Codes.FromPath(resource);
        var found = await schemas.GetAsync(MetadataResources.All.Contains(name) ? SchemaKind.Resource : SchemaKind.Nested, name, http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(MetadataSchemaView.Of(found.Value, camel: true)) : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<ManagedSchemaListView>, ApiError>> ListManagedAsync(string projectId, HttpContext http, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        var all = await ListedAsync(schemas, http.RequestAborted);
        return TypedResults.Ok(new ManagedSchemaListView([.. all.Select(schema => MetadataSchemaView.Of(schema, camel: false))], all.Count));
    }

    private static async Task<Results<Ok<MetadataSchemaView>, ApiError>> CreateAsync(string projectId, HttpContext http, ApiBody body, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        var name = body.Fields.Text("related_object", MetadataSchema.MaxNameLength, required: true) ?? "";
        var definitions = MetadataSchemaBody.Definitions(body.Fields, required: true);
        var definedOnly = body.Fields.Flag("allow_defined_only") ?? false;
        if (body.Refusal is { } wrong) return wrong;
        var kind = MetadataResources.All.Contains(name) ? SchemaKind.Resource : SchemaKind.Nested;
        var saved = await schemas.SaveAsync(new SaveSchema { Kind = kind, Name = name, Definitions = definitions, DefinedOnly = definedOnly, SeenRevision = 0, Caller = http.Caller() }, http.RequestAborted);
        return saved.Error is { Key: "edited_meanwhile" } ? ApiError.Of(MetadataErrors.NameTaken(name)) : Answer(saved);
    }

    private static async Task<Results<Ok<MetadataSchemaView>, ApiError>> GetManagedAsync(string projectId, string metadataSchemaId, HttpContext http, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        return await FindAsync(schemas, metadataSchemaId, http.RequestAborted) is { } found ? TypedResults.Ok(MetadataSchemaView.Of(found, camel: false)) : NoSchema(metadataSchemaId);
    }

    private static async Task<Results<Ok<MetadataSchemaView>, ApiError>> ChangeAsync(string projectId, string metadataSchemaId, HttpContext http, ApiBody body, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        var named = MetadataSchemaBody.Definitions(body.Fields, required: false);
        var definedOnly = body.Fields.Flag("allow_defined_only");
        if (body.Refusal is { } wrong) return wrong;
        if (await FindAsync(schemas, metadataSchemaId, http.RequestAborted) is not { } schema) return NoSchema(metadataSchemaId);
        return Answer(await schemas.SaveAsync(MetadataSchemaBody.On(schema, named, definedOnly ?? schema.DefinedOnly, http.Caller()), http.RequestAborted));
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string projectId, string metadataSchemaId, HttpContext http, MetadataSchemaService schemas)
    {
        if (StackingRulesApi.Missing(projectId) is { } missing) return missing;
        if (await FindAsync(schemas, metadataSchemaId, http.RequestAborted) is not { Kind: SchemaKind.Nested } schema) return NoSchema(metadataSchemaId);
        var deleted = await schemas.DeleteAsync(SchemaKind.Nested, schema.Name, http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }

    private static Results<Ok<MetadataSchemaView>, ApiError> Answer(Result<MetadataSchema> saved) =>
        saved.IsOk ? TypedResults.Ok(MetadataSchemaView.Of(saved.Value, camel: false)) : MetadataSchemaBody.Refusal(saved.Error);

    // Schemas of events are not of objects.
    private static async Task<IReadOnlyList<MetadataSchema>> ListedAsync(MetadataSchemaService schemas, CancellationToken ct) =>
        [.. (await schemas.ListAsync(ct)).Where(schema => schema.Kind != SchemaKind.Event)];

    private static async Task<MetadataSchema?> FindAsync(MetadataSchemaService schemas, string id, CancellationToken ct) => (await ListedAsync(schemas, ct)).FirstOrDefault(schema => schema.Id == id);

    private static ApiError NoSchema(string id) => ApiError.Of(MetadataErrors.NotFound(id));
}
