using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoConsole.Engine.Stacking.Categories;

internal sealed class CategoryConfiguration : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> category)
    {
        category.ToTable("Categories", table => table.HasCheckConstraint("CK_Categories_Hierarchy", "Hierarchy >= 0"));
        category.Property(c => c.Name).HasMaxLength(CategoryService.MaxNameLength);
        category.HasIndex(c => c.Name).IsUnique();
    }
}
