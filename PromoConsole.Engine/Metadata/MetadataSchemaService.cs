using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Metadata;

/// <summary>A schema as somebody wants it.</summary>
public sealed record SaveSchema
{
    public required SchemaKind Kind { get; init; }

    /// <summary>One of <see cref="MetadataResources"/>, a name for a nested object, or the name of an event.</summary>
    public required string Name { get; init; }

    public bool DefinedOnly { get; init; }

    /// <summary>What is in force. Definitions that were there and are not named are taken out, and count until they are purged.</summary>
    public IReadOnlyList<MetadataDefinition> Definitions { get; init; } = [];

    /// <summary>What the editor opened, 0 for one that was not there; null overwrites whatever is there.</summary>
    public long? SeenRevision { get; init; }

    public required Caller Caller { get; init; }
}

/// <summary>Which custom attributes there may be. Every write asks them, redemptions too, so changes are published like those of rules.</summary>
public sealed class MetadataSchemaService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, JobSignal jobs, TimeProvider time)
{
    /// <summary>All schemas as they stand.</summary>
    public async Task<MetadataSchemas> CurrentAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await MetadataSchemas.ReadAsync(db, ct);
    }

    /// <summary>All schemas, resources in their order, then nested ones and events by name.</summary>
    public async Task<IReadOnlyList<MetadataSchema>> ListAsync(CancellationToken ct = default)
    {
        var all = (await CurrentAsync(ct)).All;
        var order = MetadataResources.All.ToList();
        return [.. all.OrderBy(schema => schema.Kind).ThenBy(schema => schema.Kind == SchemaKind.Resource ? order.IndexOf(schema.Name) : 0).ThenBy(schema => schema.Name, StringComparer.Ordinal)];
    }

    /// <returns>The schema, or <c>not_found</c> while nothing is defined.</returns>
    public async Task<Result<MetadataSchema>> GetAsync(SchemaKind kind, string name, CancellationToken ct = default) =>
        (await CurrentAsync(ct)).Find(kind, name) is { } found ? found : MetadataErrors.NotFound(name);

    /// <summary>Makes a schema or changes it, all at once. What is stored stays as it is: only later writes are checked by it.</summary>
    /// <returns>The schema as it now stands; or <c>invalid_metadata_schema</c>, <c>edited_meanwhile</c>.</returns>
    public Task<Result<MetadataSchema>> SaveAsync(SaveSchema request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<MetadataSchema>(async (db, token) =>
        {
            var name = request.Name.Trim();
            if (NameProblem(request.Kind, name) is { } problem) return problem;
            var schemas = await MetadataSchemas.ReadAsync(db, token);
            var before = schemas.Find(request.Kind, name);
            if (request.SeenRevision is { } seen && seen != (before?.Revision ?? 0)) return MetadataErrors.EditedMeanwhile();
            if (before is null && request.Kind != SchemaKind.Resource && schemas.All.Count(schema => schema.Kind == request.Kind) >= MetadataSchema.MostSchemas)
                return MetadataErrors.Invalid("name", $"is one too many: there are {MetadataSchema.MostSchemas} already");

            var now = time.GetUtcNow();
            var named = request.Definitions.Select(definition => definition.Key).ToHashSet(StringComparer.Ordinal);
            var gone = before?.Definitions.Where(old => !named.Contains(old.Key)).Select(old => old with { Deleted = true }) ?? [];
            var schema = new MetadataSchema
            {
                Id = before?.Id ?? Ids.New("ms_", now), Kind = request.Kind, Name = name, DefinedOnly = request.DefinedOnly, Definitions = [.. request.Definitions, .. gone],
                Revision = (before?.Revision ?? 0) + 1, CreatedAt = before?.CreatedAt ?? now, UpdatedAt = before is null ? null : now,
            };
            if (SchemaCheck.Problems(schema, before, schemas) is [var wrong, ..])
                return MetadataErrors.Invalid(wrong.Key.Length == 0 ? wrong.Field : $"{wrong.Key}.{wrong.Field}", "cannot be kept") with { Message = wrong.Sentence };
            if (before is null) db.MetadataSchemas.Add(schema);
            else db.MetadataSchemas.Update(schema).Property(s => s.Revision).OriginalValue = before.Revision;
            db.Record(now, request.Caller.Name, before is null ? "metadata_schema.created" : "metadata_schema.changed", schema.Id, before: before is null ? null : Told(before), after: Told(schema));
            return schema;
        }, ct);

    /// <summary>Deletes a nested schema, or the definition of an event.</summary>
    /// <returns>What is gone; or <c>not_found</c>, <c>resource_in_use</c> while an attribute is such an object.</returns>
    public Task<Result<MetadataSchema>> DeleteAsync(SchemaKind kind, string name, Caller caller, CancellationToken ct = default) =>
        writes.ExclusiveAsync<MetadataSchema>(async (db, token) =>
        {
            var schemas = await MetadataSchemas.ReadAsync(db, token);
            if (kind == SchemaKind.Resource || schemas.Find(kind, name) is not { } schema) return MetadataErrors.NotFound(name);
            string[] naming = [.. schemas.All.Where(other => kind == SchemaKind.Nested && other.InForce.Any(definition => definition.ObjectType == name)).Select(other => other.Name)];
            if (naming.Length > 0) return MetadataErrors.NestedInUse(name, naming);
            db.MetadataSchemas.Remove(schema);
            db.Record(time.GetUtcNow(), caller.Name, "metadata_schema.deleted", schema.Id, before: Told(schema));
            return schema;
        }, ct);

    /// <summary>Forgets a definition that was taken out; where history does not keep it, a job takes the key out of everything stored first.</summary>
    /// <returns>The job, or null when there was nothing to take out of; or <c>not_found</c>, <c>invalid_metadata_schema</c> while the key is in force.</returns>
    public async Task<Result<PurgeStarted>> PurgeAsync(SchemaKind kind, string name, string key, Caller caller, CancellationToken ct = default)
    {
        var started = await writes.ExclusiveAsync<PurgeStarted>(async (db, token) =>
        {
            if ((await MetadataSchemas.ReadAsync(db, token)).Find(kind, name) is not { } schema) return MetadataErrors.NotFound(name);
            if (schema.Definitions.FirstOrDefault(definition => definition.Key == key) is not { } definition) return MetadataErrors.NotFound($"{name}.{key}");
            if (!definition.Deleted) return MetadataErrors.Invalid(key, "is in force: take it out first");
            var now = time.GetUtcNow();
            db.Record(now, caller.Name, "metadata_schema.purged", schema.Id, before: new { key });
            if (!MetadataResources.CanPurge(kind, name))
            {
                Forget(db, schema, key, now);
                return new PurgeStarted(null);
            }

            var job = MetadataPurge.Job(name, key, schema.Id, caller.Name, now);
            db.Jobs.Add(job);
            return new PurgeStarted(job);
        }, ct);
        if (started is { IsOk: true, Value.Job: not null }) jobs.Wake();
        return started;
    }

    /// <summary>Takes a definition that was taken out off the schema.</summary>
    internal static void Forget(PromoDbContext db, MetadataSchema schema, string key, DateTimeOffset now)
    {
        var entry = db.MetadataSchemas.Update(schema);
        entry.Property(s => s.Revision).OriginalValue = schema.Revision;
        schema.Definitions = [.. schema.Definitions.Where(definition => definition.Key != key || !definition.Deleted)];
        (schema.Revision, schema.UpdatedAt) = (schema.Revision + 1, now);
    }

    private static InvalidError? NameProblem(SchemaKind kind, string name) => kind switch
    {
        SchemaKind.Resource when !MetadataResources.All.Contains(name, StringComparer.Ordinal) => MetadataErrors.Invalid("name", $"“{name}” is none of {string.Join(", ", MetadataResources.All)}"),
        SchemaKind.Nested when MetadataResources.All.Contains(name, StringComparer.Ordinal) => MetadataErrors.Invalid("name", $"“{name}” is taken by the objects of that kind"),
        SchemaKind.Nested when name.Length is 0 or > MetadataSchema.MaxNameLength || name.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or '-')) =>
            MetadataErrors.Invalid("name", $"has 1 to {MetadataSchema.MaxNameLength} letters, digits, underscores and dashes"),
        SchemaKind.Event when !Customers.CustomEvent.IsName(name) => Customers.CustomerErrors.InvalidEvent() with { Field = "name" },
        _ => null,
    };

    private static object Told(MetadataSchema schema) => new { schema.Name, schema.DefinedOnly, schema.Definitions };
}

/// <param name="Job">What takes the key out of everything stored; null when nothing has to be.</param>
public sealed record PurgeStarted(Job? Job);
