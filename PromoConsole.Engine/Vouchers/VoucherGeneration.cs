using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Vouchers;

/// <summary>The job that makes the codes of a campaign: slice by slice, each committed with its progress.</summary>
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
            Input = PromoJson.Write(new Order(count, setup.Codes.Pattern, setup.Codes.RedemptionLimit, setup.Metadata)),
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

    public async Task<PromoError?> RunAsync(JobRun run, CancellationToken ct)
    {
        var order = PromoJson.Read<Order>(run.Job.Input);
        var campaignId = run.Job.Subject!;
        bool ignoresCase;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            ignoresCase = await VoucherService.IgnoresCaseAsync(db, ct);
            var schema = (await MetadataSchemas.ReadAsync(db, ct)).Find(SchemaKind.Resource, MetadataResources.Voucher);
            order = order with { Metadata = MetadataSchemas.WithDefaults(schema, order.Metadata) };
        }

        var batch = new CodeBatch(CodeSpace.Of(order.Pattern, ignoresCase), order.Count);

        while (run.Job.Done < order.Count)
        {
            var from = run.Job.Done;
            var many = (int)Math.Min(CodeBatch.Slice, order.Count - from);
            var problem = await run.AdvanceAsync(async (db, token) =>
            {
                if (await InsertAsync(db, batch, from, many, order, campaignId, ignoresCase, token) is { } refused) return refused;
                await VoucherService.CountAsync(db, campaignId, many, token);
                if (from + many == order.Count) Finished(db, run.Job, campaignId, order.Count);
                return null;
            }, from + many, ct);
            if (problem is not null) return problem;
        }

        return null;
    }

    private async Task<PromoError?> InsertAsync(
        PromoDbContext db, CodeBatch batch, long from, int many, Order order, string campaignId, bool ignoresCase, CancellationToken ct)
    {
        var codes = new SortedDictionary<string, string>(StringComparer.Ordinal); // in key order: neighbours land on the same index page
        for (var position = from; position < from + many; position++) Add(codes, batch.Draw(position), ignoresCase);

        // Codes other campaigns or earlier orders have are drawn again: from anywhere in the space.
        var missing = many;
        for (var round = 0; missing > 0; round++)
        {
            if (round == MostRounds) return VoucherErrors.NoFreeCode;
            var taken = await BulkVouchers.InsertAsync(db, Vouchers(codes, order, campaignId), ct);
            missing -= codes.Count - taken.Count;
            codes.Clear();
            while (codes.Count < missing) Add(codes, batch.DrawAnywhere(), ignoresCase);
        }

        return null;
    }

    private List<Voucher> Vouchers(SortedDictionary<string, string> codes, Order order, string campaignId)
    {
        var now = time.GetUtcNow();
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
    private sealed record Order(int Count, CodePattern Pattern, int? RedemptionLimit, MetadataBag Metadata);
}
