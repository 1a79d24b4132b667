using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoConsole.Engine.Project;

/// <summary>A list as somebody filtered and sorted it, kept under a name for all members.</summary>
public sealed class SavedView
{
    /// <summary><c>view_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Which list: the first part of its address, such as <c>campaigns</c>.</summary>
    public required string Page { get; init; }

    /// <summary>Unique on its page.</summary>
    public required string Name { get; set; }

    /// <summary>The rest of the address after the question mark; empty for the list as it starts.</summary>
    public required string Query { get; init; }

    /// <summary>E-mail address of who kept it.</summary>
    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("SavedViews");
        view.Property(v => v.Page).HasMaxLength(64).IsUnicode(false);
        view.Property(v => v.Name).HasMaxLength(SavedViewService.MaxNameLength);
        view.Property(v => v.Query).HasMaxLength(SavedViewService.MaxQueryLength);
        view.Property(v => v.CreatedBy).HasMaxLength(256);
        view.HasIndex(v => new { v.Page, v.Name }).IsUnique();
    }
}
