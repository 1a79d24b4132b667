using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Events;

namespace PromoConsole.Identity.Storage;

/// <summary>Members and roles: in the engine's database, with a migration history of their own.</summary>
internal abstract class PromoIdentityDbContext(DbContextOptions options) : IdentityDbContext<PromoUser>(options)
{
    public const string HistoryTable = "__IdentityMigrations";

    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    public DbSet<FirstOwner> FirstOwners => Set<FirstOwner>();

    /// <summary>The engine's audit log: what happens to members is written there in the transaction of the change itself.</summary>
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.ApplyConfiguration(new AuditEntryConfiguration());
        model.Entity<AuditEntry>().ToTable("Audit", table => table.ExcludeFromMigrations());

        model.Entity<PromoUser>(user =>
        {
            user.Property(u => u.Name).HasMaxLength(200);
            user.Property(u => u.CreatedBy).HasMaxLength(256);
            user.Property(u => u.PhoneNumber).HasMaxLength(64);
            user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
        });
        model.Entity<OneTimeLink>(link =>
        {
            link.ToTable("OneTimeLinks");
            link.HasKey(l => l.SecretHash);
            link.Property(l => l.SecretHash).HasMaxLength(64).IsUnicode(false);
            link.HasOne<PromoUser>().WithMany().HasForeignKey(l => l.UserId);
        });
        model.Entity<FirstOwner>(owner =>
        {
            owner.ToTable("FirstOwner");
            owner.Property(o => o.Id).ValueGeneratedNever();
            owner.HasOne<PromoUser>().WithMany().HasForeignKey(o => o.UserId).OnDelete(DeleteBehavior.Restrict);
        });

        // The keys of these tables would otherwise be longer than SQL Server allows for an index.
        model.Entity<IdentityUserLogin<string>>().Property(login => login.LoginProvider).HasMaxLength(128);
        model.Entity<IdentityUserLogin<string>>().Property(login => login.ProviderKey).HasMaxLength(128);
        model.Entity<IdentityUserToken<string>>().Property(token => token.LoginProvider).HasMaxLength(128);
        model.Entity<IdentityUserToken<string>>().Property(token => token.Name).HasMaxLength(128);

        model.Entity<IdentityRole>().HasData(Identity.Roles.All.Select(role => new IdentityRole
        {
            Id = role.ToLowerInvariant(),
            Name = role,
            NormalizedName = role.ToUpperInvariant(),
            ConcurrencyStamp = role.ToLowerInvariant(),
        }));
    }
}
