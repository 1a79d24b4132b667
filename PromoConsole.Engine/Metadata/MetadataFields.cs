using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Metadata;

/// <summary>Whose custom attributes.</summary>
public enum MetadataOwner { Customer, Order, OrderLine, Product, Redemption, CustomEvent }

/// <summary>A custom attribute that objects of the shop have.</summary>
/// <param name="Key">With dots into nested objects.</param>
/// <param name="Values">The most frequent short values as text, at most <see cref="MetadataFields.MostValues"/>.</param>
public sealed record MetadataField(string Key, IReadOnlyList<string> Values);

/// <summary>Which custom attributes there are: those the newest objects have, and those that are defined although nothing has them yet.</summary>
public sealed class MetadataFields(IDbContextFactory<PromoDbContext> contexts)
{
    /// <summary>How many objects are looked at.</summary>
    public const int Looked = 200;

    /// <summary>How many keys are told.</summary>
    public const int MostKeys = 50;

    /// <summary>How many values of a key are told.</summary>
    public const int MostValues = 6;

    private const int LongestValue = 40;
    private const int Deepest = 3;

    /// <summary>The attributes of the newest objects of a kind, the most frequent first. A line of an order has those of its product too.</summary>
    public async Task<IReadOnlyList<MetadataField>> OfAsync(MetadataOwner owner, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var stored = Told(owner switch
        {
            MetadataOwner.Customer => await db.Customers.OrderByDescending(c => c.Id).Take(Looked).Select(c => c.Metadata).ToListAsync(ct),
            MetadataOwner.Order => (await OrdersAsync(db, ct)).Select(content => content.Metadata),
            MetadataOwner.OrderLine => [.. await LinesAsync(db, ct), .. await ProductsAsync(db, ct)],
            MetadataOwner.Product => await ProductsAsync(db, ct),
            MetadataOwner.Redemption => (await db.Redemptions.OrderByDescending(r => r.Id).Take(Looked).Select(r => r.Detail).ToListAsync(ct)).Select(detail => detail.Metadata),
            _ => await db.CustomEvents.OrderByDescending(e => e.Id).Take(Looked).Select(e => e.Metadata).ToListAsync(ct),
        });
        return WithDefined(stored, owner, await MetadataSchemas.ReadAsync(db, ct));
    }

    // Places are not for rules, and an object by itself is compared with nothing: its parts are.
    private static IReadOnlyList<MetadataField> WithDefined(IReadOnlyList<MetadataField> stored, MetadataOwner owner, MetadataSchemas schemas)
    {
        if (schemas.IsEmpty) return stored;
        var known = stored.Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        var defined = Described(owner, schemas).SelectMany(schema => Keys(schema, schemas, "", 1)).DistinctBy(field => field.Key).ToList();
        var allowed = defined.Where(field => field.Values.Count > 0).ToDictionary(field => field.Key, StringComparer.Ordinal);
        return [.. stored.Select(field => allowed.GetValueOrDefault(field.Key) ?? field), .. defined.Where(field => !known.Contains(field.Key))];
    }

    private static IEnumerable<MetadataSchema> Described(MetadataOwner owner, MetadataSchemas schemas)
    {
        string[] names = owner switch
        {
            MetadataOwner.Customer => [MetadataResources.Customer],
            MetadataOwner.Order => [MetadataResources.Order],
            MetadataOwner.OrderLine => [MetadataResources.OrderItem, MetadataResources.Product],
            MetadataOwner.Product => [MetadataResources.Product],
            MetadataOwner.Redemption => [MetadataResources.Redemption],
            _ => [],
        };
        return owner == MetadataOwner.CustomEvent ? schemas.All.Where(schema => schema.Kind == SchemaKind.Event) : names.Select(name => schemas.Find(SchemaKind.Resource, name)).OfType<MetadataSchema>();
    }

    private static IEnumerable<MetadataField> Keys(MetadataSchema schema, MetadataSchemas schemas, string path, int depth)
    {
        foreach (var definition in schema.InForce)
        {
            var nested = definition is { Type: MetadataType.Object, ObjectType: { } name } && depth < Deepest ? schemas.Find(SchemaKind.Nested, name) : null;
            if (nested is not null)
                foreach (var inner in Keys(nested, schemas, $"{path}{definition.Key}.", depth + 1)) yield return inner;
            else if (definition.Type is not (MetadataType.Geopoint or MetadataType.Object))
                yield return new MetadataField(path + definition.Key, [.. (definition.Allowed ?? []).Take(MostValues)]);
        }
    }

    /// <summary>Names of the custom events that happened lately, the most frequent first.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var names = await db.CustomEvents.OrderByDescending(e => e.Id).Take(Looked).Select(e => e.Name).ToListAsync(ct);
        return [.. names.GroupBy(name => name, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostKeys).Select(group => group.Key)];
    }

    /// <summary>Counts keys and values.</summary>
    internal static IReadOnlyList<MetadataField> Told(IEnumerable<MetadataBag> bags)
    {
        var found = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, value) in bags.SelectMany(bag => bag.Values)) Add(key, value, 1);
        return [.. seen.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(MostKeys).Select(one => new MetadataField(one.Key, Frequent(found[one.Key])))];

        void Add(string key, JsonElement value, int depth)
        {
            if (value.ValueKind == JsonValueKind.Object && depth < Deepest)
            {
                foreach (var inner in value.EnumerateObject()) Add($"{key}.{inner.Name}", inner.Value, depth + 1);
                return;
            }

            seen[key] = seen.GetValueOrDefault(key) + 1;
            if (!found.TryGetValue(key, out var values)) found[key] = values = new(StringComparer.Ordinal);
            foreach (var text in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Text) : [Text(value)])
                if (text is { Length: > 0 and <= LongestValue }) values[text] = values.GetValueOrDefault(text) + 1;
        }
    }

    private static string[] Frequent(Dictionary<string, int> values) =>
        [.. values.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(MostValues).Select(one => one.Key)];

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static Task<List<Orders.OrderContent>> OrdersAsync(PromoDbContext db, CancellationToken ct) =>
        db.Orders.OrderByDescending(o => o.Id).Take(Looked).Select(o => o.Content).ToListAsync(ct);

    private static async Task<IEnumerable<MetadataBag>> LinesAsync(PromoDbContext db, CancellationToken ct) =>
        (await OrdersAsync(db, ct)).SelectMany(content => content.Lines).SelectMany(line => (MetadataBag?[])[line.Metadata, line.ProductMetadata, line.SkuMetadata]).OfType<MetadataBag>();

    private static async Task<List<MetadataBag>> ProductsAsync(PromoDbContext db, CancellationToken ct) =>
        [.. await db.Products.OrderByDescending(p => p.Id).Take(Looked).Select(p => p.Metadata).ToListAsync(ct), .. await db.Skus.OrderByDescending(s => s.Id).Take(Looked).Select(s => s.Metadata).ToListAsync(ct)];
}
