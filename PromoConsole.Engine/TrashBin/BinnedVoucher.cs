using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.TrashBin;

/// <summary>A code on its way into the bin and out of it.</summary>
internal static class BinnedVoucher
{
    /// <summary>Takes the code away: from now on nobody finds it. What it held for sessions is let go, its rule no longer counts it.</summary>
    /// <param name="force">For good, not into the bin.</param>
    public static async Task RemoveAsync(PromoDbContext db, Voucher voucher, bool force, string actor, DateTimeOffset now, CancellationToken ct)
    {
        if (!force) db.PutInBin(BinKind.Voucher, voucher.Id, voucher.Code, voucher.CampaignId, actor, now, voucher, voucher.CodeKey);
        await db.SessionLocks.Where(l => l.VoucherId == voucher.Id).ExecuteDeleteAsync(ct);
        await db.RuleAssignments.Where(a => a.RelatedType == RuleOwner.Voucher && a.RelatedId == voucher.Id).ExecuteDeleteAsync(ct);
        db.Vouchers.Remove(voucher);
        if (voucher.CampaignId is { } campaign) await VoucherService.CountAsync(db, campaign, -1, ct);
    }

    /// <returns>Null; or <c>not_found</c> when its campaign is gone, <c>duplicate_found</c> when another code took its text.</returns>
    public static async Task<PromoError?> RestoreAsync(PromoDbContext db, BinEntry entry, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var voucher = PromoJson.Read<Voucher>(entry.Content);
        if (await db.Vouchers.AnyAsync(v => v.CodeKey == voucher.CodeKey, ct)) return VoucherErrors.Duplicate(voucher.Code);
        if (voucher.CampaignId is { } campaign)
        {
            if (!await db.Campaigns.AnyAsync(c => c.Id == campaign && c.PurgedAt == null, ct)) return CampaignErrors.NotFound(campaign);
            await VoucherService.CountAsync(db, campaign, 1, ct);
        }

        db.LimitChanges.Vouchers[voucher.Id] = voucher.RedemptionLimit is not null; // while it was away uses may have been taken back: they are counted anew
        var ruleId = voucher.RuleId;
        voucher.RuleId = null;
        voucher.UpdatedAt = now;
        db.Vouchers.Add(voucher);
        await db.SaveChangesAsync(ct);
        if (ruleId is null || !await db.ValidationRules.AnyAsync(r => r.Id == ruleId, ct)) return null;
        var assigned = await RuleAssigning.AssignAsync(db, ruleId, new(RuleOwner.Voucher, voucher.Id, voucher.CampaignId), force: true, caller.Name, now, ct);
        return assigned.Error;
    }
}
