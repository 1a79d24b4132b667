using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Metadata;

/// <summary>All schemas at one moment: what objects are checked by when they are stored. Immutable.</summary>
public sealed class MetadataSchemas
{
    private readonly FrozenDictionary<(SchemaKind Kind, string Name), MetadataSchema> _schemas;

    private MetadataSchemas(IEnumerable<MetadataSchema> schemas) => _schemas = schemas.ToFrozenDictionary(schema => (schema.Kind, schema.Name));

    public static MetadataSchemas Empty { get; } = new([]);

    /// <summary>Nothing is defined, so nothing is asked.</summary>
    public bool IsEmpty => _schemas.Count == 0;

    public IEnumerable<MetadataSchema> All => _schemas.Values;

    public static MetadataSchemas Of(IReadOnlyCollection<MetadataSchema> schemas) => schemas.Count == 0 ? Empty : new(schemas);

    /// <summary>As they stand in this very transaction.</summary>
    internal static async Task<MetadataSchemas> ReadAsync(PromoDbContext db, CancellationToken ct) => Of(await db.MetadataSchemas.AsNoTracking().ToListAsync(ct));

    /// <summary>Null when nothing is defined.</summary>
    public MetadataSchema? Find(SchemaKind kind, string name) => _schemas.GetValueOrDefault((kind, name));

    /// <summary>The attributes of an object that is made: defaults put in, everything required there.</summary>
    /// <param name="resource">One of <see cref="MetadataResources"/>.</param>
    /// <returns>What to store, or <c>metadata_validation_failed</c>.</returns>
    public Result<MetadataBag> Made(string resource, MetadataBag given) => Made(SchemaKind.Resource, resource, given);

    /// <inheritdoc cref="Made(string, MetadataBag)"/>
    public Result<MetadataBag> Made(SchemaKind kind, string name, MetadataBag given)
    {
        if (Find(kind, name) is not { } schema) return given;
        var filled = WithDefaults(schema, given);
        return MetadataErrors.Of(MetadataCheck.Problems(schema, filled, this, made: true)) is { } wrong ? wrong : filled;
    }

    /// <summary>What is wrong with the attributes given for an object that exists; keys not given are not asked for.</summary>
    /// <returns><c>metadata_validation_failed</c>, or null.</returns>
    public InvalidError? Problem(string resource, MetadataBag given) =>
        !given.IsEmpty && Find(SchemaKind.Resource, resource) is { } schema ? MetadataErrors.Of(MetadataCheck.Problems(schema, given, this, made: false)) : null;

    /// <summary>Puts in the defaults of keys that are not given.</summary>
    public static MetadataBag WithDefaults(MetadataSchema? schema, MetadataBag given)
    {
        var missing = schema?.InForce.Where(definition => definition.Default is not null && !given.Values.ContainsKey(definition.Key)).ToList();
        if (missing is not { Count: > 0 }) return given;
        var filled = new Dictionary<string, JsonElement>(given.Values, StringComparer.Ordinal);
        foreach (var definition in missing) filled[definition.Key] = definition.Default!.Value;
        return new MetadataBag(filled);
    }
}

/// <summary>Refusals about custom attributes and their schemas.</summary>
public static class MetadataErrors
{
    public const string FailedKey = "metadata_validation_failed";

    /// <returns>Null without any problem.</returns>
    public static InvalidError? Of(IReadOnlyList<MetadataProblem> problems) =>
        problems.Count == 0 ? null : new InvalidError(FailedKey, "Metadata validation failed", string.Join('\n', problems)) { Field = "metadata" };

    public static NotFoundError NotFound(string name) => new("metadata schema", name);

    public static InvalidError Invalid(string field, string problem) => new("invalid_metadata_schema", $"The schema's {field} {problem}.") { Field = field };

    public static ConflictError EditedMeanwhile() => new("edited_meanwhile", "Somebody else changed this schema a moment ago. Look at what changed, then save again.");

    public static ConflictError NameTaken(string name) =>
        new("duplicate_found", $"There is already a schema called “{name}”. Choose another name.", $"Duplicated metadata schema exists with name {name}") { Field = "name" };

    /// <param name="naming">Names of the schemas that name it.</param>
    public static InvalidError NestedInUse(string name, IEnumerable<string> naming) =>
        new("resource_in_use", $"Objects of the type “{name}” are attributes in {string.Join(", ", naming)}. Take them out there first.") { Field = "name" };
}
