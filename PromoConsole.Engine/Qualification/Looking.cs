using PromoConsole.Engine.Qualification.Index;

namespace PromoConsole.Engine.Qualification;

/// <summary>Where a scenario looks, and what of the rules it asks.</summary>
/// <param name="Kinds">Of what the catalogue knows. <see cref="OfferKinds.Vouchers"/> also means codes without campaign.</param>
/// <param name="Held">Whether codes published to the customer are looked at.</param>
internal readonly record struct Looking(OfferKinds Kinds, bool Held, AskedAbout About)
{
    public static Looking Of(QualificationScenario scenario) => scenario switch
    {
        QualificationScenario.CustomerWallet => new(OfferKinds.None, true, AskedAbout.Everything),
        QualificationScenario.PromotionStacks => new(OfferKinds.Stacks, false, AskedAbout.Everything),
        QualificationScenario.AudienceOnly => new(OfferKinds.Tiers | OfferKinds.Vouchers | OfferKinds.Campaigns, true, AskedAbout.Customer),
        QualificationScenario.Campaigns => new(OfferKinds.Tiers | OfferKinds.Vouchers | OfferKinds.Campaigns, false, AskedAbout.Everything),
        QualificationScenario.Products or QualificationScenario.ProductsDiscount => new(OfferKinds.Tiers | OfferKinds.Vouchers, true, AskedAbout.Products),
        QualificationScenario.ProductsByCustomer or QualificationScenario.ProductsDiscountByCustomer =>
            new(OfferKinds.Tiers | OfferKinds.Vouchers, true, AskedAbout.Products | AskedAbout.Customer),
        _ => new(OfferKinds.Tiers | OfferKinds.Stacks | OfferKinds.Vouchers, true, AskedAbout.Everything),
    };

    /// <summary>The same without kinds that the filter lets nothing of through, so that they are not read at all; the filter still decides.</summary>
    public Looking Only(QualificationFilter filter)
    {
        var kinds = filter.Kinds;
        return this with { Kinds = Kinds & kinds, Held = Held && kinds.HasFlag(OfferKinds.Vouchers) };
    }

    /// <summary>Whether only what concerns the order's items is an answer.</summary>
    public bool AboutItems => About != AskedAbout.Everything && About.HasFlag(AskedAbout.Products);

    /// <summary>Codes without campaign, and those of campaigns with one code for everybody.</summary>
    public bool ForEverybody => Kinds.HasFlag(OfferKinds.Vouchers);
}
