using System.Globalization;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Imports.Targets;

/// <summary>A code a row: of its own, or of one campaign.</summary>
internal sealed class VoucherRows(VoucherImport vouchers) : RowTarget
{
    public override ImportKind Kind => ImportKind.Vouchers;

    public override int Slice => 2_000;

    public override bool Exclusive(ImportSetup setup) => setup.CampaignId is null; // known codes are changed, and limits and switches count for decisions

    public override object Read(RowReader row)
    {
        if (row.Word("voucher_type", "DISCOUNT_VOUCHER", "GIFT_VOUCHER", "LOYALTY_CARD") is "GIFT_VOUCHER" or "LOYALTY_CARD")
            row.Complain("voucher_type", "Only discount codes can be imported in this release; gift and loyalty cards cannot.");
        foreach (var card in (string[])["redeemed_amount", "gift_amount", "loyalty_points"])
            if (row.Text(card) is { } text && !(decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number == 0))
                row.Complain(card, "Only discount codes can be imported in this release; gift and loyalty cards cannot.");
        return new ImportedVoucher
        {
            Code = row.Needed("code"),
            Discount = ReadDiscount(row),
            Category = row.Text("category"),
            StartsAt = row.Moment("start_date"),
            EndsAt = row.Moment("expiration_date", dayEnd: true),
            RedemptionLimit = (int?)row.Whole("redemption_limit", 1, int.MaxValue),
            RedeemedQuantity = (int)(row.Whole("redeemed_quantity", 0, int.MaxValue) ?? 0),
            Active = row.Flag("active"),
            AdditionalInfo = row.Text("additional_info"),
            Metadata = row.Attributes(),
        };
    }

    public override string? Key(object input) => ((ImportedVoucher)input).Code.ToUpperInvariant();

    public override async Task<IReadOnlyList<Refusal?>> StoreAsync(PromoDbContext db, IReadOnlyList<object> inputs, ImportWork work, CancellationToken ct) =>
        [.. (await vouchers.StoreEachAsync(db, [.. inputs.Cast<ImportedVoucher>()], work.Setup.CampaignId, work.Caller.Name, work.Trial, ct)).Select(Refusal.Of)];

    private static Discount? ReadDiscount(RowReader row)
    {
        var type = row.Word("discount_type", "AMOUNT", "PERCENT", "FIXED", "UNIT");
        if (type is null && row.Text("value") is not null && row.Complaints.Count == 0) row.Complain("discount_type", "A value needs its discount type: AMOUNT, PERCENT or FIXED.");
        switch (type)
        {
            case "AMOUNT" when row.Amount("value") is { } amount: return new AmountOff(amount);
            case "FIXED" when row.Amount("value") is { } amount: return new FixedTotal(amount);
            case "PERCENT" when row.Text("value") is { } text:
                if (decimal.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100) return new PercentOff(percent);
                row.Complain("value", "Write a percentage above 0 and up to 100, such as 15.");
                return null;
            case "UNIT":
                row.Complain("discount_type", "Codes that give items are made in the console; AMOUNT, PERCENT and FIXED can be imported.");
                return null;
            case not null when row.Text("value") is null:
                row.Complain("value", "Nothing stands here, and the discount needs it.");
                return null;
            default: return null;
        }
    }
}
