using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>One covered product or collection: which of its lines or pieces, in which order, and how far.</summary>
public sealed partial class EntryForm
{
    private bool _open;

    [Parameter, EditorRequired] public required CoverageEntry Entry { get; set; }

    [Parameter] public EventCallback<CoverageEntry> EntryChanged { get; set; }

    [Parameter] public EventCallback OnRemove { get; set; }

    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>Decides which limits make sense.</summary>
    [Parameter] public Discount? Discount { get; set; }

    /// <summary>Those of this entry.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Said => CoverageWords.Of(Entry, Format.Words());

    private bool ByPieces => Discount is PercentOff or FixedTotal or FreeItems { Effect: DiscountEffect.ReplaceItems } or { Effect: DiscountEffect.ApplyToItemsByQuantity };

    private bool CountsUnits => Discount is { } discount && DiscountCheck.CountsUnits(discount);

    private IEnumerable<(UnitScope Scope, bool PerProduct, string Label)> UnitLimitTitles => DiscountTitles.UnitLimits.Where(limit => !limit.PerProduct || Entry.Item.Kind == ItemKind.Collection);

    private int? LimitOf(UnitScope scope, bool perProduct) => Entry.UnitLimits?.FirstOrDefault(limit => limit.Scope == scope && limit.PerProduct == perProduct)?.Limit;

    private CoverageEntry With(UnitScope scope, bool perProduct, int? limit)
    {
        var others = (Entry.UnitLimits ?? []).Where(one => one.Scope != scope || one.PerProduct != perProduct);
        List<UnitLimit> limits = [.. limit is { } typed ? others.Append(new UnitLimit(scope, typed) { PerProduct = perProduct }) : others];
        return Entry with { UnitLimits = limits.Count == 0 ? null : [.. limits.OrderBy(one => one.PerProduct).ThenBy(one => one.Scope)] };
    }

    private string? Problem(string field) => Problems.FirstOrDefault(problem => problem.Path.EndsWith("." + field, StringComparison.Ordinal))?.Sentence;

    private Task ChangeAsync(CoverageEntry entry) => EntryChanged.InvokeAsync(entry);
}
