using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Vouchers;

/// <summary>Codes one by one: make, find, switch on and off. Lists are <see cref="VoucherList"/>.</summary>
public sealed partial class VoucherService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, JobSignal jobs, TimeProvider time)
{
    private const int DrawsBeforeGivingUp = 20;

    /// <param name="codeOrId">As typed, or a <c>v_</c> id.</param>
    /// <returns>The code, or <c>not_found</c>.</returns>
    public async Task<Result<Voucher>> GetAsync(string codeOrId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var voucher = await FindAsync(db.Vouchers.AsNoTracking(), codeOrId, await IgnoresCaseAsync(db, ct), ct);
        return voucher is null ? VoucherErrors.NotFound(codeOrId) : voucher;
    }

    /// <summary>Makes one code.</summary>
    /// <returns>
    /// The code; or <c>not_found</c> for the campaign or the rule, <c>duplicate_found</c>, <c>invalid_voucher</c> (text, limit, dates, no discount),
    /// <c>invalid_code_config</c> for a pattern that is malformed or easy to guess, <c>invalid_campaign</c> for a draft or one in the bin.
    /// </returns>
    public async Task<Result<Voucher>> CreateAsync(CreateVoucher request, CancellationToken ct = default)
    {
        return await WaitsAsync(request, ct) ? await writes.ExclusiveAsync<Voucher>(Create, ct) : await writes.WriteAsync<Voucher>(Create, ct);

        Task<Result<Voucher>> Create(PromoDbContext db, CancellationToken token) => CreateAsync(db, request, token);
    }

    /// <summary>Starts making codes for a campaign; one code is made at once.</summary>
    /// <returns>The job, already done for one code; or <c>not_found</c>, <c>invalid_campaign</c>, <c>invalid_code_config</c>.</returns>
    public async Task<Result<Job>> AddAsync(AddVouchers request, CancellationToken ct = default)
    {
        var started = await writes.WriteAsync<Job>(async (db, token) =>
        {
            if (request.Count is < 1 or > CodePolicy.MaxBatch) return VoucherErrors.BadCount;
            var found = await LaunchedAsync(db, request.Campaign, token);
            if (found.Error is { } refusal) return refusal;
            var (campaign, setup) = found.Value;
            if (setup.Codes.Mode == CodeMode.Shared) return VoucherErrors.SharedCampaign(campaign.Name);
            if (CodePolicy.Check(setup.Codes.Pattern, campaign.CodesCount + request.Count, await IgnoresCaseAsync(db, token)) is { } problem) return problem;
            return VoucherGeneration.Start(db, campaign, setup, request.Count, request.Actor, time.GetUtcNow());
        }, ct);
        if (started.IsOk) jobs.Wake();
        return started;
    }

    /// <summary>Switches a code on or off. Waits for redemptions in flight, so that none slips through.</summary>
    /// <returns>The code as it now stands, or <c>not_found</c>.</returns>
    public Task<Result<Voucher>> SetActiveAsync(SetVoucherActive request, CancellationToken ct = default) =>
        writes.ExclusiveAsync<Voucher>(async (db, token) =>
        {
            var voucher = await FindAsync(db.Vouchers.AsTracking(), request.Code, await IgnoresCaseAsync(db, token), token);
            if (voucher is null) return VoucherErrors.NotFound(request.Code);
            if (voucher.Active == request.Active) return voucher;
            var now = time.GetUtcNow();
            voucher.Active = request.Active;
            voucher.UpdatedAt = now;
            var word = request.Active ? "voucher.enabled" : "voucher.disabled";
            db.Record(now, request.Actor, word, voucher.Id, request.Reason, new { Active = !request.Active }, new { request.Active });
            db.Publish(now, word, voucher.Id);
            return voucher;
        }, ct);

    /// <summary>Adds one code within a write that is under way; used at launch for the shared code.</summary>
    internal static async Task<Result<Voucher>> AddAsync(
        PromoDbContext db, CreateVoucher request, Campaign? campaign, CampaignSetup? setup, DateTimeOffset now, CancellationToken ct)
    {
        if (request.RedemptionLimit is < 1) return VoucherErrors.BadLimit;
        var startsAt = request.StartsAt ?? request.Terms?.Schedule.StartsAt;
        var endsAt = request.EndsAt ?? request.Terms?.Schedule.EndsAt;
        if (startsAt >= endsAt) return VoucherErrors.BadDates;

        var ignoresCase = await IgnoresCaseAsync(db, ct);
        var code = request.Code;
        if (code is null)
        {
            var drawn = await FreeCodeAsync(db, request.Pattern ?? setup?.Codes.Pattern ?? new CodePattern(), campaign?.CodesCount ?? 0, ignoresCase, ct);
            if (!drawn.IsOk) return drawn.Error;
            code = drawn.Value;
        }
        else if (CodePolicy.Chosen(code) is { } problem)
        {
            return problem;
        }
        else if (await TakenAsync(db, code, ignoresCase, ct) is { } taken)
        {
            return taken;
        }

        var schemas = await MetadataSchemas.ReadAsync(db, ct);
        // A code takes over what its campaign has, which was checked as the campaign's.
        if (campaign is not null && schemas.Problem(MetadataResources.Voucher, request.Metadata ?? MetadataBag.Empty) is { } wrong) return wrong;
        var metadata = campaign is null
            ? schemas.Made(MetadataResources.Voucher, request.Metadata ?? MetadataBag.Empty)
            : MetadataSchemas.WithDefaults(schemas.Find(SchemaKind.Resource, MetadataResources.Voucher), setup!.Metadata.MergedWith(request.Metadata));
        if (!metadata.IsOk) return metadata.Error;

        var voucher = new Voucher
        {
            Id = Ids.New("v_", now),
            Code = code,
            CodeKey = CodeKeys.Key(code, ignoresCase),
            CodeSearch = CodeKeys.Search(code),
            CampaignId = campaign?.Id,
            Terms = campaign is null ? request.Terms : null,
            Active = request.Active,
            StartsAt = startsAt,
            EndsAt = endsAt,
            RedemptionLimit = request.RedemptionLimit ?? setup?.Codes.RedemptionLimit,
            Metadata = request.Metadata is null && metadata.Value.IsEmpty && campaign is null ? null : metadata.Value,
            AdditionalInfo = request.AdditionalInfo,
            CreatedAt = now,
        };
        db.Vouchers.Add(voucher);
        if (campaign is not null) await CountAsync(db, campaign.Id, 1, ct);
        Created(db, voucher, request.Actor, now);
        return voucher;
    }

    /// <summary>Tells that a single code was made.</summary>
    internal static void Created(PromoDbContext db, Voucher voucher, string actor, DateTimeOffset now)
    {
        db.Record(now, actor, "voucher.created", voucher.Id, after: new { voucher.Code, voucher.CampaignId, voucher.RedemptionLimit });
        db.Publish(now, "voucher.created", voucher.Id);
    }

    /// <summary>Makes codes within a write that is under way, which has the catalogue exclusively where one <see cref="WaitsAsync"/>; one refusal does not stop the others.</summary>
    /// <returns>For each null, or why it was not made.</returns>
    internal async Task<IEnumerable<PromoError?>> MakeEachAsync(PromoDbContext db, IReadOnlyList<CreateVoucher> requests, Imports.ImportWork work, CancellationToken ct)
    {
        var answers = new List<PromoError?>(requests.Count);
        foreach (var request in requests) answers.Add((await CreateAsync(db, request, ct)).Error); // one at a time: each may have terms of its own
        return answers;
    }

    /// <summary>Whether a code has to wait for redemptions in flight: a rule that nothing had may be new to decisions, and one may count for the campaign as a whole.</summary>
    internal async Task<bool> WaitsAsync(CreateVoucher request, CancellationToken ct)
    {
        if (request.RuleId is not { } ruleId) return false;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.RuleAssignments.AnyAsync(a => a.RuleId == ruleId, ct)) return true;
        var content = await db.ValidationRules.AsNoTracking().Where(r => r.Id == ruleId).Select(r => r.Content).SingleOrDefaultAsync(ct);
        return content is null || (request.Campaign is not null && !RuleLimits.PlanOf(content).OfCampaign.IsEmpty);
    }

    private async Task<Result<Voucher>> CreateAsync(PromoDbContext db, CreateVoucher request, CancellationToken ct)
    {
        Campaign? campaign = null;
        CampaignSetup? setup = null;
        if (request.Campaign is { } idOrName)
        {
            var found = await LaunchedAsync(db, idOrName, ct);
            if (found.Error is { } refusal) return refusal;
            (campaign, setup) = found.Value;
        }
        else if (request.Terms?.Discount is null)
        {
            return VoucherErrors.NoDiscount;
        }

        // Asked first: where codes are made one after the other, one that is refused must have left nothing.
        if (request.RuleId is { } unknown && !await db.ValidationRules.AnyAsync(r => r.Id == unknown, ct)) return RuleErrors.NotFound(unknown);
        var made = await AddAsync(db, request, campaign, setup, ct);
        if (made is not { IsOk: true, Value: { } voucher } || request.RuleId is not { } ruleId) return made;
        var assigned = await RuleAssigning.AssignAsync(db, ruleId, new(RuleOwner.Voucher, voucher.Id, campaign?.Id), force: false, request.Actor, time.GetUtcNow(), ct);
        return assigned.Error is { } refused ? refused : made;
    }

    /// <summary>Codes are counted by a command of their own: an editor's revision of the campaign stays good.</summary>
    internal static Task<int> CountAsync(PromoDbContext db, string campaignId, long more, CancellationToken ct) =>
        db.Campaigns.Where(c => c.Id == campaignId).ExecuteUpdateAsync(set => set.SetProperty(c => c.CodesCount, c => c.CodesCount + more), ct);

    internal static async Task<bool> IgnoresCaseAsync(PromoDbContext db, CancellationToken ct) =>
        await db.Project.Select(project => (bool?)project.CaseInsensitiveCodes).SingleOrDefaultAsync(ct) ?? true;

    private Task<Result<Voucher>> AddAsync(PromoDbContext db, CreateVoucher request, Campaign? campaign, CampaignSetup? setup, CancellationToken ct) =>
        AddAsync(db, request, campaign, setup, time.GetUtcNow(), ct);

    private static async Task<Result<string>> FreeCodeAsync(
        PromoDbContext db, CodePattern pattern, long existing, bool ignoresCase, CancellationToken ct)
    {
        if (CodePolicy.Check(pattern, existing + 1, ignoresCase) is { } problem) return problem;
        var space = CodeSpace.Of(pattern, ignoresCase);
        for (var draw = 0; draw < DrawsBeforeGivingUp; draw++)
        {
            var code = space.Draw();
            if (await TakenAsync(db, code, ignoresCase, ct) is null) return code;
        }

        return VoucherErrors.NoFreeCode;
    }

    // Null when the text is free.
    private static async Task<PromoError?> TakenAsync(PromoDbContext db, string code, bool ignoresCase, CancellationToken ct)
    {
        var key = CodeKeys.Key(code, ignoresCase);
        if (await db.Vouchers.AnyAsync(v => v.CodeKey == key, ct)) return VoucherErrors.Duplicate(code);
        return await db.BinEntries.AnyAsync(e => e.CodeKey == key, ct) ? VoucherErrors.InBin(code) : null;
    }

    /// <param name="codeOrId">As typed, or a <c>v_</c> id.</param>
    internal static async Task<Voucher?> FindAsync(IQueryable<Voucher> vouchers, string codeOrId, bool ignoresCase, CancellationToken ct)
    {
        var key = CodeKeys.Key(codeOrId.Trim(), ignoresCase);
        return await vouchers.SingleOrDefaultAsync(v => v.CodeKey == key, ct)
            ?? (codeOrId.StartsWith("v_", StringComparison.Ordinal) ? await vouchers.SingleOrDefaultAsync(v => v.Id == codeOrId, ct) : null);
    }

    /// <returns>The campaign with its version in force; or why it takes no codes: <c>not_found</c>, <c>invalid_campaign</c>.</returns>
    internal static async Task<Result<(Campaign Campaign, CampaignSetup Setup)>> LaunchedAsync(PromoDbContext db, string idOrName, CancellationToken ct)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == idOrName, ct)
            ?? await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Name == idOrName, ct);
        if (campaign is null) return CampaignErrors.NotFound(idOrName);
        if (campaign.DeletedAt is not null) return CampaignErrors.InBin(campaign);
        if (campaign.Kind == CampaignKind.Promotion) return PromotionErrors.NoCodes(campaign.Name);
        if (campaign.Version == 0) return VoucherErrors.NotLaunched(campaign.Name);
        var version = await db.CampaignVersions.AsNoTracking().SingleAsync(v => v.CampaignId == campaign.Id && v.Number == campaign.Version, ct);
        return (campaign, version.Setup);
    }
}
