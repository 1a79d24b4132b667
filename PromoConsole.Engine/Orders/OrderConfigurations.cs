using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Orders;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("Orders");
        order.Property(o => o.SourceId).HasMaxLength(255);
        order.HasIndex(o => o.SourceId).IsUnique().WhereGiven(nameof(Order.SourceId));
        order.HasIndex(o => new { o.CustomerId, o.Id }).WhereGiven(nameof(Order.CustomerId));
        order.HasIndex(o => o.ReferrerId).WhereGiven(nameof(Order.ReferrerId)); // merges ask for them
        order.HasIndex(o => new { o.UpdatedAt, o.Id });
        order.HasIndex(o => new { o.Status, o.Id });
        order.HasIndex(o => new { o.Amount, o.Id });
        order.Property(o => o.Content).HasJsonConversion();
        order.Property(o => o.Redemptions).HasJsonConversion();
    }
}

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.ToTable("Products");
        product.Property(p => p.SourceId).HasMaxLength(255);
        product.HasIndex(p => p.SourceId).IsUnique().WhereGiven(nameof(Product.SourceId));
        product.Property(p => p.Name).HasMaxLength(300);
        product.HasIndex(p => p.Name);
        product.HasIndex(p => new { p.PriceAmount, p.Id });
        product.Property(p => p.Attributes).HasJsonConversion().HasDefaultValueSql("'[]'");
        product.Property(p => p.Metadata).HasJsonConversion();
        product.Property(p => p.ImageUrl).HasMaxLength(2000);
    }
}

internal sealed class SkuConfiguration : IEntityTypeConfiguration<Sku>
{
    public void Configure(EntityTypeBuilder<Sku> sku)
    {
        sku.ToTable("Skus");
        sku.Property(s => s.SourceId).HasMaxLength(255);
        sku.HasIndex(s => s.SourceId).IsUnique().WhereGiven(nameof(Sku.SourceId));
        sku.Property(s => s.Name).HasMaxLength(300);
        sku.Property(s => s.Currency).HasMaxLength(3);
        sku.Property(s => s.Attributes).HasJsonConversion();
        sku.Property(s => s.Metadata).HasJsonConversion();
        sku.Property(s => s.ImageUrl).HasMaxLength(2000);
        sku.HasIndex(s => new { s.ProductId, s.Id });
        sku.HasOne<Product>().WithMany().HasForeignKey(s => s.ProductId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ProductCollectionConfiguration : IEntityTypeConfiguration<ProductCollection>
{
    public void Configure(EntityTypeBuilder<ProductCollection> collection)
    {
        collection.ToTable("Collections");
        collection.Property(c => c.Name).HasMaxLength(200);
        collection.HasIndex(c => c.Name).IsUnique();
        collection.Property(c => c.Filter).HasJsonConversion();
        collection.Property(c => c.Revision).HasDefaultValue(1);
    }
}

internal sealed class CollectionMemberConfiguration : IEntityTypeConfiguration<CollectionMember>
{
    public void Configure(EntityTypeBuilder<CollectionMember> member)
    {
        member.ToTable("CollectionMembers");
        member.HasKey(m => new { m.CollectionId, m.ProductId });
        member.HasIndex(m => m.ProductId);
        member.HasOne<ProductCollection>().WithMany().HasForeignKey(m => m.CollectionId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<Product>().WithMany().HasForeignKey(m => m.ProductId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CollectionSkuConfiguration : IEntityTypeConfiguration<CollectionSku>
{
    public void Configure(EntityTypeBuilder<CollectionSku> member)
    {
        member.ToTable("CollectionSkus");
        member.HasKey(m => new { m.CollectionId, m.SkuId });
        member.HasIndex(m => m.SkuId);
        member.HasOne<ProductCollection>().WithMany().HasForeignKey(m => m.CollectionId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<Sku>().WithMany().HasForeignKey(m => m.SkuId).OnDelete(DeleteBehavior.Cascade);
    }
}
