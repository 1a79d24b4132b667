using PromoConsole.Engine.Redemptions.Replays;
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
        return Replayable(parentId is null ? [With(rows[0], stack), .. refused] : [Parent(parentId, applied, stack), .. rows, .. refused]);
    }

    /// <summary>The refusal that answers; when what can be redeemed is redeemed, one for each that failed.</summary>
    public IReadOnlyList<Redemption> Refused()
    {
        var decisive = decision.Decisive;
        var answer = Of(decisive, RedemptionKind.RefusedRedemption, Ids.New("rf_", at), null, decision.RefusalKey);
        var others = decision.Steps.Where(step => step.Status == StepStatus.Inapplicable && !ReferenceEquals(step, decisive))
            .Select(step => Of(step, RedemptionKind.RefusedRedemption, Ids.New("rf_", at), null)).ToList();
        return Replayable(decision.Steps.Count > 1 ? [With(answer, Entries([answer], [decisive])), .. others] : [answer]);
    }

    /// <summary>Refused validations: one for each that failed, under the id of the validation and, from the second on, ids of their own.</summary>
    public IReadOnlyList<Redemption> Attempts(string attemptId)
    {
        var rows = new List<Redemption>();
        foreach (var step in decision.Steps)
            if (step.Status == StepStatus.Inapplicable)
                rows.Add(Of(step, RedemptionKind.RefusedValidation, rows.Count == 0 ? attemptId : Ids.New("valid_", at), null));
        if (rows.Count == 0 && !decision.Accepted) rows.Add(Of(decision.Decisive, RedemptionKind.RefusedValidation, attemptId, null, decision.RefusalKey));
        return rows.Count == 0 ? rows : Replayable([.. rows]);
    }

    // What it was decided on stands with the row that answers; the others lead there.
    private Redemption[] Replayable(Redemption[] rows)
    {
        var answer = rows[0];
        rows[0] = answer with { Detail = answer.Detail with { Inputs = InputsTaken.Of(request, decision, answer) } };
        for (var i = 1; i < rows.Length; i++)
            if (rows[i].ParentId is null) rows[i] = rows[i] with { Detail = rows[i].Detail with { InputsId = answer.Id } };
        return rows;
    }

    private Redemption Of(Step step, RedemptionKind kind, string id, string? parentId, string? refusalKey = null) => Start(kind, id) with
    {
        ParentId = parentId,
        Code = CodeKeys.Cut(step.Voucher?.Code ?? step.Tier?.Name ?? step.Asked.Id),
        VoucherId = step.Voucher?.Id,
        TierId = step.Tier?.Id,
        CampaignId = step.Campaign?.Id ?? step.Voucher?.CampaignId,
        CampaignVersion = step.CampaignVersion,
        DiscountAmount = step.DiscountAmount,
        RefusalKey = kind == RedemptionKind.Redeemed ? null : refusalKey ?? step.Proof.RefusalKey ?? step.Proof.SkipKey,
        Detail = Detail() with { CampaignName = step.Campaign?.Name, Order = step.Before, Proof = step.Proof, Step = At(step) },
    };

    private int At(Step step)
    {
        for (var i = 0; i < decision.Steps.Count; i++)
            if (ReferenceEquals(decision.Steps[i], step)) return i;
        return 0;
    }

    private Redemption Parent(string id, List<Step> applied, IReadOnlyList<StackEntry>? stack) => Start(RedemptionKind.Combined, id) with
    {
        Code = CodeKeys.Cut(string.Join(" + ", applied.Select(step => step.Proof.Code))),
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
        OrderReferrerId = decision.Facts.Order?.ReferrerId,
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
            entries.Add(StackEntry.Of(step, row?.Id));
        }

        return entries;
    }

    private static Redemption With(Redemption row, IReadOnlyList<StackEntry>? stack) => stack is null ? row : row with { Detail = row.Detail with { Stack = stack } };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
