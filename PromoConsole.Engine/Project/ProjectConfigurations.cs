using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Project;

internal sealed class ProjectSettingsConfiguration : IEntityTypeConfiguration<ProjectSettings>
{
    public void Configure(EntityTypeBuilder<ProjectSettings> project)
    {
        project.ToTable("Project");
        project.Property(p => p.Stacking).HasJsonConversion();
        project.Property(p => p.Id).ValueGeneratedNever();
        project.Property(p => p.Name).HasMaxLength(200);
        project.Property(p => p.Currency).HasMaxLength(3).IsUnicode(false);
        project.Property(p => p.TimeZone).HasMaxLength(64).IsUnicode(false);
        project.Property(p => p.Language).HasMaxLength(LanguageTags.MaxLength).IsUnicode(false);
        project.Property(p => p.Secret).HasMaxLength(100).IsUnicode(false);
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("ApiKeys");
        key.Property(k => k.Name).HasMaxLength(200);
        key.Property(k => k.SecretHash).HasMaxLength(64).IsUnicode(false);
        key.Property(k => k.Role).HasMaxLength(64);
        key.Property(k => k.Kind).HasDefaultValue(ApiKeyKind.Server);
        key.Property(k => k.Origins).HasJsonConversion();
        key.Property(k => k.CreatedBy).HasMaxLength(256);
    }
}

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.ToTable("Jobs");
        job.Property(j => j.Type).HasMaxLength(64).IsUnicode(false);
        job.Property(j => j.Title).HasMaxLength(300);
        job.Property(j => j.Subject).HasMaxLength(64).IsUnicode(false);
        job.Property(j => j.Problem).HasMaxLength(2000);
        job.Property(j => j.CreatedBy).HasMaxLength(256);
        job.Property(j => j.LeaseOwner).HasMaxLength(128);
        job.HasIndex(j => new { j.Status, j.Id });
        job.HasIndex(j => new { j.Subject, j.Id });
    }
}
