using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Vouchers;

/// <summary>Makes the codes of a campaign: as a job, slice by slice, each committed with its progress; or a few at once for whoever is to be given them.</summary>
public sealed class VoucherGeneration(IDbContextFactory<PromoDbContext> contexts, TimeProvider time) : IJobHandler
{
    public const string JobType = "CAMPAIGN.VOUCHERS_GENERATE";

    // At most half of a space is ever used, so each round halves what is missing: 40 rounds fail once in 10^12 codes.
    private const int MostRounds = 40;

    string IJobHandler.Type => JobType;

    /// <summary>Adds the job within a write that is under way. The caller has checked pattern and count.</summary>
    internal static Job Start(PromoDbContext db, Campaign campaign, CampaignSetup setup, int count, string actor, DateTimeOffset now)
    {
        var job = new Job
        {
            Id = Ids.New("aa_", now),
            Type = JobType,
            Title = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "code" : "codes")} for {campaign.Name}"),
            Subject = campaign.Id,
            Input = PromoJson.Write(Order.Of(setup, count)),
            Total = count,
            CreatedBy = actor,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Jobs.Add(job);
        db.Record(now, actor, "campaign.vouchers_ordered", campaign.Id, after: new { Count = count, Job = job.Id });
        db.Publish(now, "campaign.vouchers.generation.started", campaign.Id, new { async_action_id = job.Id, vouchers_count = count });
        return job;
    }

    /// <summary>
    /// Makes codes for whoever needs them at once, within a write that is under way. They count with the campaign's; nobody else sees them before the commit, so their
    /// caller can have them first.
    /// </summary>
    /// <param name="setup">Of the version in force.</param>
    /// <returns>So many new codes; or <c>invalid_code_config</c> when too few of the pattern are left, and then the write must be undone.</returns>
    internal static async Task<Result<IReadOnlyList<Voucher>>> MakeAsync(
        PromoDbContext db, Campaign campaign, CampaignSetup setup, int count, string actor, DateTimeOffset now, CancellationToken ct)
    {
        await VoucherService.CountAsync(db, campaign.Id, count, ct); // first: whoever asks at once waits here, and is checked against all there are then
        var total = await db.Campaigns.Where(c => c.Id == campaign.Id).Select(c => c.CodesCount).SingleAsync(ct);
        var ignoresCase = await VoucherService.IgnoresCaseAsync(db, ct);
        if (CodePolicy.Check(setup.Codes.Pattern, total, ignoresCase) is { } problem) return problem;
        var order = await FilledAsync(db, Order.Of(setup, count), ct);
        var batch = new CodeBatch(CodeSpace.Of(order.Pattern, ignoresCase), count);
        var made = await InsertAsync(db, batch, 0, count, order, campaign.Id, ignoresCase, now, ct);
        foreach (var voucher in made.Value ?? []) VoucherService.Created(db, voucher, actor, now);
        return made;
    }

    public async Task<PromoError?> RunAsync(JobRun run, CancellationToken ct)
    {
        var order = PromoJson.Read<Order>(run.Job.Input);
        var campaignId = run.Job.Subject!;
        bool ignoresCase;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            ignoresCase = await VoucherService.IgnoresCaseAsync(db, ct);
            order = await FilledAsync(db, order, ct);
        }

        var batch = new CodeBatch(CodeSpace.Of(order.Pattern, ignoresCase), order.Count);

        while (run.Job.Done < order.Count)
        {
            var from = run.Job.Done;
            var many = (int)Math.Min(CodeBatch.Slice, order.Count - from);
            var problem = await run.AdvanceAsync(async (db, token) =>
            {
                if ((await InsertAsync(db, batch, from, many, order, campaignId, ignoresCase, time.GetUtcNow(), token)).Error is { } refused) return refused;
                await VoucherService.CountAsync(db, campaignId, many, token);
                if (from + many == order.Count) Finished(db, run.Job, campaignId, order.Count);
                return null;
            }, from + many, ct);
            if (problem is not null) return problem;
        }

        return null;
    }

    // What the metadata schema of codes gives to those that lack it.
    private static async Task<Order> FilledAsync(PromoDbContext db, Order order, CancellationToken ct)
    {
        var schema = (await MetadataSchemas.ReadAsync(db, ct)).Find(SchemaKind.Resource, MetadataResources.Voucher);
        return order with { Metadata = MetadataSchemas.WithDefaults(schema, order.Metadata) };
    }

    private static async Task<Result<IReadOnlyList<Voucher>>> InsertAsync(
        PromoDbContext db, CodeBatch batch, long from, int many, Order order, string campaignId, bool ignoresCase, DateTimeOffset now, CancellationToken ct)
    {
        var codes = new SortedDictionary<string, string>(StringComparer.Ordinal); // in key order: neighbours land on the same index page
        for (var position = from; position < from + many; position++) Add(codes, batch.Draw(position), ignoresCase);

        // Codes other campaigns or earlier orders have are drawn again: from anywhere in the space.
        var made = new List<Voucher>(many);
        for (var round = 0; made.Count < many; round++)
        {
            if (round == MostRounds) return VoucherErrors.NoFreeCode;
            var vouchers = Vouchers(codes, order, campaignId, now);
            var taken = (await BulkVouchers.InsertAsync(db, vouchers, ct)).ToHashSet(StringComparer.Ordinal);
            made.AddRange(vouchers.Where(voucher => !taken.Contains(voucher.CodeKey)));
            codes.Clear();
            while (codes.Count < many - made.Count) Add(codes, batch.DrawAnywhere(), ignoresCase);
        }

        return made;
    }

    private static List<Voucher> Vouchers(SortedDictionary<string, string> codes, Order order, string campaignId, DateTimeOffset now)
    {
        var ids = new string[codes.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = Ids.New("v_", now);
        System.Security.Cryptography.RandomNumberGenerator.Shuffle(ids.AsSpan()); // so that codes handed out one after another do not look alike
        var metadata = order.Metadata is { IsEmpty: false } given ? given : null;
        var made = new List<Voucher>(codes.Count);
        foreach (var (key, code) in codes)
        {
            made.Add(new Voucher
            {
                Id = ids[made.Count],
                Code = code,
                CodeKey = key,
                CodeSearch = CodeKeys.Search(code),
                CampaignId = campaignId,
                RedemptionLimit = order.RedemptionLimit,
                Metadata = metadata,
                CreatedAt = now,
            });
        }

        return made;
    }

    private static void Add(SortedDictionary<string, string> codes, string code, bool ignoresCase) =>
        codes.TryAdd(CodeKeys.Key(code, ignoresCase), code);

    private void Finished(PromoDbContext db, Job job, string campaignId, int count)
    {
        var now = time.GetUtcNow();
        db.Record(now, job.CreatedBy, "campaign.vouchers_added", campaignId, after: new { Count = count, Job = job.Id });
        db.Publish(now, "campaign.vouchers.generation.completed", campaignId, new { async_action_id = job.Id, vouchers_count = count });
    }

    /// <summary>What was ordered, kept as it was when it was ordered.</summary>
    private sealed record Order(int Count, CodePattern Pattern, int? RedemptionLimit, MetadataBag Metadata)
    {
        public static Order Of(CampaignSetup setup, int count) => new(count, setup.Codes.Pattern, setup.Codes.RedemptionLimit, setup.Metadata);
    }
}
