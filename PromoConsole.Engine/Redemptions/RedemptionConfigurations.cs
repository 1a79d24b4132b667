using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Ids sort by time within a kind only, so lists over several kinds sort by the instant; hence it, narrow as it is, in the indexes.</summary>
internal sealed class RedemptionConfiguration : IEntityTypeConfiguration<Redemption>
{
    public void Configure(EntityTypeBuilder<Redemption> redemption)
    {
        redemption.ToTable("Redemptions");
        redemption.Property(r => r.Code).HasMaxLength(CodeKeys.MaxLength);
        redemption.Property(r => r.RefusalKey).HasMaxLength(64).IsUnicode(false);
        redemption.Property(r => r.Reason).HasMaxLength(1000);
        redemption.Property(r => r.Channel).HasMaxLength(32).IsUnicode(false);
        redemption.Property(r => r.Actor).HasMaxLength(256);
        redemption.Property(r => r.Detail).HasJsonConversion();
        redemption.HasIndex(r => r.At);
        redemption.HasIndex(r => new { r.CampaignId, r.At }).WhereGiven(nameof(Redemption.CampaignId));
        redemption.HasIndex(r => new { r.CustomerId, r.At }).WhereGiven(nameof(Redemption.CustomerId));
        redemption.HasIndex(r => new { r.TierId, r.At }).WhereGiven(nameof(Redemption.TierId));
        redemption.HasIndex(r => r.ParentId).WhereGiven(nameof(Redemption.ParentId));
        redemption.HasIndex(r => new { r.OrderId, r.At }).WhereGiven(nameof(Redemption.OrderId));
        redemption.HasIndex(r => new { r.VoucherId, r.At }).WhereGiven(nameof(Redemption.VoucherId));
    }
}

internal sealed class CounterConfiguration : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> counter)
    {
        counter.ToTable("Counters");
        counter.HasKey(c => new { c.Key, c.Shard });
        counter.Property(c => c.Key).HasMaxLength(140).IsUnicode(false);
    }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable("IdempotencyRecords");
        record.HasKey(r => new { r.ApiKeyId, r.Key });
        record.Property(r => r.Key).HasMaxLength(255);
        record.Property(r => r.RequestHash).HasMaxLength(128).IsUnicode(false);
        record.HasIndex(r => r.At);
    }
}

internal sealed class SessionLockConfiguration : IEntityTypeConfiguration<SessionLock>
{
    public void Configure(EntityTypeBuilder<SessionLock> held)
    {
        held.ToTable("SessionLocks");
        held.HasKey(l => new { l.VoucherId, l.SessionKey });
        held.Property(l => l.SessionKey).HasMaxLength(255);
        held.HasIndex(l => l.SessionKey);
        held.HasIndex(l => l.ExpiresAt);
    }
}
