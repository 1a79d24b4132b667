using PromoConsole.Engine.Metadata;

namespace PromoConsole.Engine.Campaigns;

/// <summary>Custom attributes of a campaign and its tiers, checked by their schemas when they are put in force: a draft may lack anything.</summary>
internal static class SetupMetadata
{
    /// <param name="before">What is in force; null when it was never launched.</param>
    /// <returns>The setup with the defaults of what is new; or <c>metadata_validation_failed</c>. Attributes that stay as they are are not asked again, unless another schema checks them now.</returns>
    public static Result<CampaignSetup> Filled(MetadataSchemas schemas, CampaignSetup? before, CampaignSetup setup)
    {
        if (schemas.IsEmpty) return setup;
        var resource = setup.MetadataOfCodes ? MetadataResources.Voucher : MetadataResources.Campaign;
        if (before is null || before.MetadataOfCodes != setup.MetadataOfCodes)
        {
            var made = schemas.Made(resource, setup.Metadata);
            if (!made.IsOk) return made.Error;
            setup = setup with { Metadata = made.Value };
        }
        else if (schemas.Problem(resource, setup.Metadata.Beyond(before.Metadata)) is { } wrong)
        {
            return wrong;
        }

        var tiers = new List<TierSetup>(setup.Tiers.Count);
        foreach (var tier in setup.Tiers)
        {
            if (before?.Tiers.FirstOrDefault(old => old.Id == tier.Id) is { } known)
            {
                if (schemas.Problem(MetadataResources.PromotionTier, tier.Metadata.Beyond(known.Metadata)) is { } wrong) return wrong;
                tiers.Add(tier);
                continue;
            }

            var made = schemas.Made(MetadataResources.PromotionTier, tier.Metadata);
            if (!made.IsOk) return made.Error;
            tiers.Add(tier with { Metadata = made.Value });
        }

        return setup with { Tiers = tiers };
    }
}
