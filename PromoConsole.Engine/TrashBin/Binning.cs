using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.TrashBin;

/// <summary>Puts things into the bin and takes them out, within a write that is under way.</summary>
internal static class Binning
{
    private const int MaxNameLength = 255;

    private const int KeysAtOnce = 1_000;

    /// <param name="content">What is deleted; null where its row stays.</param>
    /// <param name="codeKey">Of a code: its text stays its own.</param>
    public static void PutInBin(
        this PromoDbContext db, BinKind kind, string resourceId, string name, string? parentId, string actor, DateTimeOffset now, object? content = null, string? codeKey = null) =>
        db.BinEntries.Add(new BinEntry
        {
            Id = Ids.New(BinEntry.IdPrefix, now),
            Kind = kind,
            ResourceId = resourceId,
            CodeKey = codeKey,
            Name = name.Length > MaxNameLength ? name[..MaxNameLength] : name,
            ParentId = parentId,
            DeletedBy = actor,
            DeletedAt = now,
            Content = content is null ? "" : PromoJson.Write(content),
        });

    /// <summary>Those of some keys whose codes lie in the bin: the texts are theirs until they are removed for good.</summary>
    public static async Task<IReadOnlySet<string>> ReservedAsync(this PromoDbContext db, IEnumerable<string> codeKeys, CancellationToken ct)
    {
        var reserved = new HashSet<string>(StringComparer.Ordinal);
        if (!await db.BinEntries.AnyAsync(e => e.CodeKey != null, ct)) return reserved; // as nearly always: millions of codes are then made without asking for each
        foreach (var keys in codeKeys.Chunk(KeysAtOnce))
            reserved.UnionWith(await db.BinEntries.Where(e => e.CodeKey != null && keys.Contains(e.CodeKey)).Select(e => e.CodeKey!).ToListAsync(ct));
        return reserved;
    }

    /// <summary>Forgets that something is in the bin: it came back, or it is gone for good.</summary>
    public static Task<int> ForgetInBinAsync(this PromoDbContext db, string resourceId, CancellationToken ct) =>
        db.BinEntries.Where(e => e.ResourceId == resourceId).ExecuteDeleteAsync(ct);
}
