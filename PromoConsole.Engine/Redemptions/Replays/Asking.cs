using System.Text.RegularExpressions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>What a campaign's setup or a rule may ask beside the order, so that no more than that has to be kept for deciding again.</summary>
/// <remarks>Read off the stored form, muted parts included, so that nothing can be forgotten: at most too much is kept.</remarks>
/// <param name="Ids">Of segments, collections, products and SKUs it names, each once.</param>
internal sealed partial record Asking(IReadOnlyList<string> Ids, Asked What)
{
    public static Asking Nothing { get; } = new([], Asked.Nothing);

    private static readonly (string Quoted, Asked Asks)[] s_kinds =
    [
        .. RuleKinds.All.Concat(RuleKinds.SubRules).Select(kind => ($"\"{kind.Word}\"", Asks: kind.Subject switch
        {
            RuleSubject.Segments => Asked.Segments,
            RuleSubject.CustomerMetadata => Asked.CustomerMetadata,
            RuleSubject.IsHolder => Asked.Holder,
            RuleSubject.AnyLineMetadata or RuleSubject.EachLineMetadata or RuleSubject.LineMetadata or RuleSubject.ProductMetadata => Asked.ItemMetadata,
            _ => Asked.Nothing,
        })).Where(kind => kind.Asks != Asked.Nothing),
    ];

    public static Asking Of<T>(T document)
    {
        var json = PromoJson.Write(document);
        var what = Asked.Nothing;
        foreach (var (quoted, asks) in s_kinds)
            if (json.Contains(quoted, StringComparison.Ordinal)) what |= asks;
        if (Formulas().IsMatch(json)) what |= Asked.Formulas;
        if (json.Contains("\"validAfterPublication\":\"", StringComparison.Ordinal)) what |= Asked.Publication;
        return new(NamedIds.In(json), what);
    }

    /// <summary>What either asks.</summary>
    public Asking With(Asking? other) =>
        other is null || (other.What == Asked.Nothing && other.Ids.Count == 0) ? this
        : What == Asked.Nothing && Ids.Count == 0 ? other
        : new(other.Ids.Count == 0 || ReferenceEquals(Ids, other.Ids) ? Ids : [.. Ids.Union(other.Ids, StringComparer.Ordinal)], What | other.What);

    public bool Any(Asked what) => (What & what) != 0;

    [GeneratedRegex("""ormula":"[^"]""")]
    private static partial Regex Formulas();
}

/// <summary>What may be asked.</summary>
[Flags]
internal enum Asked { Nothing = 0, Segments = 1, CustomerMetadata = 2, Holder = 4, ItemMetadata = 8, Formulas = 16, Publication = 32 }
