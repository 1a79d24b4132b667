using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;

namespace PromoConsole.Engine.Vouchers;

public sealed partial class VoucherService
{
    /// <summary>Changes a code. Waits for redemptions in flight, so that each is decided on the code before or after.</summary>
    /// <returns>
    /// The code as it now stands; or <c>not_found</c>, <c>invalid_voucher</c> for dates that contradict each other and for what its campaign says, and what the change of the terms refuses.
    /// </returns>
    public Task<Result<Voucher>> ChangeAsync(ChangeVoucher request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Voucher>(async (db, token) =>
        {
            var voucher = await FindAsync(db.Vouchers.AsTracking(), request.Code, await IgnoresCaseAsync(db, token), token);
            if (voucher is null) return VoucherErrors.NotFound(request.Code);
            if (await CampaignProblemAsync(db, voucher, request, token) is { } campaigns) return campaigns;
            var before = Told(voucher);
            if (request.Terms is { } edit)
            {
                var edited = edit(voucher.Terms ?? new CampaignSetup());
                if (!edited.IsOk) return edited.Error;
                if (edited.Value.Discount is null) return VoucherErrors.NoDiscount;
                voucher.Terms = edited.Value;
            }

            if (request.CategoryId is { } category && !await db.Categories.AnyAsync(c => c.Id == category, token)) return CategoryErrors.NotFound(category);
            if ((await MetadataSchemas.ReadAsync(db, token)).Problem(MetadataResources.Voucher, request.Metadata) is { } wrong) return wrong;
            Lay(voucher, request);
            if (voucher.StartsAt >= voucher.EndsAt) return VoucherErrors.BadDates;
            var now = time.GetUtcNow();
            voucher.UpdatedAt = now;
            db.Record(now, request.Caller.Name, "voucher.updated", voucher.Id, request.Reason, before, Told(voucher));
            db.Publish(now, "voucher.updated", voucher.Id);
            return voucher;
        }, ct);

    /// <summary>Deletes a code: from now on nobody can use it; in the bin it keeps its text, for good it gives it up. What it redeemed stays in the history.</summary>
    /// <returns>The code that is gone; or <c>not_found</c>.</returns>
    public Task<Result<Voucher>> DeleteAsync(DeleteVoucher request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Voucher>(async (db, token) =>
        {
            var voucher = await FindAsync(db.Vouchers.AsTracking(), request.Code, await IgnoresCaseAsync(db, token), token);
            if (voucher is null) return VoucherErrors.NotFound(request.Code);
            var now = time.GetUtcNow();
            await BinnedVoucher.RemoveAsync(db, voucher, request.Force, request.Caller.Name, now, token);
            db.Record(now, request.Caller.Name, "voucher.deleted", voucher.Id, request.Reason, Told(voucher));
            db.Publish(now, "voucher.deleted", voucher.Id);
            return voucher;
        }, ct);

    private static async Task<PromoError?> CampaignProblemAsync(PromoDbContext db, Voucher voucher, ChangeVoucher request, CancellationToken ct)
    {
        if (voucher.CampaignId is not { } id) return null;
        var categorized = request.CategoryId is not null || request.Cleared.HasFlag(VoucherParts.Category);
        if (request.Terms is null && !categorized) return null;
        var name = await db.Campaigns.Where(c => c.Id == id).Select(c => c.Name).SingleAsync(ct);
        return categorized ? VoucherErrors.CategoryOfCampaign(name) : VoucherErrors.TermsOfCampaign(name);
    }

    private static void Lay(Voucher voucher, ChangeVoucher request)
    {
        var cleared = request.Cleared;
        voucher.Active = request.Active ?? voucher.Active;
        voucher.StartsAt = cleared.HasFlag(VoucherParts.StartsAt) ? null : request.StartsAt ?? voucher.StartsAt;
        voucher.EndsAt = cleared.HasFlag(VoucherParts.EndsAt) ? null : request.EndsAt ?? voucher.EndsAt;
        voucher.AdditionalInfo = cleared.HasFlag(VoucherParts.AdditionalInfo) ? null : request.AdditionalInfo ?? voucher.AdditionalInfo;
        voucher.CategoryId = cleared.HasFlag(VoucherParts.Category) ? null : request.CategoryId ?? voucher.CategoryId;
        if (cleared.HasFlag(VoucherParts.Metadata)) voucher.Metadata = null;
        else if (!request.Metadata.IsEmpty) voucher.Metadata = (voucher.Metadata ?? MetadataBag.Empty).MergedWith(request.Metadata);
    }

    private static object Told(Voucher voucher) =>
        new { voucher.Code, voucher.CampaignId, voucher.Active, voucher.StartsAt, voucher.EndsAt, voucher.AdditionalInfo, voucher.CategoryId, voucher.Metadata, voucher.Terms };
}
