using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Redemptions;

/// <summary>The rows that stay of one request: made from its decision, each complete in itself.</summary>
internal sealed class RedemptionRows(ValidateRedeemables request, Decision decision, LoadedFacts loaded, CatalogueProject project, DateTimeOffset at)
{
    /// <summary>The redemption alone; or the one that stands for several, then each of them, then what failed beside them.</summary>
    public IReadOnlyList<Redemption> Accepted()
    {
        var applied = decision.Applied.ToList();
        var failed = decision.Steps.Where(step => step.Status == StepStatus.Inapplicable).ToList();
        var parentId = applied.Count > 1 ? Ids.New("r_", at) : null;
        var rows = applied.ConvertAll(step => Of(step, RedemptionKind.Redeemed, Ids.New("r_", at), parentId));
        var refused = failed.ConvertAll(step => Of(step, RedemptionKind.RefusedRedemption, Ids.New("rf_", at), null));
        var stack = decision.Steps.Count > 1 ? Entries([.. rows, .. refused], [.. applied, .. failed]) : null;
        if (parentId is null) return [With(rows[0], stack), .. refused];
        return [Parent(parentId, applied, stack), .. rows, .. refused];
    }

    /// <summary>The refusal that answers; when what can be redeemed is redeemed, one for each that failed.</summary>
    public IReadOnlyList<Redemption> Refused()
    {
        var decisive = decision.Decisive;
        var answer = Of(decisive, RedemptionKind.RefusedRedemption, Ids.New("rf_", at), null, decision.RefusalKey);
        var others = decision.Steps.Where(step => step.Status == StepStatus.Inapplicable && !ReferenceEquals(step, decisive))
            .Select(step => Of(step, RedemptionKind.RefusedRedemption, Ids.New("rf_", at), null)).ToList();
        return decision.Steps.Count > 1 ? [With(answer, Entries([answer], [decisive])), .. others] : [answer];
    }

    /// <summary>Refused validations: one for each that failed, under the id of the validation and, from the second on, ids of their own.</summary>
    public IReadOnlyList<Redemption> Attempts(string attemptId)
    {
        var rows = new List<Redemption>();
        foreach (var step in decision.Steps)
            if (step.Status == StepStatus.Inapplicable)
                rows.Add(Of(step, RedemptionKind.RefusedValidation, rows.Count == 0 ? attemptId : Ids.New("valid_", at), null));
        if (rows.Count == 0 && !decision.Accepted) rows.Add(Of(decision.Decisive, RedemptionKind.RefusedValidation, attemptId, null, decision.RefusalKey));
        return rows;
    }

    private Redemption Of(Step step, RedemptionKind kind, string id, string? parentId, string? refusalKey = null) => Start(kind, id) with
    {
        ParentId = parentId,
        Code = Cut(step.Voucher?.Code ?? step.Tier?.Name ?? step.Asked.Id, CodeKeys.MaxLength),
        VoucherId = step.Voucher?.Id,
        TierId = step.Tier?.Id,
        CampaignId = step.Campaign?.Id ?? step.Voucher?.CampaignId,
        CampaignVersion = step.CampaignVersion,
        DiscountAmount = step.DiscountAmount,
        RefusalKey = kind == RedemptionKind.Redeemed ? null : refusalKey ?? step.Proof.RefusalKey ?? step.Proof.SkipKey,
        Detail = Detail() with { CampaignName = step.Campaign?.Name, Order = step.Before, Proof = step.Proof },
    };

    private Redemption Parent(string id, List<Step> applied, IReadOnlyList<StackEntry>? stack) => Start(RedemptionKind.Combined, id) with
    {
        Code = Cut(string.Join(" + ", applied.Select(step => step.Proof.Code)), CodeKeys.MaxLength),
        DiscountAmount = applied.Sum(step => step.DiscountAmount),
        Detail = Detail() with { Order = applied[0].Before, OrderAfter = decision.Order, Stack = stack },
    };

    private Redemption Start(RedemptionKind kind, string id)
    {
        var (day, hour) = ReportDays.Of(at, project.Zone);
        return new Redemption
        {
            Id = id,
            Kind = kind,
            At = at,
            Day = day,
            Hour = hour,
            Code = "",
            CustomerId = loaded.Customer?.Id,
            OrderId = loaded.StoredOrder?.Id,
            OrderAmount = decision.Facts.Order?.InitialAmount ?? 0,
            Channel = request.Caller.Channel,
            Actor = Cut(request.Caller.Name, 256),
            Detail = new RedemptionDetail(),
        };
    }

    private RedemptionDetail Detail() => new()
    {
        CustomerName = decision.Facts.Customer?.Name,
        CustomerSourceId = decision.Facts.Customer?.SourceId,
        OrderSourceId = decision.Facts.Order?.SourceId,
        Metadata = request.Metadata,
        TrackingId = request.TrackingId,
        Source = request.Caller.Source,
        ApiKeyId = request.Caller.KeyId,
        SessionKey = request.SessionKey,
    };

    private List<StackEntry> Entries(IReadOnlyList<Redemption> rows, IReadOnlyList<Step> of)
    {
        var entries = new List<StackEntry>(decision.Steps.Count);
        foreach (var step in decision.Steps)
        {
            var row = of.Zip(rows).FirstOrDefault(pair => ReferenceEquals(pair.First, step)).Second;
            entries.Add(new StackEntry(
                step.Asked.Kind, Cut(step.Asked.Id, CodeKeys.MaxLength), step.Status, step.Status == StepStatus.Skipped ? step.Proof.SkipKey : step.Proof.RefusalKey,
                step.Proof.CustomerMessage, row?.Id, step.Campaign?.Id, step.Campaign?.Name, step.Voucher?.Id)
            {
                TierName = step.Tier?.Name,
                RuleIds = step.Proof.FailedRules is var failed && failed.Any(source => source is not null) ? [.. failed.Select(source => source?.RuleId ?? "")] : null,
            });
        }

        return entries;
    }

    private static Redemption With(Redemption row, IReadOnlyList<StackEntry>? stack) => stack is null ? row : row with { Detail = row.Detail with { Stack = stack } };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
