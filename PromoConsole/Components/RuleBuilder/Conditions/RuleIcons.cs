using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>The icon of each heading of conditions.</summary>
public static class RuleIcons
{
    public static string Of(RuleCategory category) => category switch
    {
        RuleCategory.Audience => "users",
        RuleCategory.Products => "product",
        RuleCategory.PricesAndQuantities => "cart",
        RuleCategory.Budget => "money",
        RuleCategory.Redemptions => "history",
        RuleCategory.Time => "clock",
        _ => "tag",
    };
}
