using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Customers.Support;

/// <summary>What agents do for customers: each with a reason, within their allowance, and in the log of the customer.</summary>
public sealed class SupportService(
    IDbContextFactory<PromoDbContext> contexts, IWrites writes, SupportAllowances allowances, PublicationService publications, IRedemptionService redemptions, TimeProvider time)
{
    private const int MaxNoteLength = 500;

    /// <summary>Gives the customer a code, as <see cref="PublicationService.PublishAsync"/>.</summary>
    /// <returns>What was given; or as there, <c>voucher_cannot_be_published</c> also where a code given before would be given again, <c>invalid_payload</c> without a reason, <c>allowance_exceeded</c>.</returns>
    public Task<Result<PublishedVoucher>> PublishAsync(PublishVoucher request, SupportCall call, CancellationToken ct = default) =>
        DoAsync<PublishedVoucher>(call, exclusive: false, async (db, reason, token) =>
        {
            if (await allowances.TakeAsync(db, call, SupportAction.Publish, 0, token) is { } none) return none;
            var given = await publications.GiveAsync(db, request with { Reason = reason, Caller = call.Caller }, token);
            if (!given.IsOk) return given;
            if (given.Value.Again) return PublicationErrors.AlreadyJoined(given.Value.Code, given.Value.CampaignName!); // nothing was given, so nothing of the allowance is used
            var voucher = await db.Vouchers.AsNoTracking().SingleAsync(v => v.Id == given.Value.Publication.VoucherId, token);
            var most = SupportAllowances.MostOff(await DiscountAsync(db, voucher, token));
            if (most > 0 && await allowances.TakeAmountAsync(db, call, most, token) is { } tooMuch) return tooMuch;
            return given;
        }, ct);

    /// <summary>How far a code can be extended; nothing is changed.</summary>
    /// <returns>Its ends, or <c>not_found</c>.</returns>
    public async Task<Result<ExtensionPreview>> PreviewExtensionAsync(string voucherId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var voucher = await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.Id == voucherId, ct);
        if (voucher is null) return VoucherErrors.NotFound(voucherId);
        var latest = await LatestAsync(db, voucher, ct);
        var ends = voucher.EndsAt is { } own && (latest is null || own < latest) ? own : latest;
        return new ExtensionPreview(voucher.Code, ends, voucher.EndsAt, latest);
    }

    /// <summary>Lets one code work longer, as long as its campaign does.</summary>
    /// <returns>The code; or <c>not_found</c>, <c>invalid_voucher</c>, <c>edited_meanwhile</c>, <c>invalid_payload</c> without a reason, <c>allowance_exceeded</c>.</returns>
    public Task<Result<Voucher>> ExtendAsync(ExtendVoucher request, SupportCall call, CancellationToken ct = default) =>
        DoAsync<Voucher>(call, exclusive: true, async (db, reason, token) =>
        {
            if (await allowances.TakeAsync(db, call, SupportAction.Extend, 0, token) is { } none) return none;
            var voucher = await db.Vouchers.SingleOrDefaultAsync(v => v.Id == request.VoucherId, token);
            if (voucher is null) return VoucherErrors.NotFound(request.VoucherId);
            if (voucher.EndsAt != request.SeenEndsAt) return SupportErrors.EndChanged();
            var now = time.GetUtcNow();
            if (request.EndsAt <= now || request.EndsAt <= voucher.EndsAt) return SupportErrors.NotLater();
            var latest = await LatestAsync(db, voucher, token);
            if (request.EndsAt > latest) return SupportErrors.BeyondCampaign();
            SetEnd(db, voucher, request.EndsAt, "voucher.extended", reason, call, now);
            return voucher;
        }, ct);

    /// <summary>Takes back an extension nobody changed since; the allowance is given back when it is the same day.</summary>
    /// <param name="before">Its own end before.</param>
    /// <param name="extended">The end it was given.</param>
    /// <returns>The code; or <c>not_found</c>, <c>edited_meanwhile</c>.</returns>
    public Task<Result<Voucher>> UndoExtensionAsync(string voucherId, DateTimeOffset? before, DateTimeOffset extended, SupportCall call, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Voucher>(async (db, token) =>
        {
            await SupportAllowances.GiveBackAsync(db, call, SupportAction.Extend, token, await allowances.DayAsync(db, token));
            var voucher = await db.Vouchers.SingleOrDefaultAsync(v => v.Id == voucherId, token);
            if (voucher is null) return VoucherErrors.NotFound(voucherId);
            if (voucher.EndsAt != extended) return SupportErrors.EndChanged();
            SetEnd(db, voucher, before, "voucher.extension_undone", null, call, time.GetUtcNow());
            return voucher;
        }, ct);

    /// <summary>Replaces a code somebody holds: the old one stops, the new one gives the same for as many uses as were left.</summary>
    /// <returns>The new code; or <c>not_found</c>, <c>invalid_voucher</c>, <c>invalid_payload</c> without a reason, <c>allowance_exceeded</c>.</returns>
    public Task<Result<ReissuedVoucher>> ReissueAsync(string voucherId, SupportCall call, CancellationToken ct = default) =>
        DoAsync<ReissuedVoucher>(call, exclusive: true, async (db, reason, token) =>
        {
            var old = await db.Vouchers.SingleOrDefaultAsync(v => v.Id == voucherId, token);
            if (old is null) return VoucherErrors.NotFound(voucherId);
            if (old.HolderId is not { } holder) return SupportErrors.NotHeld(old.Code);
            if (!old.Active) return SupportErrors.Stopped(old.Code);
            if (old.RedemptionLimit <= old.RedeemedQuantity) return SupportErrors.UsedUpCode(old.Code);
            var campaign = old.CampaignId is { } id ? await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, token) : null;
            if (old.CampaignId is not null && campaign is null) return SupportErrors.TermsGone(old.Code);
            var setup = campaign is null ? null : await SetupAsync(db, campaign.Id, old.CampaignVersion ?? campaign.Version, token);
            if (await allowances.TakeAsync(db, call, SupportAction.Reissue, SupportAllowances.MostOff((setup ?? old.Terms)?.Discount), token) is { } none) return none;

            var now = time.GetUtcNow();
            var request = new CreateVoucher
            {
                Terms = old.Terms, StartsAt = old.StartsAt, EndsAt = old.EndsAt, RedemptionLimit = old.RedemptionLimit - old.RedeemedQuantity, Metadata = old.Metadata,
                AdditionalInfo = old.AdditionalInfo, Actor = call.Caller.Name,
            };
            var made = await VoucherService.AddAsync(db, request, campaign, setup, now, token);
            if (made.Value is not { } fresh) return made.Error!;
            if (old.RedemptionLimit is null) fresh.RedemptionLimit = null;
            (fresh.HolderId, fresh.PublishedAt, fresh.PublishedUntil, fresh.PublishCount, fresh.CampaignVersion, fresh.CategoryId) =
                (holder, old.PublishedAt, old.PublishedUntil, 1, old.CampaignVersion, old.CategoryId); // it lives exactly as long as the old one would have
            if (old.RuleId is { } rule && (await RuleAssigning.AssignAsync(db, rule, new(RuleOwner.Voucher, fresh.Id, campaign?.Id), force: true, call.Caller.Name, now, token)).Error is { } wrong) return wrong;
            (old.Active, old.UpdatedAt) = (false, now);
            db.Publications.Add(new Publication
            {
                Id = Ids.New("pub_", now), CustomerId = holder, VoucherId = fresh.Id, CampaignId = campaign?.Id, Channel = call.Caller.Channel, Reason = reason,
                CreatedBy = call.Caller.Name, CreatedAt = now,
            });
            db.Publish(now, "voucher.disabled", old.Id);
            db.Publish(now, "voucher.published", fresh.Id);
            db.Record(now, call.Caller.Name, "voucher.reissued", old.Id, reason, new { old.Code, Active = true }, new { Active = false, replaced_by = fresh.Code });
            db.Record(now, call.Caller.Name, "customer.code_reissued", holder, reason, new { old.Code }, new { fresh.Code });
            return new ReissuedVoucher(old.Code, fresh.Code, fresh.Id);
        }, ct);

    /// <summary>Takes a use back, as <see cref="IRedemptionService.RollBackAsync"/>. The allowance is taken first and given back when nothing came of it.</summary>
    /// <returns>The rollback; or as there, <c>invalid_payload</c> without a reason, <c>allowance_exceeded</c>.</returns>
    public async Task<Result<RollbackAnswer>> RollBackAsync(RollBackRedemption request, SupportCall call, CancellationToken ct = default)
    {
        DateOnly day = default;
        var taken = await DoAsync<string>(call, exclusive: false, async (db, reason, token) =>
        {
            day = await allowances.DayAsync(db, token);
            return await allowances.TakeAsync(db, call, SupportAction.RollBack, 0, token) is { } none ? none : (Result<string>)reason;
        }, ct);
        if (!taken.IsOk) return taken.Error;
        var done = await redemptions.RollBackAsync(request with { Reason = taken.Value, Caller = call.Caller }, ct);
        if (done.IsOk) return done;
        await writes.WriteAsync<bool>(async (db, token) =>
        {
            await SupportAllowances.GiveBackAsync(db, call, SupportAction.RollBack, token, day);
            return true;
        }, CancellationToken.None);
        return done;
    }

    /// <summary>Lets go of a use that a session holds.</summary>
    /// <returns>Whether it still held one; or <c>invalid_payload</c> without a reason.</returns>
    public Task<Result<bool>> ReleaseAsync(string voucherId, string sessionKey, SupportCall call, CancellationToken ct = default) =>
        DoAsync<bool>(call, exclusive: false, async (db, reason, token) =>
        {
            var voucher = await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.Id == voucherId, token);
            if (voucher is null) return VoucherErrors.NotFound(voucherId);
            var held = await db.SessionLocks.Where(l => l.VoucherId == voucherId && l.SessionKey == sessionKey).ExecuteDeleteAsync(token) > 0;
            if (held) Log(db, voucher, "voucher.released", reason, call, new { held = true }, new { held = false }, time.GetUtcNow());
            return held;
        }, ct);

    private async Task<Result<T>> DoAsync<T>(SupportCall call, bool exclusive, Func<PromoDbContext, string, CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        if (call.Note is { Length: > MaxNoteLength }) return SupportErrors.NoteTooLong();
        var reasons = (await allowances.GetAsync(ct)).Rules.Reasons;
        if (reasons.FirstOrDefault(one => one.Code == call.Reason) is not { } chosen) return SupportErrors.ReasonMissing();
        var reason = string.IsNullOrWhiteSpace(call.Note) ? chosen.Name : $"{chosen.Name}: {call.Note.Trim()}";
        await allowances.PrepareAsync(call, ct);
        return exclusive ? await writes.ExclusiveAsync<T>((db, token) => work(db, reason, token), ct) : await writes.WriteAsync<T>((db, token) => work(db, reason, token), ct);
    }

    private static void SetEnd(PromoDbContext db, Voucher voucher, DateTimeOffset? endsAt, string action, string? reason, SupportCall call, DateTimeOffset now)
    {
        var before = voucher.EndsAt;
        (voucher.EndsAt, voucher.UpdatedAt) = (endsAt, now);
        db.Publish(now, "voucher.updated", voucher.Id);
        Log(db, voucher, action, reason, call, new { ends_at = before }, new { ends_at = endsAt }, now);
    }

    // Twice: the log of the code and that of the customer each tell it.
    private static void Log(PromoDbContext db, Voucher voucher, string action, string? reason, SupportCall call, object before, object after, DateTimeOffset now)
    {
        db.Record(now, call.Caller.Name, action, voucher.Id, reason, before, after);
        if (voucher.HolderId is { } holder) db.Record(now, call.Caller.Name, "customer.code_" + action[(action.IndexOf('.', StringComparison.Ordinal) + 1)..], holder, reason, after: new { voucher.Code, change = after });
    }

    private static async Task<DateTimeOffset?> LatestAsync(PromoDbContext db, Voucher voucher, CancellationToken ct)
    {
        if (voucher.CampaignId is not { } campaignId) return null; // its own end is all there is
        var version = voucher.CampaignVersion ?? await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Version).SingleAsync(ct);
        var setup = await SetupAsync(db, campaignId, version, ct);
        var zone = await db.Project.Select(p => p.TimeZone).SingleOrDefaultAsync(ct) ?? new ProjectSettings().TimeZone;
        return ValidityWindows.Of(setup.Schedule, TimeZoneInfo.FindSystemTimeZoneById(zone)).EndOf(null, voucher.PublishedAt);
    }

    private static async Task<Discounts.Discount?> DiscountAsync(PromoDbContext db, Voucher voucher, CancellationToken ct) =>
        voucher.CampaignId is { } id && voucher.CampaignVersion is { } version ? (await SetupAsync(db, id, version, ct)).Discount : voucher.Terms?.Discount;

    private static Task<CampaignSetup> SetupAsync(PromoDbContext db, string campaignId, int version, CancellationToken ct) =>
        db.CampaignVersions.AsNoTracking().Where(v => v.CampaignId == campaignId && v.Number == version).Select(v => v.Setup).SingleAsync(ct);
}
