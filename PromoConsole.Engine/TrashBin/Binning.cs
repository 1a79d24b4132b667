using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.TrashBin;

/// <summary>Puts things into the bin and takes them out, within a write that is under way.</summary>
internal static class Binning
{
    private const int MaxNameLength = 255;

    /// <param name="content">What is deleted; null where its row stays.</param>
    public static void PutInBin(
        this PromoDbContext db, BinKind kind, string resourceId, string name, string? parentId, string actor, DateTimeOffset now, object? content = null) =>
        db.BinEntries.Add(new BinEntry
        {
            Id = Ids.New(BinEntry.IdPrefix, now),
            Kind = kind,
            ResourceId = resourceId,
            Name = name.Length > MaxNameLength ? name[..MaxNameLength] : name,
            ParentId = parentId,
            DeletedBy = actor,
            DeletedAt = now,
            Content = content is null ? "" : PromoJson.Write(content),
        });

    /// <summary>Forgets that something is in the bin: it came back, or it is gone for good.</summary>
    public static Task<int> ForgetInBinAsync(this PromoDbContext db, string resourceId, CancellationToken ct) =>
        db.BinEntries.Where(e => e.ResourceId == resourceId).ExecuteDeleteAsync(ct);
}
