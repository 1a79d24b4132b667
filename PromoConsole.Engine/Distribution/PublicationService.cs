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
public sealed partial class PublicationService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, CustomerService customers, TimeProvider time)
{
    /// <summary>How far free codes are counted: more than this is "plenty".</summary>
    public const int CountedUpTo = 1_000;

    /// <summary>How many codes one publication gives at most.</summary>
    public const int MostAtOnce = 20;

    public const int MaxSourceIdLength = 255;

    /// <summary>Gives one code to the customer, who becomes its holder. However many ask at once, a unique code goes to one customer only.</summary>
    /// <remarks>
    /// One code for everybody has no holder and may be given to many, to each once. A paused campaign's codes may be given, ended or inactive ones not. From then on the
    /// code keeps the campaign's version of this moment. Where the campaign says so, codes that are missing are made, and whoever holds one is given that one again.
    /// </remarks>
    /// <returns>
    /// What was given; or <c>missing_vouchers</c>, <c>not_found</c>, <c>invalid_customer</c>, <c>voucher_already_published</c>, <c>voucher_cannot_be_published</c> for
    /// a second code of a campaign with one per customer, <c>no_voucher_suitable_for_publication</c>, <c>too_many_vouchers_requested</c>, <c>duplicate_source_id</c>. A refusal of a stored customer that is not the
    /// caller's mistake is kept among the publications.
    /// </returns>
    public async Task<Result<PublishedVoucher>> PublishAsync(PublishVoucher request, CancellationToken ct = default)
    {
        var given = await writes.WriteAsync<PublishedVoucher>((db, token) => GiveAsync(db, request, token), ct);
        if (given.Error is { Key: "duplicate_found" })
            given = await writes.WriteAsync<PublishedVoucher>((db, token) => GiveAsync(db, request, token), ct); // somebody asked for the same customer or id at once: theirs is there now
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
        Result<Choice> chosen;
        if (!string.IsNullOrWhiteSpace(request.Code))
        {
            chosen = await NamedAsync(db, request.Code, now, ct);
        }
        else
        {
            if (await OfferAsync(db, request.CampaignId!, ct) is not { } offer) return PublicationErrors.CampaignNotFound(request.CampaignId!);
            if (offer.OnePerCustomer && request.Count > 1) return PublicationErrors.OneEach(offer.Campaign.Name);
            if ((request.JoinOnce || offer.OnePerCustomer) && await JoinedAsync(db, offer.Campaign.Id, customer, ct) is { } joined) return joined;
            chosen = await NextAsync(db, offer, now, ct);
        }

        if (!chosen.IsOk) return chosen.Error;
        var taken = await TakeAsync(db, chosen.Value, request, customer, now, ct);
        if (!taken.IsOk) return taken.Error;

        var campaign = chosen.Value.Campaign;
        var given = new List<(Publication Publication, string Code)>(request.Count);
        foreach (var voucher in taken.Value)
        {
            var publication = new Publication
            {
                Id = Ids.New("pub_", now), CustomerId = customer.Id, VoucherId = voucher.Id, CampaignId = campaign?.Id,
                Channel = request.Channel ?? request.Caller.Channel, Reason = Text(request.Reason), SourceId = given.Count == 0 ? Text(request.SourceId) : null,
                ParentId = given.Count == 0 ? null : given[0].Publication.Id,
                Metadata = metadata.Value.IsEmpty ? null : metadata.Value, CreatedBy = request.Caller.Name, CreatedAt = now,
            };
            db.Publications.Add(publication);
            Record(db, publication, voucher.Code, now);
            given.Add((publication, voucher.Code));
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
        var offer = string.IsNullOrWhiteSpace(code) ? await OfferAsync(db, campaignId!, ct) : null;
        if (string.IsNullOrWhiteSpace(code) && offer is null) return PublicationErrors.CampaignNotFound(campaignId!);
        if (offer is { OnePerCustomer: true } && await FirstGivenAsync(db, offer.Campaign.Id, customerId, ct) is { } first)
        {
            var firstEnds = Earlier(first.Voucher.EndsAt, first.Voucher.PublishedUntil ?? offer.Campaign.EndsAt);
            return new PublicationPreview(first.Voucher.Code, offer.Campaign.Name, offer.Campaign.Active, false, firstEnds, null) { AlreadyHeld = true };
        }

        var chosen = offer is null ? await NamedAsync(db, code!, now, ct) : await NextAsync(db, offer, now, ct);
        if (!chosen.IsOk) return chosen.Error;
        var (campaign, setup, named, shared, until) = chosen.Value;
        if (named is not null)
        {
            var held = await HeldByAsync(db, named.Id, customerId, ct);
            if (held || (!shared && named.PublishedAt is not null)) return PublicationErrors.AlreadyPublished(named.Code, held);
            if (chosen.Value.OnePerCustomer && await FirstGivenAsync(db, campaign!.Id, customerId, ct) is { } other)
                return PublicationErrors.AlreadyJoined(other.Voucher.Code, campaign.Name);
            var ends = Earlier(named.EndsAt, until ?? campaign?.EndsAt ?? named.Terms?.Schedule.EndsAt);
            return new PublicationPreview(named.Code, campaign?.Name, campaign?.Active ?? true, shared, ends, null);
        }

        var free = Free(db, campaign!.Id, now);
        var next = await free.OrderBy(v => v.Id).Select(v => new { v.Code, v.EndsAt }).FirstOrDefaultAsync(ct);
        var onDemand = setup!.Codes.OnDemand;
        if (next is null && !onDemand) return NothingLeft(campaign.Name);
        if (next is null && CodePolicy.Check(setup.Codes.Pattern, campaign.CodesCount + 1, await VoucherService.IgnoresCaseAsync(db, ct)) is { } full)
            return PublicationErrors.CannotMakeMore(campaign.Name, full);
        var count = next is null ? 0 : await free.Take(CountedUpTo).LongCountAsync(ct);
        return new PublicationPreview(next?.Code, campaign.Name, campaign.Active, false, Earlier(next?.EndsAt, until ?? campaign.EndsAt), count) { OnDemand = onDemand };
    }

    /// <summary>The campaigns whose codes can be given: launched and not ended, by name.</summary>
    public async Task<IReadOnlyList<GivingCampaign>> CampaignsAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        return await db.Campaigns.AsNoTracking()
            .Where(c => c.DeletedAt == null && c.ArchivedAt == null && c.Version > 0 && (c.CodesCount > 0 || c.CodesOnDemand) && (c.EndsAt == null || c.EndsAt > now))
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

    private static void Record(PromoDbContext db, Publication publication, string code, DateTimeOffset now)
    {
        db.Publish(now, "voucher.published", publication.VoucherId);
        db.Publish(now, "publication.succeeded", publication.Id);
        db.Record(now, publication.CreatedBy, "voucher.published", publication.VoucherId, publication.Reason, after: new { code, customer = publication.CustomerId });
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one < other ? one : other;

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
