using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Storage;

/// <summary>The engine's tables. Dashboard, CRUD and migrations go through it; validate and redeem use prepared commands on the same tables.</summary>
public abstract class PromoDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<ProjectSettings> Project => Set<ProjectSettings>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CampaignVersion> CampaignVersions => Set<CampaignVersion>();

    public DbSet<Voucher> Vouchers => Set<Voucher>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Segment> Segments => Set<Segment>();

    public DbSet<SegmentMember> SegmentMembers => Set<SegmentMember>();

    public DbSet<Publication> Publications => Set<Publication>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<ProductCollection> Collections => Set<ProductCollection>();

    public DbSet<CollectionMember> CollectionMembers => Set<CollectionMember>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Redemption> Redemptions => Set<Redemption>();

    public DbSet<Counter> Counters => Set<Counter>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<HourSummary> HourSummaries => Set<HourSummary>();
}
