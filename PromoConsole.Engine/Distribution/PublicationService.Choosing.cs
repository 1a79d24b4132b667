using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Distribution;

// What is given: which code, whether it may be, and the step that decides who gets it.
public sealed partial class PublicationService
{
    private const int Candidates = 16;

    // The first code of the campaign the customer was given, of those that still work if there are any; null when there is none.
    private static async Task<PublishedVoucher?> JoinedAsync(PromoDbContext db, string campaignId, Customer customer, CancellationToken ct)
    {
        if (db.Entry(customer).State == EntityState.Added) return null; // nobody could have been given anything yet
        // Whoever asks for the same customer waits here until the other is done, and then sees what they got.
        await db.Customers.Where(c => c.Id == customer.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.UpdatedAt, c => c.UpdatedAt), ct);
        if (await FirstGivenAsync(db, campaignId, customer.Id, ct) is not { } first) return null;
        var name = await db.Campaigns.Where(c => c.Id == campaignId).Select(c => c.Name).SingleAsync(ct);
        return new PublishedVoucher(first.Publication, customer, first.Voucher.Code, name) { Again = true };
    }

    internal static async Task<GivenFirst?> FirstGivenAsync(PromoDbContext db, string campaignId, string customerId, CancellationToken ct) =>
        await db.Publications.AsNoTracking().Where(p => p.CustomerId == customerId && p.CampaignId == campaignId)
            .Join(db.Vouchers.AsNoTracking(), p => p.VoucherId, v => v.Id, (p, v) => new { Publication = p, Voucher = v })
            .OrderByDescending(one => one.Voucher.Active).ThenBy(one => one.Publication.Id) // rather the one that replaces a lost one
            .Select(one => new GivenFirst(one.Publication, one.Voucher)).FirstOrDefaultAsync(ct);

    // A code that was named, or the one code of a campaign that has only one for everybody.
    private static async Task<Result<Choice>> NamedAsync(PromoDbContext db, string code, DateTimeOffset now, CancellationToken ct)
    {
        var caseInsensitive = await db.Project.Where(p => p.Id == ProjectSettings.OnlyId).Select(p => (bool?)p.CaseInsensitiveCodes).SingleOrDefaultAsync(ct) ?? true;
        var key = CodeKeys.Key(code.Trim(), caseInsensitive);
        var voucher = await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.CodeKey == key, ct);
        if (voucher is null) return PublicationErrors.CodeNotFound(code.Trim());
        var campaign = voucher.CampaignId is { } id ? await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, ct) : null;
        if (campaign?.DeletedAt is not null) return PublicationErrors.CodeNotFound(code.Trim());
        if (!voucher.Active) return PublicationErrors.NotSuitable(voucher.Code, "The code was switched off. Choose another one.");
        if (voucher.EndsAt <= now || (campaign?.EndsAt ?? voucher.Terms?.Schedule.EndsAt) <= now)
            return PublicationErrors.NotSuitable(voucher.Code, "The code has ended. Choose one that can still be used.");
        if (voucher.RedemptionLimit <= voucher.RedeemedQuantity)
            return PublicationErrors.NotSuitable(voucher.Code, "The code is used up. Choose another one.");
        if (campaign is null) return new Choice(null, null, voucher, true, voucher.Terms is { } own ? await UntilAsync(db, own.Schedule, now, ct) : null);
        if (campaign.Version == 0) return PublicationErrors.NotSuitable(voucher.Code, "The campaign was never launched. Launch it first.");
        var inForce = await SetupAsync(db, campaign.Id, campaign.Version, ct);
        var terms = voucher.CampaignVersion is { } kept && kept != campaign.Version ? await SetupAsync(db, campaign.Id, kept, ct) : inForce;
        return new Choice(campaign, inForce, voucher, terms.Codes.Mode == CodeMode.Shared, await UntilAsync(db, terms.Schedule, now, ct));
    }

    // The campaign with what is in force, nothing for a draft; null when there is none.
    private static async Task<Offer?> OfferAsync(PromoDbContext db, string idOrName, CancellationToken ct)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == idOrName, ct)
            ?? await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Name == idOrName, ct);
        if (campaign is null || campaign.DeletedAt is not null) return null;
        return new Offer(campaign, campaign.Version == 0 ? null : await SetupAsync(db, campaign.Id, campaign.Version, ct));
    }

    private static async Task<Result<Choice>> NextAsync(PromoDbContext db, Offer offer, DateTimeOffset now, CancellationToken ct)
    {
        var campaign = offer.Campaign;
        if (campaign.EndsAt <= now)
            return PublicationErrors.NotSuitable(campaign.Name, "The campaign has ended, so its codes cannot be given any more.");
        if (campaign.Kind == CampaignKind.Promotion)
            return PublicationErrors.NotSuitable(campaign.Name, "It is a promotion: its tiers apply without codes, so there is none to give.");
        if (offer.Setup is not { } setup) return NothingLeft(campaign.Name);
        if (setup.Codes.Mode != CodeMode.Shared) return new Choice(campaign, setup, null, false, await UntilAsync(db, setup.Schedule, now, ct));

        var code = await db.Vouchers.AsNoTracking().Where(v => v.CampaignId == campaign.Id).OrderBy(v => v.Id).Select(v => v.Code).FirstOrDefaultAsync(ct);
        return code is null ? NothingLeft(campaign.Name) : await NamedAsync(db, code, now, ct);
    }

    private static Task<CampaignSetup> SetupAsync(PromoDbContext db, string campaignId, int version, CancellationToken ct) =>
        db.CampaignVersions.AsNoTracking().Where(v => v.CampaignId == campaignId && v.Number == version).Select(v => v.Setup).SingleAsync(ct);

    // When codes live so long from their publication: until when this one will.
    private static async Task<DateTimeOffset?> UntilAsync(PromoDbContext db, Schedule schedule, DateTimeOffset now, CancellationToken ct)
    {
        if (schedule.ValidAfterPublication is null) return null;
        var zone = await db.Project.Select(p => p.TimeZone).SingleOrDefaultAsync(ct) ?? new ProjectSettings().TimeZone;
        var windows = ValidityWindows.Of(schedule, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return windows.EndOf(null, now);
    }

    // What was chosen, or as many codes as were asked for: free ones first, and those that are missing then are made where the campaign says so.
    private static async Task<Result<IReadOnlyList<Voucher>>> TakeAsync(
        PromoDbContext db, Choice chosen, PublishVoucher request, Customer customer, DateTimeOffset now, CancellationToken ct)
    {
        if (chosen.Voucher is { } named) return await TakeNamedAsync(db, chosen, named, request, customer, now, ct);
        var (campaign, setup, until) = (chosen.Campaign!, chosen.InForce!, chosen.Until);
        var taken = new List<Voucher>(request.Count);
        while (taken.Count < request.Count && await TakeNextAsync(db, campaign, until, customer, now, ct) is { } next) taken.Add(next);
        var missing = request.Count - taken.Count;
        if (missing == 0) return taken;
        if (!setup.Codes.OnDemand) return taken.Count == 0 ? NothingLeft(campaign.Name) : TooFew(campaign.Name, taken.Count, request.Count);

        var made = await VoucherGeneration.MakeAsync(db, campaign, setup, missing, request.Caller.Name, now, ct);
        if (!made.IsOk) return PublicationErrors.CannotMakeMore(campaign.Name, made.Error);
        foreach (var one in made.Value)
            if (await TakeAsync(db, one, campaign, shared: false, until, customer, now, ct)) taken.Add(one); // nobody else can see it yet
        return taken;
    }

    private static async Task<Result<IReadOnlyList<Voucher>>> TakeNamedAsync(
        PromoDbContext db, Choice chosen, Voucher named, PublishVoucher request, Customer customer, DateTimeOffset now, CancellationToken ct)
    {
        if (request.Count > 1) return PublicationErrors.BadCount(1);
        if (chosen is { OnePerCustomer: true, Campaign: { } campaign } && named.HolderId != customer.Id
            && await JoinedAsync(db, campaign.Id, customer, ct) is { } joined && joined.Publication.VoucherId != named.Id)
            return PublicationErrors.AlreadyJoined(joined.Code, campaign.Name);
        return await TakeAsync(db, named, chosen.Campaign, chosen.Shared, chosen.Until, customer, now, ct)
            ? new List<Voucher> { named }
            : PublicationErrors.AlreadyPublished(named.Code, await HeldByAsync(db, named.Id, customer.Id, ct));
    }

    private static async Task<Voucher?> TakeNextAsync(PromoDbContext db, Campaign campaign, DateTimeOffset? until, Customer customer, DateTimeOffset now, CancellationToken ct)
    {
        var after = "";
        while (true)
        {
            var candidates = await Free(db, campaign.Id, now).Where(v => string.Compare(v.Id, after) > 0)
                .OrderBy(v => v.Id).Take(Candidates).ToListAsync(ct);
            foreach (var candidate in candidates)
                if (await TakeAsync(db, candidate, campaign, shared: false, until, customer, now, ct)) return candidate; // else somebody was faster
            if (candidates.Count < Candidates) return null;
            after = candidates[^1].Id;
        }
    }

    // The update decides who gets it: it changes the row only while it is still free.
    private static async Task<bool> TakeAsync(
        PromoDbContext db, Voucher voucher, Campaign? campaign, bool shared, DateTimeOffset? until, Customer customer, DateTimeOffset now, CancellationToken ct)
    {
        var version = campaign?.Version;
        if (shared)
        {
            if (await HeldByAsync(db, voucher.Id, customer.Id, ct)) return false;
            return await db.Vouchers.Where(v => v.Id == voucher.Id).ExecuteUpdateAsync(set => set
                .SetProperty(v => v.PublishedUntil, v => v.PublishedAt == null ? until : v.PublishedUntil)
                .SetProperty(v => v.PublishedAt, v => v.PublishedAt ?? now)
                .SetProperty(v => v.PublishCount, v => v.PublishCount + 1)
                .SetProperty(v => v.CampaignVersion, v => v.CampaignVersion ?? version), ct) == 1;
        }

        return await db.Vouchers.Where(v => v.Id == voucher.Id && v.PublishedAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(v => v.HolderId, customer.Id)
            .SetProperty(v => v.PublishedAt, now)
            .SetProperty(v => v.PublishedUntil, until)
            .SetProperty(v => v.PublishCount, v => v.PublishCount + 1)
            .SetProperty(v => v.CampaignVersion, v => v.CampaignVersion ?? version), ct) == 1;
    }

    private static IQueryable<Voucher> Free(PromoDbContext db, string campaignId, DateTimeOffset now) =>
        db.Vouchers.AsNoTracking().Where(v => v.CampaignId == campaignId && v.PublishedAt == null && v.Active
            && (v.EndsAt == null || v.EndsAt > now) && v.RedeemedQuantity == 0);

    private static Task<bool> HeldByAsync(PromoDbContext db, string voucherId, string customerId, CancellationToken ct) =>
        db.Publications.AnyAsync(p => p.VoucherId == voucherId && p.CustomerId == customerId, ct);

    private static InvalidError NothingLeft(string campaign) =>
        PublicationErrors.NotSuitable(campaign, "No code of the campaign is left to give: all are published, used, ended or switched off. Generate more codes.");

    private static InvalidError TooFew(string campaign, int left, int wanted) =>
        PublicationErrors.NotSuitable(campaign, $"Only {left} of the {wanted} codes asked for are left to give, so none was given. Ask for fewer, or generate more codes.");

    // A campaign to give codes of, with its version in force.
    private sealed record Offer(Campaign Campaign, CampaignSetup? Setup)
    {
        public bool OnePerCustomer => Setup?.Codes.OnePerCustomer == true;
    }

    // What is to be given: a certain voucher, or the next of the campaign, with the campaign's version in force.
    private sealed record Choice(Campaign? Campaign, CampaignSetup? InForce, Voucher? Voucher, bool Shared, DateTimeOffset? Until)
    {
        public bool OnePerCustomer => InForce?.Codes.OnePerCustomer == true;
    }

    internal sealed record GivenFirst(Publication Publication, Voucher Voucher);
}
