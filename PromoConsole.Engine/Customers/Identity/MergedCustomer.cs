using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>That a duplicate was merged into a customer, with all that is needed to part them again.</summary>
public sealed class MergedCustomer
{
    /// <summary>How long a merge can be undone.</summary>
    public static readonly TimeSpan UndoneWithin = TimeSpan.FromDays(30);

    /// <summary><c>cmrg_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Platform id of the customer who stayed.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Platform id of the one who was merged into them; an alias of theirs since.</summary>
    public required string DuplicateId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required MergeContent Content { get; init; }

    public DateTimeOffset? UndoneAt { get; set; }

    public string? UndoneBy { get; set; }

    /// <summary>Until when it can be undone, exclusive.</summary>
    public DateTimeOffset UndoableUntil => At + UndoneWithin;
}

/// <summary>The two as they were, and the one they became.</summary>
public sealed record MergeContent(Customer Before, Customer Duplicate, Customer After, string? Reason);

/// <summary>Something that moved from the duplicate to the customer.</summary>
public sealed class MergedRow
{
    public required string MergeId { get; init; }

    public required MovedKind Kind { get; init; }

    public required string RowKey { get; init; }
}

/// <summary>
/// What a merge moves. A <see cref="Segment"/> was the duplicate's; a <see cref="Joined"/> one is new to the customer; a <see cref="Move"/> is a segment entered or left.
/// Stored as the word.
/// </summary>
public enum MovedKind { Redemption, Order, Event, Code, Publication, Refusal, Segment, Joined, Alias, Move, Referral }

internal sealed class MergedCustomerConfiguration : IEntityTypeConfiguration<MergedCustomer>
{
    public void Configure(EntityTypeBuilder<MergedCustomer> merge)
    {
        merge.ToTable("MergedCustomers");
        merge.Property(m => m.By).HasMaxLength(256);
        merge.Property(m => m.UndoneBy).HasMaxLength(256);
        merge.Property(m => m.Content).HasJsonConversion();
        merge.Ignore(m => m.UndoableUntil);
        merge.HasIndex(m => new { m.CustomerId, m.Id });
        merge.HasIndex(m => m.DuplicateId);
        merge.HasIndex(m => m.At);
    }
}

internal sealed class MergedRowConfiguration : IEntityTypeConfiguration<MergedRow>
{
    public void Configure(EntityTypeBuilder<MergedRow> row)
    {
        row.ToTable("MergedRows");
        row.HasKey(r => new { r.MergeId, r.Kind, r.RowKey });
        row.Property(r => r.RowKey).HasMaxLength(CustomerMerge.MaxSourceIdLength);
        row.HasOne<MergedCustomer>().WithMany().HasForeignKey(r => r.MergeId).OnDelete(DeleteBehavior.Cascade);
    }
}
