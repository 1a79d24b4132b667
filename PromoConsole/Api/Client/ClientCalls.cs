using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Api.Client;

/// <summary>Validating and redeeming on behalf of a page: within the limit of wrong codes, and told only what a page may learn.</summary>
internal sealed class ClientCalls(IRedemptionService redemptions, ApiProject project, PublicAnswers answers, GuessLimit guesses)
{
    public ValueTask<Tracking> TrackingAsync(HttpContext http) => project.TrackingAsync(http.RequestAborted);

    /// <returns>The answer with what must stay hidden hidden; or why it was refused.</returns>
    public async Task<(ValidateRedeemables Request, ValidationAnswer? Answer, ApiError? Refused)> ValidateAsync(RedeemRedeemables asked, HttpContext http, ApiBody body)
    {
        if (body.Refusal is { } wrong) return (asked, null, wrong);
        var codes = CodesIn(asked);
        var taken = guesses.Take(http, asked.Caller.KeyId!, codes.Count);
        if (taken.Refused is { } waiting) return (asked, null, waiting);
        var (request, answer, refused) = await ValidationsApi.AskAsync(asked with { Order = Unknown(asked.Order), Customer = Bare(asked.Customer) }, http, body, redemptions, project, SessionLife.OfPages);
        if (refused is not null)
        {
            taken.GiveBack(codes.Count); // no code was looked at
            return (request, null, refused);
        }

        var hidden = await answers.HideAsync(answer!.Decision, request, http.RequestAborted);
        taken.GiveBack(hidden.Steps.Count(step => step.Voucher is not null));
        return (request, answer with { Decision = hidden }, null);
    }

    /// <returns>What was redeemed; or why it was refused.</returns>
    public async Task<(RedeemedByPage? Redeemed, ApiError? Refused)> RedeemAsync(RedeemRedeemables asked, HttpContext http, ApiBody body)
    {
        if (body.Refusal is { } wrong) return (null, wrong);
        if (asked.Redeemables.Any(one => one.Kind != RedeemableKind.Voucher) && !await project.AllowsAsync(p => p.TiersInBrowsers, http.RequestAborted)) return (null, TiersNotAllowed);
        var codes = CodesIn(asked);
        var taken = guesses.Take(http, asked.Caller.KeyId!, codes.Count);
        if (taken.Refused is { } waiting) return (null, waiting);
        var request = asked with { Order = asked.Order is { } order ? order with { Id = null, Referrer = null } : null, Customer = Bare(asked.Customer), OwnOrderOnly = true };
        var (answer, _, refused) = await RedemptionsApi.StoreAsync(request, http, body, redemptions, project);
        if (refused is not null)
        {
            taken.GiveBack(codes.Count);
            return (null, refused);
        }

        var stored = answer!.Stored;
        var failed = stored.Detail.Stack is { } stack ? stack.Where(entry => entry is { Kind: RedeemableKind.Voucher, Status: StepStatus.Inapplicable }).Select(entry => entry.Id).ToList()
            : stored.RefusalKey is not null ? codes : [];
        var given = await answers.GivenAsync(request, failed, http.RequestAborted);
        taken.GiveBack(codes.Count - failed.Count(code => !given.Contains(code)));
        if (stored.RefusalKey is null) return (new(answer, given, SentOrder.Of(request.Order, stored.Detail.Order)), null);
        return (null, failed.Find(code => !given.Contains(code)) is { } hidden ? PublicAnswers.NotFound(hidden) : Refusals.Of(stored));
    }

    /// <summary>The order as sent: a page that names a stored one by its id does not get to see it.</summary>
    public static OrderInput? Unknown(OrderInput? order) => order is null ? null : order with { Id = null, SourceId = null, Referrer = null };

    /// <summary>A page may say who the customer is, not change what is known of somebody.</summary>
    public static CustomerInput? Bare(CustomerInput? customer) => customer switch
    {
        null => null,
        { Id: not null } or { SourceId: not null } => new CustomerInput { Id = customer.Id, SourceId = customer.SourceId },
        _ => customer with { Metadata = MetadataBag.Empty },
    };

    private static List<string> CodesIn(ValidateRedeemables request) => [.. request.Redeemables.Where(one => one.Kind == RedeemableKind.Voucher).Select(one => one.Id)];

    private static ApiError TiersNotAllowed => new(403, "promotion_tiers_not_enabled", "Promotion tiers cannot be redeemed from a page",
        "They need no code: allow it under Settings, Project, or redeem them from your server");
}

/// <param name="Given">Codes among those left out that were given to the customer.</param>
/// <param name="Sent">What the page sent of the order.</param>
internal sealed record RedeemedByPage(RedeemAnswer Answer, IReadOnlySet<string> Given, SentOrder Sent);
