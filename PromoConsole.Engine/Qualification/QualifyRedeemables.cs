using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Qualification;

/// <summary>Asks what a customer could use on a cart right now. Writes nothing. Concept: qualification.</summary>
public sealed record QualifyRedeemables
{
    public const int DefaultLimit = 5;
    public const int MostEntries = 1_000;

    public QualificationScenario Scenario { get; init; } = QualificationScenario.All;

    /// <summary>Null for none: then nothing that asks about the cart holds, and discounts have no amount.</summary>
    public OrderInput? Order { get; init; }

    public CustomerInput? Customer { get; init; }

    /// <summary>Custom attributes of the redemption that would follow.</summary>
    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    /// <summary>How many entries at most; more than <see cref="MostEntries"/> is cut to that.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Where the page before ended (<see cref="QualificationAnswer.More"/>); null for the first page.</summary>
    public DateTimeOffset? StartingAfter { get; init; }

    public QualificationSort Sort { get; init; } = QualificationSort.Newest;

    public QualificationFilter Filter { get; init; } = QualificationFilter.None;

    /// <summary>Of each campaign only the first entry: one that has given an entry is not looked at again. Such a page is not gone on from. Default false.</summary>
    public bool OnePerCampaign { get; init; }

    public required Caller Caller { get; init; }

    /// <summary>The same question as a validation that names nothing yet.</summary>
    internal ValidateRedeemables AsValidation => new()
    {
        Redeemables = [], Order = Order, Customer = Customer, Metadata = Metadata, Caller = Caller, RecordRefusal = false,
    };
}

/// <summary>What is looked at, and which of its rules count.</summary>
public enum QualificationScenario
{
    /// <summary>Tiers, stacks, codes for everybody, and the customer's own codes: everything that can be used now.</summary>
    All,

    /// <summary>The codes published to the customer.</summary>
    CustomerWallet,

    /// <summary>As <see cref="All"/> without stacks, and campaigns that would have a code for the customer; only rules about the customer count.</summary>
    AudienceOnly,

    /// <summary>Tiers, codes for everybody, and campaigns that would have a code for the customer; all rules count.</summary>
    Campaigns,

    /// <summary>What discounts the order's items or asks for one of them; only rules about products count.</summary>
    Products,

    /// <summary>What discounts the order's items; only rules about products count.</summary>
    ProductsDiscount,

    /// <summary>Promotion stacks.</summary>
    PromotionStacks,

    /// <summary>As <see cref="Products"/>; rules about the customer count too.</summary>
    ProductsByCustomer,

    /// <summary>As <see cref="ProductsDiscount"/>; rules about the customer count too.</summary>
    ProductsDiscountByCustomer,
}

/// <summary>In which order entries come. Equal ones: newest first.</summary>
public enum QualificationSort
{
    Newest,

    /// <summary>What takes most off this cart comes first.</summary>
    BestDeal,

    LeastDeal,
}
