using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>What comes off: a share, an amount, down to a price, or items for free; off the order or off which items, and with which bundle.</summary>
public sealed partial class DiscountStep
{
    private const string Percent = "PERCENT";
    private const string Amount = "AMOUNT";
    private const string Fixed = "FIXED";
    private const string Units = "UNIT";

    private static readonly Choice<string>[] s_types =
        [new(Percent, "Percent", "percent"), new(Amount, "Amount", "money"), new(Fixed, "Fixed price", "tag"), new(Units, "Free items", "gift")];

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>What keeps the campaign from being launched; only this step's are shown.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    /// <summary>Names of products and collections by id.</summary>
    [Parameter] public IReadOnlyDictionary<string, string> Names { get; set; } = new Dictionary<string, string>();

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    private string? Type => Setup.Discount switch { PercentOff => Percent, AmountOff => Amount, FixedTotal => Fixed, FreeItems => Units, _ => null };

    private string FormulaLabel => Setup.Discount switch { PercentOff => "Percentage by formula", FixedTotal => "Price by formula", _ => "Amount by formula" };

    private string FormulaExample => Setup.Discount switch
    {
        PercentOff => "MIN(CUSTOMER_METADATA(\"years\") * 2; 15)",
        { Effect: DiscountEffect.ApplyToItemsByQuantity or DiscountEffect.ApplyToItems } => "ORDER_ITEM_PRICE * 0.1 + 0.5",
        _ => "IF(ORDER_AMOUNT > 150; 25; 10)",
    };

    private string? Problem(string path) => Problems.FirstOrDefault(problem => problem.Path == path)?.Sentence;

    private Task TypeAsync(string type) => type == Type
        ? Task.CompletedTask
        : ChangeAsync(type switch
        {
            Percent => new PercentOff(0),
            Amount => new AmountOff(0),
            Fixed => new FixedTotal(0),
            _ => new FreeItems([new FreeItem(null, 1)]) { Effect = DiscountEffect.AddMissingItems },
        });

    // What the other effect cannot have is dropped, so that nothing hidden keeps the campaign from being launched.
    private Task EffectAsync(DiscountEffect effect)
    {
        if (Setup.Discount is not { } discount) return Task.CompletedTask;
        discount = discount with { Effect = effect, AggregatedAmountLimit = effect.IsOnItems() ? discount.AggregatedAmountLimit : null };
        if (discount is FreeItems free && effect != DiscountEffect.AddManyItems && free.Items.Count > 1) discount = free with { Items = [free.Items[0]] };
        return ChangeAsync(discount);
    }

    private Task ChangeAsync(Discount discount) => SetupChanged.InvokeAsync(Setup with { Discount = discount });
}
