using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Distribution;

/// <summary>Gives a customer a code: a certain one, or the next free one of a campaign.</summary>
public sealed record PublishVoucher
{
    /// <summary>As typed. Either this or <see cref="CampaignId"/>.</summary>
    public string? Code { get; init; }

    /// <summary>Id or name of the campaign whose next free code is given.</summary>
    public string? CampaignId { get; init; }

    /// <summary>Stored or brought up to date in the same step.</summary>
    public required CustomerInput Customer { get; init; }

    /// <summary>
    /// Somebody who was given a code of the campaign before is given that one again, and nothing else. Read with <see cref="CampaignId"/> only; a campaign with one code
    /// per customer means it whatever is said here.
    /// </summary>
    public bool JoinOnce { get; init; }

    /// <summary>How many codes of the campaign, 1 to <see cref="PublicationService.MostAtOnce"/>; a named code is one. Default 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The shop's own id of it, up to 255 characters: asked again for the same customer and the same code or campaign, the first publication is the answer. Null for none.</summary>
    public string? SourceId { get; init; }

    /// <summary>Where the customer gets it, 1 to 32 characters; null: the caller's channel.</summary>
    public string? Channel { get; init; }

    /// <summary>Why, for the audit log; up to 1,000 characters. Null over the API.</summary>
    public string? Reason { get; init; }

    /// <summary>Custom attributes of the publication, which formulas may read; somebody who is given their earlier code again keeps its own.</summary>
    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public required Caller Caller { get; init; }
}

/// <summary>What was given to whom.</summary>
/// <param name="Code">As shown and printed.</param>
public sealed record PublishedVoucher(Publication Publication, Customer Customer, string Code, string? CampaignName)
{
    /// <summary>Every voucher id and code, this one first; more than one where several were asked for.</summary>
    public IReadOnlyList<GivenVoucher> Vouchers { get; init => field = value.Count > 0 ? value : field; } = [new(Publication.VoucherId, Code)];

    /// <summary>It was given before, and nothing new was.</summary>
    public bool Again { get; init; }
}

/// <summary>A code that was given.</summary>
public sealed record GivenVoucher(string VoucherId, string Code);

/// <summary>What publishing would do, before it is done.</summary>
/// <param name="Code">The code that would be given; of a campaign the next free one, which somebody else may take meanwhile. Null: one would be made.</param>
/// <param name="Shared">One code for everybody: it stays available to others.</param>
/// <param name="FreeCount">Codes of the campaign still to give, at most <see cref="PublicationService.CountedUpTo"/>; null for a certain code.</param>
public sealed record PublicationPreview(string? Code, string? CampaignName, bool CampaignActive, bool Shared, DateTimeOffset? EndsAt, long? FreeCount)
{
    /// <summary>Codes are made when none is left to give.</summary>
    public bool OnDemand { get; init; }

    /// <summary>The customer holds the code already, and each is given one of the campaign: nothing new would be given.</summary>
    public bool AlreadyHeld { get; init; }
}

/// <summary>A campaign codes can be given from.</summary>
/// <param name="Active">False while it is paused.</param>
public sealed record GivingCampaign(string Id, string Name, bool Active);

/// <summary>Refusals of publishing.</summary>
public static class PublicationErrors
{
    public static InvalidError NothingNamed() =>
        new("missing_vouchers", "Name the code to give, or the campaign to take one from.");

    public static InvalidError ReasonTooLong() =>
        new("invalid_payload", "The reason is longer than 1,000 characters.") { Field = "reason" };

    public static NotFoundError CodeNotFound(string code) => new("voucher", code);

    public static NotFoundError CampaignNotFound(string id) => new("campaign", id);

    public static InvalidError BadCount(int most) => new("too_many_vouchers_requested", $"Between 1 and {most} codes can be given at once, and a certain code only once.") { Field = "count" };

    public static InvalidError BadSourceId() => new("invalid_payload", "The source id has 1 to 255 characters without control characters.") { Field = "source_id" };

    /// <summary>It names another publication: of somebody else, or of another code or campaign.</summary>
    public static InvalidError SourceIdUsed(string sourceId) =>
        new("duplicate_source_id", "Another publication has this source id. Give each one of its own.", sourceId) { Field = "source_id" };

    /// <summary>Whether a refusal is worth keeping among the publications: the request was fine, the answer was no.</summary>
    public static bool IsKept(PromoError refusal) =>
        refusal.Key is "voucher_already_published" or "voucher_cannot_be_published" or "no_voucher_suitable_for_publication" or "too_many_vouchers_requested" or "duplicate_source_id";

    public static InvalidError AlreadyPublished(string code, bool toSameCustomer) =>
        new("voucher_already_published", toSameCustomer
            ? "This customer already holds the code. Nothing more needs to be given."
            : "The code belongs to another customer already. Choose another code, or take the next free one of the campaign.", code);

    /// <summary>The customer holds another code of a campaign with one per customer.</summary>
    /// <param name="code">That they hold.</param>
    public static InvalidError AlreadyJoined(string code, string campaign) =>
        new("voucher_cannot_be_published", $"The customer holds {code} of “{campaign}” already, and each customer is given one code of it. Nothing more can be given.", "Customer already joined program");

    /// <summary>Several codes of a campaign with one per customer.</summary>
    public static InvalidError OneEach(string campaign) =>
        new("too_many_vouchers_requested", $"Each customer is given one code of “{campaign}”. Ask for one.", campaign) { Field = "count" };

    /// <summary>None is left, and the campaign's pattern has no room for those that would be made.</summary>
    /// <param name="why">What the pattern lacks.</param>
    public static InvalidError CannotMakeMore(string campaign, PromoError why) =>
        NotSuitable(campaign, $"No code of the campaign is left to give, and no more can be made. {why.Message}");

    /// <param name="why">What is wrong with it, as a clause: "it ended on 1 May".</param>
    public static InvalidError NotSuitable(string subject, string why) =>
        new("no_voucher_suitable_for_publication", why, subject);
}
