using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Templates;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Storage;

/// <summary>The engine's tables. Dashboard, CRUD and migrations go through it; validate and redeem use prepared commands on the same tables.</summary>
public abstract class PromoDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<ProjectSettings> Project => Set<ProjectSettings>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Import> Imports => Set<Import>();

    public DbSet<ImportChunk> ImportChunks => Set<ImportChunk>();

    public DbSet<ImportProblem> ImportProblems => Set<ImportProblem>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<BinEntry> BinEntries => Set<BinEntry>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CampaignVersion> CampaignVersions => Set<CampaignVersion>();

    public DbSet<CampaignTemplate> CampaignTemplates => Set<CampaignTemplate>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<ValidationRule> ValidationRules => Set<ValidationRule>();

    public DbSet<ValidationRuleVersion> ValidationRuleVersions => Set<ValidationRuleVersion>();

    public DbSet<RuleDraft> RuleDrafts => Set<RuleDraft>();

    public DbSet<RuleMessage> RuleMessages => Set<RuleMessage>();

    public DbSet<RuleAssignment> RuleAssignments => Set<RuleAssignment>();

    public DbSet<Voucher> Vouchers => Set<Voucher>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<CustomerAlias> CustomerAliases => Set<CustomerAlias>();

    public DbSet<MergedCustomer> MergedCustomers => Set<MergedCustomer>();

    public DbSet<MergedRow> MergedRows => Set<MergedRow>();

    public DbSet<MetadataSchema> MetadataSchemas => Set<MetadataSchema>();

    public DbSet<CustomEvent> CustomEvents => Set<CustomEvent>();

    public DbSet<Segment> Segments => Set<Segment>();

    public DbSet<SegmentMember> SegmentMembers => Set<SegmentMember>();

    public DbSet<KeptMember> KeptMembers => Set<KeptMember>();

    public DbSet<SegmentMove> SegmentMoves => Set<SegmentMove>();

    public DbSet<SegmentUpkeep> SegmentUpkeep => Set<SegmentUpkeep>();

    public DbSet<Publication> Publications => Set<Publication>();

    public DbSet<RefusedPublication> RefusedPublications => Set<RefusedPublication>();

    public DbSet<SupportSettings> SupportSettings => Set<SupportSettings>();

    public DbSet<ConsentSettings> ConsentSettings => Set<ConsentSettings>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Sku> Skus => Set<Sku>();

    public DbSet<ProductCollection> Collections => Set<ProductCollection>();

    public DbSet<CollectionMember> CollectionMembers => Set<CollectionMember>();

    public DbSet<CollectionSku> CollectionSkus => Set<CollectionSku>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Redemption> Redemptions => Set<Redemption>();

    public DbSet<Counter> Counters => Set<Counter>();

    public DbSet<SessionLock> SessionLocks => Set<SessionLock>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<HourSummary> HourSummaries => Set<HourSummary>();

    /// <summary>What was saved through this context and may need its limits counted from history.</summary>
    internal LimitChanges LimitChanges { get; } = new();

    /// <summary>What a document has at a place, in queries: the members of an object, the elements of a list; nothing where there is neither.</summary>
    /// <param name="json">Null has nothing.</param>
    /// <param name="path">Where to look, <c>$</c> for the whole.</param>
    internal IQueryable<JsonEntry> JsonEntries(string? json, string path) => FromExpression(() => JsonEntries(json, path));

    /// <summary>Raises the revision of every changed campaign and customer that the change itself did not raise.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await KeptMembership.FollowAsync(this, cancellationToken);
        LimitChanges.Note(ChangeTracker);
        foreach (var entry in ChangeTracker.Entries<Campaign>())
        {
            var revision = entry.Property(campaign => campaign.Revision);
            if (entry.State == EntityState.Modified && !revision.IsModified) revision.CurrentValue++;
        }

        foreach (var entry in ChangeTracker.Entries<Customer>())
            if (entry.State == EntityState.Modified) entry.Entity.Revision++;

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32).AreUnicode(false);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(PromoDbContext).Assembly);
        Json.Describe(model);

        // Identifiers are short, ASCII and compared byte by byte; the shop's own (SourceId, TrackingId) may be anything.
        foreach (var property in model.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            if (property.ClrType != typeof(string)) continue;
            var isId = property.Name is not ("SourceId" or "TrackingId") && property.Name.EndsWith("Id", StringComparison.Ordinal);
            if (isId)
            {
                property.SetIsUnicode(false);
                property.SetMaxLength(64);
            }

            if (isId || property.Name is "Key" or "CodeKey" or "CodeSearch" or "SourceId" or "Search" or "Alias" or "RowKey" or "Subject") property.SetCollation(ExactCollation);
        }
    }

    /// <summary>The provider's collation that compares byte by byte; null where that is the default.</summary>
    private protected abstract string? ExactCollation { get; }

    /// <summary>How the provider reads documents.</summary>
    private protected abstract JsonWording Json { get; }
}
