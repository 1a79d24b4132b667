using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoConsole.Engine.TrashBin;

/// <summary>Something that was deleted and can come back. Concept: bin.</summary>
public sealed class BinEntry
{
    public const string IdPrefix = "tbe_";

    /// <summary><c>tbe_…</c>, sorts by time.</summary>
    public required string Id { get; init; }

    public required BinKind Kind { get; init; }

    /// <summary>Of what was deleted; it keeps its id when it comes back.</summary>
    public required string ResourceId { get; init; }

    /// <summary>Of the campaign, product or SKU; the code.</summary>
    public required string Name { get; init; }

    /// <summary>Of a code, as <see cref="Vouchers.Voucher.CodeKey"/>: while it is here nobody else gets the text. Null for all else.</summary>
    public string? CodeKey { get; init; }

    /// <summary>The campaign of a code, the product of a SKU; null otherwise.</summary>
    public string? ParentId { get; init; }

    /// <summary>E-mail address of the member or name of the API key.</summary>
    public required string DeletedBy { get; init; }

    public required DateTimeOffset DeletedAt { get; init; }

    /// <summary>What was deleted, as JSON. Empty for a campaign, whose row stays and says that it is in the bin.</summary>
    public string Content { get; init; } = "";
}

/// <summary>What can be put into the bin. Stored as the word.</summary>
public enum BinKind { Campaign, Voucher, Product, Sku }

internal sealed class BinEntryConfiguration : IEntityTypeConfiguration<BinEntry>
{
    public void Configure(EntityTypeBuilder<BinEntry> entry)
    {
        entry.ToTable("BinEntries");
        entry.Property(e => e.Name).HasMaxLength(255);
        entry.Property(e => e.CodeKey).HasMaxLength(Vouchers.CodeKeys.MaxLength);
        entry.Property(e => e.DeletedBy).HasMaxLength(256);
        entry.HasIndex(e => e.ResourceId);
        entry.HasIndex(e => e.CodeKey);
        entry.HasIndex(e => new { e.ParentId, e.Id });
    }
}
