using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Distribution;

/// <summary>Gives codes to customers. Concept: publication.</summary>
public sealed class PublicationService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, CustomerService customers, TimeProvider time)
{
    /// <summary>How far free codes are counted: more than this is "plenty".</summary>
    public const int CountedUpTo = 1_000;

    /// <summary>How many codes one publication gives at most.</summary>
    public const int MostAtOnce = 20;

    public const int MaxSourceIdLength = 255;

    private const int Candidates = 16;

    /// <summary>Gives one code to the customer, who becomes its holder. However many ask at once, a unique code goes to one customer only.</summary>
    /// <remarks>One code for everybody has no holder and may be given to many, to each once. A paused campaign's codes may be given, ended or inactive ones not. From then on the code keeps the campaign's version of this moment.</remarks>
    /// <returns>
    /// What was given; or <c>missing_vouchers</c>, <c>not_found</c>, <c>invalid_customer</c>, <c>voucher_already_published</c>,
    /// <c>no_voucher_suitable_for_publication</c>, <c>too_many_vouchers_requested</c>, <c>duplicate_source_id</c>. A refusal of a stored customer that is not the
    /// caller's mistake is kept among the publications.
    /// </returns>
    public async Task<Result<PublishedVoucher>> PublishAsync(PublishVoucher request, CancellationToken ct = default)
    {
        var given = await writes.WriteAsync<PublishedVoucher>((db, token) => GiveAsync(db, request, token), ct);
        if (given.Error is { Key: "duplicate_found" } && request.SourceId is not null)
            given = await writes.WriteAsync<PublishedVoucher>((db, token) => GiveAsync(db, request, token), ct); // somebody asked with the same id at once: theirs is there now
        if (given.Error is { } refusal) await KeepAsync(request, refusal, ct);
        return given;
    }

    /// <summary>The same as part of a transaction that does more; a refusal means that it must be undone.</summary>
    internal async Task<Result<PublishedVoucher>> GiveAsync(PromoDbContext db, PublishVoucher request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Code) && string.IsNullOrWhiteSpace(request.CampaignId)) return PublicationErrors.NothingNamed();
        if (request.Reason is { Length: > 1000 }) return PublicationErrors.ReasonTooLong();
        if (request.SourceId is { } sourceId && (sourceId.Trim().Length is 0 or > MaxSourceIdLength || sourceId.Any(char.IsControl))) return PublicationErrors.BadSourceId();
        if (request.Count is < 1 or > MostAtOnce || (request.Count > 1 && !string.IsNullOrWhiteSpace(request.Code))) return PublicationErrors.BadCount(MostAtOnce);
        if (CustomerMerge.Problem(request.Customer) is { } problem) return problem;

        var now = time.GetUtcNow();
        var metadata = (await MetadataSchemas.ReadAsync(db, ct)).Made(MetadataResources.Publication, request.Metadata);
        if (!metadata.IsOk) return metadata.Error;
        var stored = await customers.StoreAsync(db, [request.Customer], request.Caller, ct);
        if (!stored.IsOk) return stored.Error;
        var customer = stored.Value[0];
        if (request.SourceId?.Trim() is { } known && await RepeatedAsync(db, known, request, customer, ct) is { } repeated) return repeated;
        if (request is { JoinOnce: true, CampaignId: { } joining } && await JoinedAsync(db, joining, customer, ct) is { } joined) return joined;

        var chosen = request.Code is { } code && !string.IsNullOrWhiteSpace(code)
            ? await NamedAsync(db, code, now, ct)
            : await CampaignAsync(db, request.CampaignId!, now, ct);
        if (!chosen.IsOk) return chosen.Error;
        var (campaign, named, shared, until) = chosen.Value;
        if (named is not null && request.Count > 1) return PublicationErrors.BadCount(1);

        var given = new List<(Publication Publication, string Code)>(request.Count);
        while (given.Count < request.Count)
        {
            var taken = named is not null
                ? await TakeAsync(db, named, campaign, shared, until, customer, now, ct) ? named : null
                : await TakeNextAsync(db, campaign!, until, customer, now, ct);
            if (taken is null && named is not null)
                return PublicationErrors.AlreadyPublished(named.Code, await HeldByAsync(db, named.Id, customer.Id, ct));
            if (taken is null) return given.Count == 0 ? NothingLeft(campaign!.Name) : TooFew(campaign!.Name, given.Count, request.Count);

            var publication = new Publication
            {
                Id = Ids.New("pub_", now), CustomerId = customer.Id, VoucherId = taken.Id, CampaignId = campaign?.Id,
                Channel = request.Channel ?? request.Caller.Channel, Reason = Text(request.Reason), SourceId = given.Count == 0 ? Text(request.SourceId) : null,
                ParentId = given.Count == 0 ? null : given[0].Publication.Id,
                Metadata = metadata.Value.IsEmpty ? null : metadata.Value, CreatedBy = request.Caller.Name, CreatedAt = now,
            };
            db.Publications.Add(publication);
            Record(db, publication, taken.Code, now);
            given.Add((publication, taken.Code));
        }

        return new PublishedVoucher(given[0].Publication, customer, given[0].Code, campaign?.Name)
        {
            Vouchers = [.. given.Select(one => new GivenVoucher(one.Publication.VoucherId, one.Code))],
        };
    }

    /// <summary>What <see cref="PublishAsync"/> would give, without giving it.</summary>
    /// <param name="customerId">Platform id of a stored customer.</param>
    /// <returns>As <see cref="PublishAsync"/>.</returns>
    public async Task<Result<PublicationPreview>> PreviewAsync(string? code, string? campaignId, string customerId, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(code) && string.IsNullOrWhiteSpace(campaignId)) return PublicationErrors.NothingNamed();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var chosen = string.IsNullOrWhiteSpace(code) ? await CampaignAsync(db, campaignId!, now, ct) : await NamedAsync(db, code, now, ct);
        if (!chosen.IsOk) return chosen.Error;
        var (campaign, named, shared, until) = chosen.Value;
        if (named is not null)
        {
            var held = await HeldByAsync(db, named.Id, customerId, ct);
            if (held || (!shared && named.PublishedAt is not null)) return PublicationErrors.AlreadyPublished(named.Code, held);
            var ends = Earlier(named.EndsAt, until ?? campaign?.EndsAt ?? named.Terms?.Schedule.EndsAt);
            return new PublicationPreview(named.Code, campaign?.Name, campaign?.Active ?? true, shared, ends, null);
        }

        var free = Free(db, campaign!.Id, now);
        var next = await free.OrderBy(v => v.Id).Select(v => new { v.Code, v.EndsAt }).FirstOrDefaultAsync(ct);
        if (next is null) return NothingLeft(campaign.Name);
        var count = await free.Take(CountedUpTo).LongCountAsync(ct);
        return new PublicationPreview(next.Code, campaign.Name, campaign.Active, false, Earlier(next.EndsAt, until ?? campaign.EndsAt), count);
    }

    /// <summary>The campaigns whose codes can be given: launched and not ended, by name.</summary>
    public async Task<IReadOnlyList<GivingCampaign>> CampaignsAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        return await db.Campaigns.AsNoTracking()
            .Where(c => c.DeletedAt == null && c.ArchivedAt == null && c.Version > 0 && c.CodesCount > 0 && (c.EndsAt == null || c.EndsAt > now))
            .OrderBy(c => c.Name).Take(500)
            .Select(c => new GivingCampaign(c.Id, c.Name, c.Active)).ToListAsync(ct);
    }

    // The publication that has this id already, or the refusal when it is another one; null when none has it.
    private static async Task<Result<PublishedVoucher>?> RepeatedAsync(PromoDbContext db, string sourceId, PublishVoucher request, Customer customer, CancellationToken ct)
    {
        if (await db.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.SourceId == sourceId, ct) is not { } first) return null;
        var voucher = await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.Id == first.VoucherId, ct);
        var campaign = first.CampaignId is { } id ? await db.Campaigns.Where(c => c.Id == id).Select(c => c.Name).SingleOrDefaultAsync(ct) : null;
        var same = string.IsNullOrWhiteSpace(request.Code)
            ? request.CampaignId is { } asked && (asked == first.CampaignId || asked == campaign)
            : voucher is not null && CodeKeys.Key(request.Code.Trim(), await VoucherService.IgnoresCaseAsync(db, ct)) == voucher.CodeKey;
        if (!same || voucher is null || first.CustomerId != customer.Id) return PublicationErrors.SourceIdUsed(sourceId);
        return new PublishedVoucher(first, customer, voucher.Code, campaign) { Vouchers = await VouchersAsync(db, first, ct) };
    }

    private static async Task<List<GivenVoucher>> VouchersAsync(PromoDbContext db, Publication first, CancellationToken ct) =>
        await db.Publications.Where(p => p.Id == first.Id || p.ParentId == first.Id).OrderBy(p => p.Id)
            .Join(db.Vouchers, p => p.VoucherId, v => v.Id, (p, v) => new GivenVoucher(v.Id, v.Code)).ToListAsync(ct);

    // What could not be given is told in the list of publications too, by a transaction of its own: the other one is undone.
    private async Task KeepAsync(PublishVoucher request, PromoError refusal, CancellationToken ct)
    {
        if (!PublicationErrors.IsKept(refusal)) return;
        await writes.WriteAsync<bool>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var named = CustomerMerge.PlatformId(request.Customer) ?? CustomerMerge.SourceId(request.Customer);
            if (named is null || await CustomerIds.PlatformIdAsync(db, named, token) is not { } customerId) return false; // nobody is stored because of a refusal
            var key = string.IsNullOrWhiteSpace(request.Code) ? null : CodeKeys.Key(request.Code.Trim(), await VoucherService.IgnoresCaseAsync(db, token));
            var voucher = key is null ? null : await db.Vouchers.Where(v => v.CodeKey == key).Select(v => new { v.Id, v.CampaignId }).SingleOrDefaultAsync(token);
            var campaign = voucher is null && request.CampaignId is { } asked ? await db.Campaigns.Where(c => c.Id == asked || c.Name == asked).Select(c => c.Id).FirstOrDefaultAsync(token) : null;
            db.RefusedPublications.Add(new RefusedPublication
            {
                Id = Ids.New("pub_", now), CustomerId = customerId, VoucherId = voucher?.Id, CampaignId = voucher?.CampaignId ?? campaign,
                Channel = request.Channel ?? request.Caller.Channel, SourceId = Text(request.SourceId), Metadata = request.Metadata.IsEmpty ? null : request.Metadata,
                FailureKey = refusal.Key, FailureMessage = refusal.Message, CreatedBy = request.Caller.Name, CreatedAt = now,
            });
            db.Publish(now, "publication.failed", customerId, new { failure_code = refusal.Key });
            return true;
        }, ct);
    }

    // The first code of the campaign the customer was given; null when there is none.
    private static async Task<PublishedVoucher?> JoinedAsync(PromoDbContext db, string campaign, Customer customer, CancellationToken ct)
    {
        if (db.Entry(customer).State == EntityState.Added) return null; // nobody could have been given anything yet
        // Whoever asks for the same customer waits here until the other is done, and then sees what they got.
        await db.Customers.Where(c => c.Id == customer.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.UpdatedAt, c => c.UpdatedAt), ct);
        var given = await db.Publications.AsNoTracking().Where(p => p.CustomerId == customer.Id)
            .Join(db.Campaigns.Where(c => c.DeletedAt == null && (c.Id == campaign || c.Name == campaign)), p => p.CampaignId, c => c.Id, (p, c) => new { Publication = p, c.Name })
            .Join(db.Vouchers, one => one.Publication.VoucherId, v => v.Id, (one, v) => new { one.Publication, one.Name, v.Code })
            .OrderBy(one => one.Publication.Id).FirstOrDefaultAsync(ct);
        return given is null ? null : new PublishedVoucher(given.Publication, customer, given.Code, given.Name);
    }

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
        if (campaign is null) return new Choice(null, voucher, true, voucher.Terms is { } own ? await UntilAsync(db, own.Schedule, now, ct) : null);
        if (campaign.Version == 0) return PublicationErrors.NotSuitable(voucher.Code, "The campaign was never launched. Launch it first.");
        var setup = await SetupAsync(db, campaign.Id, voucher.CampaignVersion ?? campaign.Version, ct);
        return new Choice(campaign, voucher, setup.Codes.Mode == CodeMode.Shared, await UntilAsync(db, setup.Schedule, now, ct));
    }

    private static async Task<Result<Choice>> CampaignAsync(PromoDbContext db, string idOrName, DateTimeOffset now, CancellationToken ct)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == idOrName, ct)
            ?? await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Name == idOrName, ct);
        if (campaign is null || campaign.DeletedAt is not null) return PublicationErrors.CampaignNotFound(idOrName);
        if (campaign.EndsAt <= now)
            return PublicationErrors.NotSuitable(campaign.Name, "The campaign has ended, so its codes cannot be given any more.");
        if (campaign.Kind == CampaignKind.Promotion)
            return PublicationErrors.NotSuitable(campaign.Name, "It is a promotion: its tiers apply without codes, so there is none to give.");
        if (campaign.Version == 0) return NothingLeft(campaign.Name);
        var setup = await SetupAsync(db, campaign.Id, campaign.Version, ct);
        if (setup.Codes.Mode != CodeMode.Shared) return new Choice(campaign, null, false, await UntilAsync(db, setup.Schedule, now, ct));

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

    private async Task<Voucher?> TakeNextAsync(PromoDbContext db, Campaign campaign, DateTimeOffset? until, Customer customer, DateTimeOffset now, CancellationToken ct)
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

    private static void Record(PromoDbContext db, Publication publication, string code, DateTimeOffset now)
    {
        db.Publish(now, "voucher.published", publication.VoucherId);
        db.Publish(now, "publication.succeeded", publication.Id);
        db.Record(now, publication.CreatedBy, "voucher.published", publication.VoucherId, publication.Reason, after: new { code, customer = publication.CustomerId });
    }

    private static InvalidError NothingLeft(string campaign) =>
        PublicationErrors.NotSuitable(campaign, "No code of the campaign is left to give: all are published, used, ended or switched off. Generate more codes.");

    private static InvalidError TooFew(string campaign, int left, int wanted) =>
        PublicationErrors.NotSuitable(campaign, $"Only {left} of the {wanted} codes asked for are left to give, so none was given. Ask for fewer, or generate more codes.");

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one < other ? one : other;

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private sealed record Choice(Campaign? Campaign, Voucher? Voucher, bool Shared, DateTimeOffset? Until);
}
