using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api.Client;

/// <summary>
/// What a browser may learn. A code that does not exist and one that cannot be used look alike, unless it was given to the customer: otherwise codes
/// could be told from guesses. What campaigns carry for the shop's own use stays out.
/// </summary>
internal sealed class PublicAnswers(GivenCodes given)
{
    /// <summary>The decision with every code that must not be told from an unknown one turned into an unknown one.</summary>
    public async Task<Decision> HideAsync(Decision decision, ValidateRedeemables request, CancellationToken ct)
    {
        var suspects = decision.Steps.Where(IsRefusedCode).Select(step => step.Asked.Id).ToList();
        var theirs = await given.AmongAsync(request.Customer, suspects, ct);
        return decision with { Steps = [.. decision.Steps.Select(step => IsRefusedCode(step) && !theirs.Contains(step.Asked.Id) ? Unknown(step) : step)] };
    }

    /// <summary>Codes among those refused that were given to the customer; asked in the same way whether or not the codes exist.</summary>
    public Task<IReadOnlySet<string>> GivenAsync(ValidateRedeemables request, IReadOnlyList<string> refused, CancellationToken ct) =>
        given.AmongAsync(request.Customer, refused, ct);

    public static ApiError NotFound(string code) => new(404, "not_found", RefusalKeys.MessageOf("not_found"), $"Cannot find voucher with id {code}")
    {
        ResourceId = code, ResourceType = "voucher",
    };

    public static ValidationView Of(ValidationView view) => view with
    {
        StackingRules = null,
        Redeemables = [.. view.Redeemables.Select(Of)],
        SkippedRedeemables = view.SkippedRedeemables?.Select(Of).ToList(),
        InapplicableRedeemables = view.InapplicableRedeemables?.Select(Of).ToList(),
    };

    public static QualificationView Of(QualificationView view) => view with
    {
        StackingRules = null,
        Redeemables = view.Redeemables with { Data = [.. view.Redeemables.Data.Select(Of)] },
    };

    public static RedemptionView Of(RedemptionView view, SentOrder sent) => view with { Customer = null, Order = sent.In(view.Order) };

    public static RedeemedView Of(RedeemedView view, RedeemedByPage redeemed) => view with
    {
        Redemptions = [.. view.Redemptions.Select(one => Of(one, redeemed.Sent))],
        ParentRedemption = view.ParentRedemption is { } parent ? Of(parent, redeemed.Sent) : null,
        Order = redeemed.Sent.In(view.Order),
        InapplicableRedeemables = view.InapplicableRedeemables?.Select(one => Of(one, redeemed.Given)).ToList(),
        SkippedRedeemables = view.SkippedRedeemables?.Select(one => Of(one, redeemed.Given)).ToList(),
    };

    private static LeftOutView Of(LeftOutView view, IReadOnlySet<string> theirs)
    {
        if (view.Object != "voucher" || theirs.Contains(view.Id)) return view;
        var bare = view with { CampaignId = null, CampaignName = null };
        if (view.Result.Error is null) return bare;
        var error = NotFound(view.Id).View();
        return bare with { Result = new(error, new(error.Message, error.Key)) };
    }

    private static ValidatedView Of(ValidatedView view) => view with { Metadata = MetadataBag.Empty };

    private static QualifiedView Of(QualifiedView view) => view with
    {
        Metadata = MetadataBag.Empty,
        Redeemables = view.Redeemables?.Select(Of).ToList(),
    };

    // One left out because another failed would have its campaign told by being left out.
    private static bool IsRefusedCode(Step step) => step.Asked.Kind == RedeemableKind.Voucher && step.Status != StepStatus.Applicable;

    private static Step Unknown(Step step)
    {
        var isSkipped = step.Status == StepStatus.Skipped;
        return step with
        {
            Voucher = null,
            Campaign = null,
            CampaignVersion = null,
            CategoryId = null,
            Proof = new Proof
            {
                Accepted = false,
                Kind = RedeemableKind.Voucher,
                Code = step.Asked.Id,
                DecidedAt = step.Proof.DecidedAt,
                TimeZone = step.Proof.TimeZone,
                OrderAmount = step.Proof.OrderAmount,
                RefusalKey = isSkipped ? null : RefusalKeys.NotFound,
                SkipKey = step.Proof.SkipKey,
            },
        };
    }
}
