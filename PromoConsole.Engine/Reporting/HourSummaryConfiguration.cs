using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoConsole.Engine.Reporting;

internal sealed class HourSummaryConfiguration : IEntityTypeConfiguration<HourSummary>
{
    public void Configure(EntityTypeBuilder<HourSummary> summary)
    {
        summary.ToTable("HourSummaries");
        summary.HasKey(s => new { s.Day, s.Hour, s.CampaignId, s.Kind, s.RefusalKey, s.Shard });
        summary.HasIndex(s => new { s.CampaignId, s.Day });
        summary.Property(s => s.RefusalKey).HasMaxLength(64).IsUnicode(false);
    }
}
