using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Campaigns;

/// <summary>The words a campaign is found by: its own, those of its discount, rule and messages, in force and in the draft.</summary>
/// <remarks>
/// Segments, products and collections stand in it with their ids: their names are looked up when somebody searches, so that renaming one
/// makes no stored text wrong.
/// </remarks>
internal static class CampaignSearch
{
    /// <summary>Longest text kept, in characters; what is beyond is not found.</summary>
    public const int MaxLength = 8_000;

    private const int MaxTerms = 6;
    private const int MaxThings = 20;

    /// <summary>What <see cref="Campaign.Search"/> holds.</summary>
    /// <param name="inForce">Null while it was never launched.</param>
    public static string TextOf(Campaign campaign, CampaignSetup? inForce, Wording wording)
    {
        var words = new List<string> { campaign.Name };
        words.AddRange(campaign.Tags);
        foreach (var setup in (CampaignSetup?[])[campaign.Draft, inForce])
            if (setup is not null) words.AddRange(WordsOf(setup, wording));
        var text = SearchText.Fold(string.Join(' ', words.Distinct()));
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    /// <summary>What somebody typed, word by word, each with the ids of things whose name has that word.</summary>
    public static async Task<IReadOnlyList<SearchTerm>> TermsAsync(PromoDbContext db, string? typed, CancellationToken ct)
    {
        var words = SearchText.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxTerms);
        var terms = new List<SearchTerm>();
        foreach (var word in words)
        {
            var pattern = Like.Containing(word);
            var named = db.Segments.Where(s => EF.Functions.Like(s.Name, pattern, Like.Escape)).Take(MaxThings).Select(s => s.Id)
                .Concat(db.Collections.Where(c => EF.Functions.Like(c.Name, pattern, Like.Escape)).Take(MaxThings).Select(c => c.Id))
                .Concat(db.Products.Where(p => EF.Functions.Like(p.Name, pattern, Like.Escape)).Take(MaxThings).Select(p => p.Id));
            var categories = db.Categories.Where(c => EF.Functions.Like(c.Name, pattern, Like.Escape)).Take(MaxThings).Select(c => c.Id);
            terms.Add(new(word, await named.ToListAsync(ct), await categories.ToListAsync(ct)));
        }

        return terms;
    }

    private static IEnumerable<string> WordsOf(CampaignSetup setup, Wording wording)
    {
        yield return setup.Description;
        if (setup.Discount is { } discount) yield return DiscountWords.Of(discount, wording);
        if (setup.Codes.SharedCode is { } code) yield return code;
        if (setup.RefusalMessage is { } refusal) yield return refusal;
        foreach (var word in WordsOf(setup.Rule, wording)) yield return word;
        foreach (var tier in setup.Tiers)
        {
            yield return tier.Name;
            if (tier.Banner is { } banner) yield return banner;
            if (tier.Discount is { } own) yield return DiscountWords.Of(own, wording);
            foreach (var word in WordsOf(tier.Rule, wording)) yield return word;
        }

        foreach (var stack in setup.Stacks) yield return stack.Name;
    }

    private static IEnumerable<string> WordsOf(Rule? rule, Wording wording) =>
        rule is null ? [] : [RuleWords.Summary(rule, wording, id => id), .. Messages(rule)];

    private static IEnumerable<string> Messages(Rule rule) => rule switch
    {
        AllOf all => all.Rules.SelectMany(Messages),
        AnyOf any => any.Rules.SelectMany(Messages),
        Not not => Messages(not.Rule),
        Condition { Message: { } message } => [message],
        _ => [],
    };
}

/// <param name="Word">Folded as the stored text is.</param>
/// <param name="NamedIds">Segments, collections and products whose name has the word.</param>
/// <param name="CategoryIds">Categories whose name has it.</param>
internal sealed record SearchTerm(string Word, IReadOnlyList<string> NamedIds, IReadOnlyList<string> CategoryIds);
