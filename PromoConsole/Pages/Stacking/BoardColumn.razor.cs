using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Stacking;
using PromoConsole.Pages.Campaigns;

namespace PromoConsole.Pages.Stacking;

/// <summary>One category on the board: how it stacks, and its campaigns.</summary>
public sealed partial class BoardColumn
{
    private static readonly Choice<Stackability>[] s_kinds =
    [
        new(Stackability.Common, "Stacks with common ones"), new(Stackability.Exclusive, "Never with common ones"), new(Stackability.Joint, "Stacks with everything"),
    ];

    private static readonly Choice<CalculationMode?>[] s_calculations =
        [new(null, "As for every cart"), new(CalculationMode.DiscountedAmount, "What is left"), new(CalculationMode.InitialAmount, "The cart as it came")];

    private static readonly Choice<NoEffectRule?>[] s_noEffects =
        [new(null, "As for every cart"), new(NoEffectRule.RedeemAnyway, "Used up anyway"), new(NoEffectRule.Skip, "Left out")];

    private string? _moving;

    [Parameter, EditorRequired] public required BoardLane Lane { get; set; }

    /// <summary>All columns, to move to.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<BoardLane> Lanes { get; set; }

    /// <summary>The rules as they are being edited.</summary>
    [Parameter, EditorRequired] public required StackingRules Rules { get; set; }

    [Parameter] public EventCallback<StackingRules> OnRules { get; set; }

    /// <summary>Ids of the campaigns in the example.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Tried { get; set; }

    /// <summary>A campaign goes into the example, or out of it.</summary>
    [Parameter] public EventCallback<string> OnTry { get; set; }

    /// <summary>A campaign goes to the column with this key.</summary>
    [Parameter] public EventCallback<(string CampaignId, string Key)> OnMove { get; set; }

    /// <summary>The column goes one to the left or right.</summary>
    [Parameter] public EventCallback<int> OnShift { get; set; }

    [Parameter] public EventCallback OnEdit { get; set; }

    /// <summary>Whether campaigns and categories may be changed.</summary>
    [Parameter] public bool MayWrite { get; set; }

    /// <summary>Whether the stacking rules may be changed.</summary>
    [Parameter] public bool MaySet { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private bool First => Lanes[0].Key == Lane.Key;

    private bool Last => Lanes.Count < 3 || Lanes[^2].Key == Lane.Key;

    private IReadOnlyList<Choice<string>> Targets => [.. Lanes.Select(lane => new Choice<string>(lane.Key, lane.Name))];

    private int Usual(string categoryId) => StackOrder.Of(Rules, categoryId) == Stackability.Exclusive ? Rules.ExclusivePerCategoryLimit : Rules.PerCategoryLimit;

    private string OwnSays(string categoryId)
    {
        var own = (Rules.CategoryLimits.ContainsKey(categoryId) ? 1 : 0) + (Rules.CalculationOf(categoryId) is null ? 0 : 1) + (Rules.NoEffectOf(categoryId) is null ? 0 : 1);
        return own == 0 ? "none" : Format.Number(own);
    }

    private string GivesOf(CampaignRow row) => SetupText.Gives(row.Campaign.Kind, row.Setup, Format);

    private Task MoveAsync(CampaignRow row, string key)
    {
        _moving = null;
        return OnMove.InvokeAsync((row.Campaign.Id, key));
    }
}
