using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Customers.Support;

/// <summary>What an agent does for a customer within an allowance.</summary>
public enum SupportAction { Publish, Extend, Reissue, RollBack }

/// <summary>Who does something for a customer, and why.</summary>
/// <param name="Role">Of the member, for their allowance.</param>
/// <param name="Reason">Code of a <see cref="SupportReason"/>.</param>
/// <param name="Note">More about it for colleagues, up to 500 characters; null for none.</param>
public sealed record SupportCall(Caller Caller, string Role, string? Reason, string? Note);

/// <summary>Gives one code another end.</summary>
/// <param name="EndsAt">Exclusive.</param>
/// <param name="SeenEndsAt">Its own end as the agent saw it.</param>
public sealed record ExtendVoucher(string VoucherId, DateTimeOffset EndsAt, DateTimeOffset? SeenEndsAt);

/// <summary>How far a code can be extended.</summary>
/// <param name="EndsAt">When it ends now, by itself or by its campaign; null when it never does.</param>
/// <param name="OwnEndsAt">Its own end; null for none.</param>
/// <param name="Latest">The latest end it can get, by what its campaign allows; null for any.</param>
public sealed record ExtensionPreview(string Code, DateTimeOffset? EndsAt, DateTimeOffset? OwnEndsAt, DateTimeOffset? Latest);

/// <summary>A code that took another's place.</summary>
/// <param name="Stopped">The code that no longer works.</param>
public sealed record ReissuedVoucher(string Stopped, string Code, string VoucherId);

/// <summary>What is left of somebody's allowance today; null is no bound.</summary>
public sealed record AllowanceLeft(long? Codes, long? Extensions, long? Reissues, long? Rollbacks, long? DiscountAmount)
{
    public static AllowanceLeft Unbounded { get; } = new(null, null, null, null, null);

    public long? Of(SupportAction action) => action switch
    {
        SupportAction.Publish => Codes,
        SupportAction.Extend => Extensions,
        SupportAction.Reissue => Reissues,
        _ => Rollbacks,
    };
}

/// <summary>Refusals of what agents do for customers.</summary>
public static class SupportErrors
{
    public static InvalidError ReasonMissing() => new("invalid_payload", "Choose a reason: the log and your colleagues need it.") { Field = "reason" };

    public static InvalidError NoteTooLong() => new("invalid_payload", "The note is longer than 500 characters.") { Field = "note" };

    public static RefusedError NotAllowed(SupportAction action) => new("allowance_exceeded", $"Your allowance does not include {Words(action)}. Ask a colleague who may.");

    public static RefusedError UsedUp(SupportAction action, long limit) =>
        new("allowance_exceeded", $"Your allowance for today is used up: {limit} for {Words(action)}. It starts anew tomorrow, or a colleague can do it.");

    public static RefusedError AmountUsedUp() =>
        new("allowance_exceeded", "The code is worth more than what is left of your allowance for today. It starts anew tomorrow, or a colleague can do it.");

    public static InvalidError NotHeld(string code) => new("invalid_voucher", $"{code} is a code for everybody, or nobody was given it: there is nobody's to replace.", code);

    public static InvalidError Stopped(string code) => new("invalid_voucher", $"{code} is switched off already.", code);

    public static InvalidError UsedUpCode(string code) => new("invalid_voucher", $"Nothing is left of {code}: it was used.", code);

    public static InvalidError TermsGone(string code) => new("invalid_voucher", $"The campaign of {code} is gone, so there is nothing to make another code by.", code);

    public static InvalidError NotLater() => new("invalid_voucher", "Choose an end later than now and later than the code has.") { Field = "ends_at" };

    public static InvalidError BeyondCampaign() => new("invalid_voucher", "The campaign lets its codes work no longer than that. Choose an earlier end, or extend the campaign.") { Field = "ends_at" };

    public static ConflictError EndChanged() => new("edited_meanwhile", "Somebody else gave the code another end a moment ago. Look at it again.");

    public static ConflictError SettingsChanged(string by) => new("edited_meanwhile", $"{by} saved these settings since you opened them.");

    public static InvalidError Settings(string field, string problem) => new("invalid_payload", problem) { Field = field };

    private static string Words(SupportAction action) => action switch
    {
        SupportAction.Publish => "giving codes",
        SupportAction.Extend => "extending codes",
        SupportAction.Reissue => "replacing codes",
        _ => "rolling back",
    };
}
