using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Rules.Messages;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>Takes down what a decision was made on, as briefly as it can be told beside the row that answers.</summary>
internal readonly struct InputsTaken
{
    private readonly ValidateRedeemables _request;
    private readonly Decision _decision;
    private readonly Redemption _answer;
    private readonly Asking _asking;
    private readonly List<SeenRule>? _rules;

    private InputsTaken(ValidateRedeemables request, Decision decision, Redemption answer)
    {
        (_request, _decision, _answer) = (request, decision, answer);
        _rules = RulesOf(decision);
        _asking = AskedBy(decision, _rules);
    }

    private Catalogue Catalogue => _decision.Catalogue;

    private Facts Facts => _decision.Facts;

    // Of a single one the row says which it was, and what it was called.
    private Step? Only => _decision.Steps is [var only] ? only : null;

    /// <param name="answer">The row that answers the request, with which this will be stored.</param>
    public static DecisionInputs Of(ValidateRedeemables request, Decision decision, Redemption answer) => new InputsTaken(request, decision, answer).Take();

    private DecisionInputs Take()
    {
        var project = Catalogue.Project;
        var only = Only;
        var items = ItemsGiven();
        return new DecisionInputs
        {
            Redeemables = only is not null && _request.Redeemables is [var asked] && asked == Named(_answer) ? null : _request.Redeemables,
            Vouchers = Vouchers(),
            Campaigns = Campaigns(),
            Rules = _rules,
            Customer = Customer(),
            Order = ReferenceEquals(Facts.Order?.State, _answer.Detail.Order) ? null : Facts.Order?.State,
            Lines = Lines(),
            Counters = Counters(),
            NearCodes = Facts.NearCodes.Count == 0 ? null : Facts.NearCodes,
            Items = items,
            Names = Names(items),
            Categories = only is null ? Categories() : null,
            Stacking = project.UnusualStacking,
            Zone = only is not null && only.Proof.TimeZone == project.Zone.Id ? null : project.Zone.Id,
            Currency = _asking.Any(Asked.Formulas) || _decision.Steps.Any(step => step.Proof.CustomerMessage is not null) ? project.Currency : null,
            Languages = Languages(),
            Messages = Messages(),
            FirstDayOfWeek = project.FirstDayOfWeek == DayOfWeek.Monday ? null : project.FirstDayOfWeek,
            Actor = _request.Caller.Name == _answer.Actor ? null : _request.Caller.Name,
        };
    }

    private IReadOnlyList<string>? Languages() =>
        _asking.Any(Asked.Messages) && MessageText.LanguagesOf(_request, Facts.Customer, Catalogue.Project) is { Count: > 0 } wanted ? wanted : null;

    private Dictionary<string, MessageText>? Messages()
    {
        if (_asking.Messages.Count == 0) return null;
        var library = Catalogue.Messages;
        var found = _asking.Messages.Where(library.ContainsKey).ToDictionary(id => id, id => library[id], StringComparer.Ordinal);
        return found.Count == 0 ? null : found;
    }

    /// <summary>What was asked for, where the row of a single attempt says it.</summary>
    internal static Redeemable Named(Redemption row) => row.TierId is { } tier ? Redeemable.Tier(tier) : Redeemable.Voucher(row.Code);

    private static List<SeenRule>? RulesOf(Decision decision)
    {
        var catalogue = decision.Catalogue;
        if (catalogue.Rules.IsEmpty) return null;
        List<SeenRule>? found = null;
        foreach (var step in decision.Steps)
        {
            if (step.Voucher is { } voucher) Add(voucher.RuleId, null);
            if (step.Tier is { } tier) Add(catalogue.AssignedRules.GetValueOrDefault(tier.Id), tier.Id);
            if (step.Campaign is { } campaign) Add(catalogue.AssignedRules.GetValueOrDefault(campaign.Id), campaign.Id);
        }

        return found;

        void Add(string? ruleId, string? owner)
        {
            if (catalogue.Rule(ruleId) is not { } rule) return;
            found ??= [];
            var at = found.FindIndex(one => one.Id == rule.Id);
            if (at < 0) found.Add(new(rule.Id, rule.Version, owner is null ? null : [owner]));
            else if (owner is not null && found[at].Before?.Contains(owner) != true) found[at] = found[at] with { Before = [.. found[at].Before ?? [], owner] };
        }
    }

    private static Asking AskedBy(Decision decision, List<SeenRule>? rules)
    {
        var asking = Asking.Nothing;
        foreach (var step in decision.Steps)
        {
            if (step.Campaign is { } campaign)
            {
                asking = asking.With(campaign.Newest?.Asks);
                if (step.Tier is { } tier) asking = asking.With(campaign.Newest?.Tiers.GetValueOrDefault(tier.Id)?.Asks);
                if (step.CampaignVersion is { } pinned && pinned != campaign.Version) asking = asking.With(campaign.Versions.GetValueOrDefault(pinned)?.Asks);
            }
            else if (step.Voucher is { CampaignId: null, Terms: { } terms })
            {
                asking = asking.With(Asking.Of(terms));
            }
        }

        foreach (var rule in rules ?? []) asking = asking.With(decision.Catalogue.Rule(rule.Id)!.Asks);
        return decision.Catalogue.Project.Stacking.Guards.ProtectedCollectionIds is { Count: > 0 } kept ? asking.With(Asking.Nothing with { Collections = kept }) : asking;
    }

    private IReadOnlyList<SeenVoucher?>? Vouchers()
    {
        if (Only is { } only) return only.Voucher is { } voucher && Seen(voucher, null) is var seen && seen != new SeenVoucher() ? [seen] : null;
        var vouchers = Facts.Vouchers;
        if (!vouchers.Any(voucher => voucher is not null)) return null;
        var all = new SeenVoucher?[vouchers.Count];
        for (var i = 0; i < all.Length; i++)
        {
            var asked = _request.Redeemables[i];
            if (vouchers[i] is { } voucher) all[i] = Seen(voucher, _decision.Steps.FirstOrDefault(step => step.Asked == asked));
        }

        return all;
    }

    /// <param name="among">Its step among others; null when it is the only one.</param>
    private SeenVoucher Seen(VoucherFacts voucher, Step? among) => new()
    {
        Id = among is null ? null : voucher.Id,
        Code = among is null ? null : voucher.Code,
        CampaignId = among is null ? null : voucher.CampaignId,
        CampaignVersion = among?.CampaignVersion,
        Terms = voucher.CampaignId is null ? voucher.Terms : null,
        Inactive = !voucher.Active,
        StartsAt = voucher.StartsAt,
        EndsAt = voucher.EndsAt,
        RedemptionLimit = voucher.RedemptionLimit,
        RedeemedQuantity = voucher.RedeemedQuantity,
        HeldQuantity = voucher.HeldQuantity,
        HolderId = _asking.Any(Asked.Holder) ? voucher.HolderId : null,
        PublishedAt = _asking.Any(Asked.Publication) ? voucher.PublishedAt : null,
        CategoryId = voucher.CategoryId,
        Metadata = _asking.Any(Asked.Formulas) ? Given(voucher.Metadata) : null,
        Publication = _asking.Any(Asked.PublicationMetadata) ? Given(voucher.Publication) : null,
        PublishCount = _asking.Any(Asked.Formulas) ? voucher.PublishCount : 0,
        RuleId = Catalogue.Rule(voucher.RuleId)?.Id,
    };

    private List<SeenCampaign>? Campaigns()
    {
        if (Only is { } only)
        {
            return only.Campaign is { } one && Seen(one) with { Id = null, Name = null } is var seen
                && (seen.Version == (only.CampaignVersion ?? 0) ? seen with { Version = null } : seen) is var brief && brief != new SeenCampaign() ? [brief] : null;
        }

        var found = new List<SeenCampaign>();
        foreach (var step in _decision.Steps)
            if (step.Campaign is { } campaign && !found.Exists(other => other.Id == campaign.Id)) found.Add(Seen(campaign));
        return found.Count == 0 ? null : found;
    }

    private static SeenCampaign Seen(CatalogueCampaign campaign) => new()
    {
        Id = campaign.Id,
        Name = campaign.Name,
        Version = campaign.Version,
        Inactive = !campaign.Active,
        PauseReason = campaign.Active ? null : campaign.PauseReason,
        Deleted = campaign.Deleted,
        CategoryId = campaign.CategoryId,
    };

    private SeenCustomer? Customer()
    {
        if (Facts.Customer is not { } customer) return null;
        var seen = new SeenCustomer
        {
            SegmentIds = _asking.Any(Asked.Segments) && customer.SegmentIds.Count > 0 ? customer.SegmentIds : null,
            Metadata = _asking.Any(Asked.CustomerMetadata | Asked.Formulas) ? Given(customer.Metadata) : null,
            Birthdate = _asking.Any(Asked.Formulas) ? customer.Birthdate : null,
        };
        return seen == new SeenCustomer() && HasCustomer(_answer) ? null : seen;
    }

    /// <summary>Whether a row says by itself that there was a customer.</summary>
    internal static bool HasCustomer(Redemption row) => row is not { CustomerId: null, Detail: { CustomerName: null, CustomerSourceId: null } };

    private SeenLine?[]? Lines()
    {
        if (Facts.Order?.State.Lines is not { Count: > 0 } lines || (_asking.Collections.Count == 0 && !_asking.Any(Asked.ItemMetadata | Asked.Formulas))) return null;
        SeenLine?[]? seen = null;
        for (var i = 0; i < lines.Count && !lines[i].Added; i++)
        {
            if (lines[i].Line.Item is not { } item) continue;
            var metadata = _asking.Any(Asked.ItemMetadata | Asked.Formulas);
            var asked = _asking.Collections.Count == 0 ? [] : item.CollectionIds.Where(_asking.Collections.Contains).ToList();
            var one = new SeenLine
            {
                CollectionIds = asked.Count == 0 ? null : asked,
                ProductMetadata = metadata ? Given(item.ProductMetadata) : null,
                SkuMetadata = metadata ? Given(item.SkuMetadata) : null,
            };
            if (one == new SeenLine()) continue;
            seen ??= new SeenLine?[lines.Count(line => !line.Added)];
            seen[i] = one;
        }

        return seen;
    }

    private Dictionary<string, long>? Counters()
    {
        Dictionary<string, long>? kept = null;
        foreach (var (key, value) in Facts.Counters)
            if (value != 0) (kept ??= new(StringComparer.Ordinal))[key] = value;
        return kept;
    }

    private Dictionary<string, ItemFacts>? ItemsGiven()
    {
        Dictionary<string, ItemFacts>? found = null;
        foreach (var step in _decision.Steps)
        {
            var discount = step.Tier is { } tier ? tier.Discount
                : step.Campaign is { } campaign ? campaign.Versions.GetValueOrDefault(step.CampaignVersion ?? 0)?.Setup.Discount
                : step.Voucher?.Terms?.Discount;
            if (discount is not FreeItems free) continue;
            var known = new CatalogueItems(Catalogue, Facts.GivenItems);
            foreach (var given in free.Items)
                if (given.Item is { } item && known.Find(item) is { } facts) (found ??= new(StringComparer.Ordinal))[item.Id] = facts;
        }

        return found;
    }

    // Proofs show names of what rules ask for, of the customer's segments, and of lines that bring none of their own.
    private Dictionary<string, string>? Names(Dictionary<string, ItemFacts>? items)
    {
        Dictionary<string, string>? names = null;
        var catalogue = Catalogue;
        foreach (var id in _asking.Shown) Add(id);
        foreach (var (id, item) in items ?? [])
            if (item.Name is null) Add(id);
        if (_asking.Any(Asked.Segments))
            foreach (var id in Facts.Customer?.SegmentIds ?? []) Add(id);
        foreach (var line in Facts.Order?.State.Lines ?? [])
            if (line.Line is { Name: null, ProductId: { } product }) Add(product);
        return names;

        void Add(string id)
        {
            if (id != ProductCollection.AllProducts && catalogue.Names.TryGetValue(id, out var name)) (names ??= new(StringComparer.Ordinal))[id] = name;
        }
    }

    private Dictionary<string, int>? Categories()
    {
        Dictionary<string, int>? found = null;
        foreach (var step in _decision.Steps)
            if (step.CategoryId is { } id && Catalogue.Categories.TryGetValue(id, out var category)) (found ??= new(StringComparer.Ordinal))[id] = category.Hierarchy;
        return found;
    }

    private static MetadataBag? Given(MetadataBag? metadata) => metadata is { IsEmpty: false } ? metadata : null;
}
