using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoConsole.Engine.Customers.Segments;

/// <summary>That a customer fitted the filter of a segment when it was last asked: what lists and counts read. No decision rests on it.</summary>
public sealed class KeptMember
{
    public required string SegmentId { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>Since when it has been so, as far as anybody looked.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>That a customer came into a segment that tells of it, or left it. Written once.</summary>
public sealed class SegmentMove
{
    /// <summary><c>ccrev_…</c>, sorts by time.</summary>
    public required string Id { get; init; }

    public required string SegmentId { get; init; }

    /// <summary>As it was then: the segment may be gone.</summary>
    public required string SegmentName { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>False when the customer left.</summary>
    public bool Entered { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>How far kept membership has been brought up to date, and who is at it. One row.</summary>
public sealed class SegmentUpkeep
{
    public const string Only = "upkeep";

    /// <summary><see cref="Only"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Changes stamped before this have been looked at, but for those that were committed late.</summary>
    public DateTimeOffset Through { get; set; }

    /// <summary>The day, as yyyymmdd, in the zone that filters counting days were last asked for everybody.</summary>
    public int Day { get; set; }

    public string Zone { get; set; } = "";

    /// <summary>Who may write kept membership until <see cref="LeaseUntil"/>; null for nobody.</summary>
    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }
}

internal sealed class KeptMemberConfiguration : IEntityTypeConfiguration<KeptMember>
{
    public void Configure(EntityTypeBuilder<KeptMember> member)
    {
        member.ToTable("KeptMembers");
        member.HasKey(m => new { m.SegmentId, m.CustomerId });
        member.HasIndex(m => new { m.CustomerId, m.SegmentId });
        member.HasOne<Segment>().WithMany().HasForeignKey(m => m.SegmentId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<Customer>().WithMany().HasForeignKey(m => m.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SegmentMoveConfiguration : IEntityTypeConfiguration<SegmentMove>
{
    public void Configure(EntityTypeBuilder<SegmentMove> move)
    {
        move.ToTable("SegmentMoves");
        move.Property(m => m.SegmentName).HasMaxLength(200);
        move.HasIndex(m => new { m.CustomerId, m.Id });
        move.HasIndex(m => new { m.SegmentId, m.Id });
    }
}

internal sealed class SegmentUpkeepConfiguration : IEntityTypeConfiguration<SegmentUpkeep>
{
    public void Configure(EntityTypeBuilder<SegmentUpkeep> upkeep)
    {
        upkeep.ToTable("SegmentUpkeep");
        upkeep.Property(u => u.Zone).HasMaxLength(100).IsUnicode(false);
        upkeep.Property(u => u.LeaseOwner).HasMaxLength(64).IsUnicode(false);
    }
}
