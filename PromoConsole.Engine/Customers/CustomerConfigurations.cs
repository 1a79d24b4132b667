using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("Customers");
        customer.Property(c => c.SourceId).HasMaxLength(255);
        customer.HasIndex(c => c.SourceId).IsUnique().WhereGiven(nameof(Customer.SourceId));
        customer.Property(c => c.Name).HasMaxLength(255);
        customer.Property(c => c.Email).HasMaxLength(255);
        customer.Property(c => c.Phone).HasMaxLength(64);
        customer.Property(c => c.Description).HasMaxLength(2000);
        customer.Property(c => c.City).HasMaxLength(200);
        customer.HasIndex(c => new { c.City, c.Id }).WhereGiven(nameof(Customer.City));
        customer.Property(c => c.Address).HasJsonConversion();
        customer.Property(c => c.Search).HasMaxLength(850);
        customer.HasIndex(c => c.Search);
        customer.HasIndex(c => new { c.UpdatedAt, c.Id });
        customer.Property(c => c.Metadata).HasJsonConversion();
        customer.Property(c => c.Consents).HasJsonConversion();
    }
}

internal sealed class SegmentConfiguration : IEntityTypeConfiguration<Segment>
{
    public void Configure(EntityTypeBuilder<Segment> segment)
    {
        segment.ToTable("Segments");
        segment.Property(s => s.Name).HasMaxLength(200);
        segment.HasIndex(s => s.Name).IsUnique();
        segment.Property(s => s.Kind).HasDefaultValue(SegmentKind.Static);
        segment.Property(s => s.Filter).HasJsonConversion();
        segment.Property(s => s.Revision).HasDefaultValue(1);
        segment.Property(s => s.Sync).HasDefaultValue(SegmentSync.Initial);
        segment.Property(s => s.SyncedTo).HasMaxLength(64).IsUnicode(false);
    }
}

internal sealed class SegmentMemberConfiguration : IEntityTypeConfiguration<SegmentMember>
{
    public void Configure(EntityTypeBuilder<SegmentMember> member)
    {
        member.ToTable("SegmentMembers");
        member.HasKey(m => new { m.SegmentId, m.CustomerId });
        member.HasIndex(m => new { m.CustomerId, m.SegmentId });
        member.HasOne<Segment>().WithMany().HasForeignKey(m => m.SegmentId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<Customer>().WithMany().HasForeignKey(m => m.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PublicationConfiguration : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> publication)
    {
        publication.ToTable("Publications");
        publication.HasIndex(p => new { p.CustomerId, p.Id });
        publication.HasIndex(p => new { p.VoucherId, p.CustomerId }).IsUnique(); // nobody is given the same code twice
        publication.HasIndex(p => new { p.CampaignId, p.Id });
        publication.Property(p => p.Channel).HasMaxLength(32).IsUnicode(false);
        publication.Property(p => p.Reason).HasMaxLength(1000);
        publication.Property(p => p.CreatedBy).HasMaxLength(256);
        publication.Property(p => p.Metadata).HasJsonConversion();
        publication.Property(p => p.SourceId).HasMaxLength(255);
        publication.HasIndex(p => p.SourceId).IsUnique().WhereGiven(nameof(Publication.SourceId));
        publication.HasIndex(p => p.ParentId).WhereGiven(nameof(Publication.ParentId));
    }
}

internal sealed class RefusedPublicationConfiguration : IEntityTypeConfiguration<RefusedPublication>
{
    public void Configure(EntityTypeBuilder<RefusedPublication> refused)
    {
        refused.ToTable("RefusedPublications");
        refused.HasIndex(p => new { p.CustomerId, p.Id });
        refused.HasIndex(p => new { p.CampaignId, p.Id });
        refused.Property(p => p.Channel).HasMaxLength(32).IsUnicode(false);
        refused.Property(p => p.SourceId).HasMaxLength(255);
        refused.Property(p => p.FailureKey).HasMaxLength(64).IsUnicode(false);
        refused.Property(p => p.FailureMessage).HasMaxLength(1000);
        refused.Property(p => p.CreatedBy).HasMaxLength(256);
        refused.Property(p => p.Metadata).HasJsonConversion();
    }
}
