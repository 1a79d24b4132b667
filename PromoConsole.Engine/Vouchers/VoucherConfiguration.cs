using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Vouchers;

internal sealed class VoucherConfiguration : IEntityTypeConfiguration<Voucher>
{
    public void Configure(EntityTypeBuilder<Voucher> voucher)
    {
        voucher.ToTable("Vouchers", table => table.HasCheckConstraint(
            "CK_Vouchers_RedemptionLimit", "RedemptionLimit IS NULL OR RedeemedQuantity <= RedemptionLimit"));
        voucher.Property(v => v.Code).HasMaxLength(CodeKeys.MaxLength);
        voucher.Property(v => v.CodeKey).HasMaxLength(CodeKeys.MaxLength);
        voucher.Property(v => v.CodeSearch).HasMaxLength(CodeKeys.MaxLength);
        voucher.HasIndex(v => v.CodeKey).IsUnique();
        voucher.HasIndex(v => v.CodeSearch);
        voucher.HasIndex(v => new { v.CampaignId, v.Id });
        voucher.HasIndex(v => new { v.CampaignId, v.Id }, "IX_Vouchers_Unpublished").HasFilter("PublishedAt IS NULL"); // the next code to give, however many were given
        voucher.HasIndex(v => new { v.UpdatedAt, v.Id });
        voucher.HasIndex(v => new { v.HolderId, v.Id }).WhereGiven(nameof(Voucher.HolderId));
        voucher.Property(v => v.Terms).HasJsonConversion();
        voucher.Property(v => v.Metadata).HasJsonConversion();
        voucher.Property(v => v.AdditionalInfo).HasMaxLength(2000);
    }
}
