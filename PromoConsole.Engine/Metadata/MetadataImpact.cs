using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Metadata;

/// <summary>How far a look at what is stored has come, and what it found.</summary>
/// <param name="Looked">Objects looked at so far; of lines, orders.</param>
/// <param name="Total">Of those there are.</param>
/// <param name="Failing">With a value that would be refused.</param>
/// <param name="Lacking">Without something that is required from now on; they may stay so.</param>
/// <param name="Examples">The newest that fail or lack, a few, with why.</param>
public sealed record ImpactScan(long Looked, long Total, long Failing, long Lacking, IReadOnlyList<ImpactExample> Examples, bool Finished);

/// <param name="Problems">What would be refused, or is missing.</param>
public sealed record ImpactExample(string Id, string Name, IReadOnlyList<MetadataProblem> Problems);

/// <summary>A key that stored objects carry and nobody defined.</summary>
/// <param name="Count">How many of the objects looked at have it.</param>
/// <param name="Guess">What it could be defined as, from its values.</param>
/// <param name="Example">One of its values as text.</param>
public sealed record UnknownKey(string Key, int Count, MetadataDefinition Guess, string Example);

/// <param name="Looked">How many of the newest objects were looked at.</param>
public sealed record UnknownKeys(IReadOnlyList<UnknownKey> Keys, int Looked);

/// <summary>What a change of a schema would meet: what is stored, looked at slice by slice without holding anything up.</summary>
public sealed class MetadataImpact(IDbContextFactory<PromoDbContext> contexts)
{
    /// <summary>How many objects are looked at for keys nobody defined.</summary>
    public const int Looked = 2_000;

    private const int Examples = 8;

    /// <summary>Asks every stored object. The first answer comes after the newest <see cref="StoredMetadata.Slice"/>, the last is exact for what was there.</summary>
    /// <param name="proposed">The schema as it would be.</param>
    /// <param name="schemas">The others, for nested ones.</param>
    public async IAsyncEnumerable<ImpactScan> ScanAsync(MetadataSchema proposed, MetadataSchemas schemas, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var total = await StoredMetadata.CountAsync(db, proposed.Kind, proposed.Name, ct);
        var examples = new List<ImpactExample>();
        var (looked, failing, lacking) = (0L, 0L, 0L);
        string? end = null;
        do
        {
            (var holders, var rows, end) = await StoredMetadata.ReadAsync(db, proposed.Kind, proposed.Name, end, ct);
            looked += rows;
            foreach (var holder in holders)
            {
                var problems = MetadataCheck.Problems(proposed, holder.Metadata, schemas, made: true);
                if (problems.Count == 0) continue;
                if (problems.Any(problem => holder.Metadata.Values.ContainsKey(problem.Root))) failing++;
                else lacking++;
                if (examples.Count < Examples) examples.Add(new(holder.Id, holder.Name, problems));
            }

            yield return new(looked, Math.Max(total, looked), failing, lacking, [.. examples], end is null);
        }
        while (end is not null);
    }

    /// <summary>The keys nobody defined among the newest objects, the most frequent first.</summary>
    public async Task<UnknownKeys> UnknownAsync(SchemaKind kind, string name, MetadataSchemas schemas, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var defined = schemas.Find(kind, name)?.Definitions.Select(definition => definition.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        var values = new Dictionary<string, List<JsonElement>>(StringComparer.Ordinal);
        var (looked, end) = (0, (string?)null);
        do
        {
            (var holders, _, end) = await StoredMetadata.ReadAsync(db, kind, name, end, ct);
            looked += holders.Count;
            foreach (var (key, value) in holders.SelectMany(holder => holder.Metadata.Values))
            {
                if (defined.Contains(key)) continue;
                if (!values.TryGetValue(key, out var seen)) values[key] = seen = [];
                seen.Add(value);
            }
        }
        while (end is not null && looked < Looked);

        return new([.. values.OrderByDescending(one => one.Value.Count).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => new UnknownKey(one.Key, one.Value.Count, Guess(one.Key, one.Value), Shown(one.Value[0])))], looked);
    }

    /// <summary>The narrowest type that all values fit; text when none does.</summary>
    internal static MetadataDefinition Guess(string key, IReadOnlyList<JsonElement> values)
    {
        var given = values.Where(value => value.ValueKind != JsonValueKind.Null).ToList();
        var array = given.Count > 0 && given.All(value => value.ValueKind == JsonValueKind.Array);
        var single = array ? given.SelectMany(value => value.EnumerateArray()).ToList() : given;
        MetadataType[] narrow = [MetadataType.Flag, MetadataType.Number, MetadataType.Date, MetadataType.DateTime, MetadataType.ImageUrl];
        var type = narrow.FirstOrDefault(type => single.Count > 0 && single.All(value => MetadataCheck.Fits(new MetadataDefinition { Key = key, Type = type }, value)), MetadataType.Text);
        return new MetadataDefinition { Key = key, Type = type, Array = array };
    }

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= 60 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 60)}…");
    }
}
