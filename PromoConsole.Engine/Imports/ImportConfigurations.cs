using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports;

internal sealed class ImportConfiguration : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> import)
    {
        import.ToTable("Imports");
        import.Property(i => i.Operation).HasMaxLength(64).IsUnicode(false);
        import.Property(i => i.FileName).HasMaxLength(255);
        import.Property(i => i.Setup).HasJsonConversion();
        import.Property(i => i.Problem).HasMaxLength(1000);
        import.Property(i => i.CreatedBy).HasMaxLength(256);
        import.Property(i => i.Channel).HasMaxLength(32);
        import.HasIndex(i => i.JobId).WhereGiven(nameof(Import.JobId));
    }
}

internal sealed class ImportChunkConfiguration : IEntityTypeConfiguration<ImportChunk>
{
    public void Configure(EntityTypeBuilder<ImportChunk> chunk)
    {
        chunk.ToTable("ImportChunks");
        chunk.HasKey(c => new { c.ImportId, c.Number });
        chunk.HasOne<Import>().WithMany().HasForeignKey(c => c.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportProblemConfiguration : IEntityTypeConfiguration<ImportProblem>
{
    public void Configure(EntityTypeBuilder<ImportProblem> problem)
    {
        problem.ToTable("ImportProblems");
        problem.HasKey(p => new { p.ImportId, p.Line, p.Number });
        problem.Property(p => p.Column).HasMaxLength(200);
        problem.Property(p => p.Value).HasMaxLength(200);
        problem.Property(p => p.Reason).HasMaxLength(1000);
        problem.HasOne<Import>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}
