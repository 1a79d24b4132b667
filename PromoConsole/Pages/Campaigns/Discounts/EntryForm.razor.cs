using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;

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

    private string? Problem(string field) => Problems.FirstOrDefault(problem => problem.Path.EndsWith("." + field, StringComparison.Ordinal))?.Sentence;

    private Task ChangeAsync(CoverageEntry entry) => EntryChanged.InvokeAsync(entry);
}
