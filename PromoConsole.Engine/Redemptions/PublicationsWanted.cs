using PromoConsole.Engine.Redemptions.Replays;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Of which codes the publication to the customer has to be known: those whose formulas read its custom attributes.</summary>
internal static class PublicationsWanted
{
    /// <returns>Ids, each once; empty where nothing has to be looked up.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<VoucherFacts?> vouchers, Catalogue catalogue)
    {
        List<string>? wanted = null;
        foreach (var voucher in vouchers)
            if (voucher is not null && Reads(voucher, catalogue) && wanted?.Contains(voucher.Id) != true) (wanted ??= []).Add(voucher.Id);
        return wanted ?? [];
    }

    private static bool Reads(VoucherFacts voucher, Catalogue catalogue)
    {
        if (Reads(catalogue.Rule(voucher.RuleId)?.Asks)) return true;
        if (voucher.CampaignId is not { } id) return voucher.Terms is { } terms && Asking.FormulasOf(terms.Discount, terms.Coverage).Any(formula => formula.ReadsPublication);
        if (catalogue.Campaign(id) is not { } campaign) return false;
        var version = voucher.CampaignVersion is { } pinned ? campaign.Versions.GetValueOrDefault(pinned) ?? campaign.Newest : campaign.Newest;
        return Reads(version?.Asks) || Reads(catalogue.RuleBefore(id)?.Asks);
    }

    private static bool Reads(Asking? asking) => asking is not null && asking.Any(Asked.PublicationMetadata);
}
