using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> campaign)
    {
        campaign.ToTable("Campaigns");
        campaign.Property(c => c.Name).HasMaxLength(200);
        campaign.HasIndex(c => c.Name).IsUnique();
        campaign.Property(c => c.PauseReason).HasMaxLength(1000);
        campaign.HasOne<Category>().WithMany().HasForeignKey(c => c.CategoryId).OnDelete(DeleteBehavior.Restrict);
        campaign.Property(c => c.CreatedBy).HasMaxLength(256);
        campaign.Property(c => c.Owner).HasMaxLength(256);
        campaign.Property(c => c.Draft).HasJsonConversion();
        campaign.Property(c => c.Tags).HasJsonConversion();
        campaign.Property(c => c.Revision).IsConcurrencyToken();
    }
}

internal sealed class CampaignVersionConfiguration : IEntityTypeConfiguration<CampaignVersion>
{
    public void Configure(EntityTypeBuilder<CampaignVersion> version)
    {
        version.ToTable("CampaignVersions");
        version.HasKey(v => new { v.CampaignId, v.Number });
        version.HasOne<Campaign>().WithMany().HasForeignKey(v => v.CampaignId).OnDelete(DeleteBehavior.Cascade);
        version.Property(v => v.Setup).HasJsonConversion();
        version.Property(v => v.Comment).HasMaxLength(1000);
        version.Property(v => v.CreatedBy).HasMaxLength(256);
    }
}
