using System.Collections.Frozen;
using System.Collections.Immutable;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>An attempt as it is stored, with the rows of the same request that say what it was decided on; makes request, facts and catalogue of them again.</summary>
/// <param name="Row">The attempt itself.</param>
/// <param name="Answer">The row that answered the request, which keeps what was asked and seen; often the attempt itself.</param>
/// <param name="Parts">What a combined redemption stands for, in the order of application; empty otherwise.</param>
internal sealed record StoredAttempt(Redemption Row, Redemption Answer, IReadOnlyList<Redemption> Parts)
{
    private DecisionInputs Inputs => Answer.Detail.Inputs ?? new();

    /// <summary>The instant decided for; proofs keep it to the tick.</summary>
    public DateTimeOffset DecidedAt => (Row.Detail.Proof ?? Parts.FirstOrDefault()?.Detail.Proof)?.DecidedAt ?? Row.At;

    /// <summary>The versions of campaigns it was decided by.</summary>
    public IEnumerable<VersionOf> CampaignVersions =>
        Campaigns.Where(campaign => campaign.Version > 0).Select(campaign => new VersionOf(campaign.Id!, campaign.Version!.Value))
            .Concat(Vouchers.OfType<VoucherFacts>().Where(voucher => voucher is { CampaignId: not null, CampaignVersion: not null }).Select(voucher => new VersionOf(voucher.CampaignId!, voucher.CampaignVersion!.Value)))
            .Distinct();

    /// <summary>The versions of rules that stand by themselves it was decided by.</summary>
    public IEnumerable<VersionOf> RuleVersions => (Inputs.Rules ?? []).Select(rule => new VersionOf(rule.Id, rule.Version));

    public ValidateRedeemables Request => new()
    {
        Redeemables = Inputs.Redeemables ?? [InputsTaken.Named(Answer)],
        Metadata = Answer.Detail.Metadata,
        Caller = new(Answer.Channel, Inputs.Actor ?? Answer.Actor, Answer.Detail.ApiKeyId) { Source = Answer.Detail.Source },
        SessionKey = Answer.Detail.SessionKey,
        Languages = Inputs.Languages ?? [],
    };

    public Facts Facts
    {
        get
        {
            var facts = new Facts { Vouchers = [.. Vouchers], Customer = Customer, Order = Order };
            if (Inputs.Counters is { } counters) facts = facts with { Counters = counters };
            return Inputs.NearCodes is { } near ? facts with { NearCodes = near } : facts;
        }
    }

    private IEnumerable<VoucherFacts?> Vouchers =>
        (Inputs.Vouchers ?? (Answer.VoucherId is null ? [] : [new SeenVoucher()])).Select(seen => seen is null ? null : VoucherOf(seen));

    // What is said of the one code of a single attempt is completed by its row.
    private VoucherFacts VoucherOf(SeenVoucher seen) => new(
        seen.Id ?? Answer.VoucherId!, seen.Code ?? Answer.Code, seen.Id is null ? Answer.CampaignId : seen.CampaignId, seen.Id is null ? Answer.CampaignVersion : seen.CampaignVersion,
        seen.Terms, !seen.Inactive, seen.StartsAt, seen.EndsAt, seen.RedemptionLimit, seen.RedeemedQuantity, seen.HolderId, seen.PublishedAt)
    {
        HeldQuantity = seen.HeldQuantity,
        CategoryId = seen.CategoryId,
        Metadata = seen.Metadata,
        Publication = seen.Publication,
        PublishCount = seen.PublishCount,
        RuleId = seen.RuleId,
    };

    private IEnumerable<SeenCampaign> Campaigns =>
        (Inputs.Campaigns ?? (Answer.Detail.CampaignName is null ? [] : [new SeenCampaign()])).Select(seen => seen with
        {
            Id = seen.Id ?? Answer.CampaignId,
            Name = seen.Name ?? Answer.Detail.CampaignName,
            Version = seen.Version ?? Answer.CampaignVersion ?? 0,
        });

    private CustomerFacts? Customer => Inputs.Customer is null && !InputsTaken.HasCustomer(Answer)
        ? null
        : new(Answer.CustomerId, Answer.Detail.CustomerSourceId, Answer.Detail.CustomerName, Inputs.Customer?.SegmentIds ?? [], Inputs.Customer?.Metadata ?? MetadataBag.Empty)
        {
            Birthdate = Inputs.Customer?.Birthdate,
        };

    private OrderFacts? Order
    {
        get
        {
            if ((Inputs.Order ?? Answer.Detail.Order) is not { } kept) return null;
            var state = kept with { Lines = [.. kept.Lines.Select((line, at) => line.Added ? line : line with { Line = line.Line with { Item = ItemOf(Inputs.Lines?.ElementAtOrDefault(at)) } })] };
            var sent = new OrderContent { ExplicitAmount = state.ExplicitAmount, Lines = [.. state.Lines.Where(line => !line.Added).Select(line => line.Line)], Metadata = state.Metadata };
            return new(Answer.OrderId, Answer.Detail.OrderSourceId, sent, state);
        }
    }

    private static LineItem ItemOf(SeenLine? seen) => seen is null
        ? LineItem.None
        : new(seen.CollectionIds ?? [], seen.ProductMetadata ?? MetadataBag.Empty, seen.SkuMetadata ?? MetadataBag.Empty);

    /// <summary>A catalogue of no more than what concerned this attempt, as it was. Not for deciding anything else.</summary>
    /// <param name="versions">Those of <see cref="CampaignVersions"/> and <see cref="RuleVersions"/>.</param>
    public Catalogue Catalogue(ReplayVersions versions)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Inputs.Zone ?? Answer.Detail.Proof!.TimeZone);
        var project = new CatalogueProject(zone, Inputs.Currency ?? "", Inputs.FirstDayOfWeek ?? DayOfWeek.Monday, CaseInsensitiveCodes: true)
        {
            Stacking = StackingRecord.Rules(Inputs.Stacking),
        };
        var rules = (Inputs.Rules ?? []).Select(seen => (Seen: seen, Stored: versions.Rules[new(seen.Id, seen.Version)]))
            .ToImmutableDictionary(rule => rule.Seen.Id, rule => CatalogueRule.Of(rule.Seen.Id, rule.Stored.Name, rule.Seen.Version, rule.Stored.Content), StringComparer.Ordinal);
        var assigned = (Inputs.Rules ?? []).SelectMany(rule => rule.Before ?? [], (rule, owner) => (Owner: owner, rule.Id))
            .ToImmutableDictionary(one => one.Owner, one => one.Id, StringComparer.Ordinal);
        var numbers = CampaignVersions.ToLookup(version => version.Id, version => version.Number, StringComparer.Ordinal);
        var campaigns = Campaigns.Select(seen => new CatalogueCampaign(
            seen.Id!, seen.Name!, !seen.Inactive, seen.PauseReason, seen.Deleted, seen.Version!.Value,
            numbers[seen.Id!].ToFrozenDictionary(number => number, number => CatalogueVersion.Of(number, versions.Campaigns[new(seen.Id!, number)], project)))
        {
            CategoryId = seen.CategoryId,
        }).ToList();
        var counted = CountersOf(campaigns, rules, assigned);
        return new Catalogue
        {
            Version = 0,
            Project = project,
            Campaigns = campaigns.ToImmutableDictionary(campaign => campaign.Id, campaign => campaign with { AssignedCounters = counted[campaign.Id] }, StringComparer.Ordinal),
            Rules = rules,
            AssignedRules = assigned,
            Promotions = Redemptions.Catalogue.PromotionsOf(campaigns),
            Names = (Inputs.Names ?? ImmutableDictionary<string, string>.Empty).ToImmutableDictionary(StringComparer.Ordinal).SetItem(ProductCollection.AllProducts, ProductCollection.NameOfAll),
            Messages = Inputs.Messages ?? FrozenDictionary<string, Rules.Messages.MessageText>.Empty,
            Items = Inputs.Items ?? FrozenDictionary<string, ItemFacts>.Empty,
            Categories = (Inputs.Categories ?? ImmutableDictionary<string, int>.Empty)
                .ToImmutableDictionary(pair => pair.Key, pair => new CatalogueCategory(pair.Key, "", pair.Value, DateTimeOffset.MinValue, null), StringComparer.Ordinal),
        };
    }

    // Of what assigned rules have codes and tiers of a campaign move, only what rules that were asked read can show.
    private Dictionary<string, CounterPlan> CountersOf(
        IEnumerable<CatalogueCampaign> campaigns, ImmutableDictionary<string, CatalogueRule> rules, ImmutableDictionary<string, string> assigned)
    {
        var plans = campaigns.ToDictionary(
            campaign => campaign.Id,
            campaign => (campaign.Newest?.Setup.Tiers ?? []).Select(tier => assigned.GetValueOrDefault(tier.Id)).OfType<string>().Select(id => rules[id].Counters.OfCampaign)
                .Append(assigned.TryGetValue(campaign.Id, out var whole) ? rules[whole].Counters : CounterPlan.None)
                .Aggregate(CounterPlan.None, (all, plan) => all.With(plan)),
            StringComparer.Ordinal);
        foreach (var voucher in Vouchers)
            if (voucher is { CampaignId: { } id, RuleId: { } rule } && plans.TryGetValue(id, out var plan)) plans[id] = plan.With(rules[rule].Counters.OfCampaign);
        return plans;
    }
}
