using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>A setup's discount on an example cart, worked out by the engine's own calculator.</summary>
internal static class ExampleDiscount
{
    /// <summary>Null while the discount is not finished; a formula that is not gives way to the value beside it.</summary>
    public static AppliedDiscount? Of(CampaignSetup setup, OrderState order, ExampleCart cart, DateTimeOffset now, ProjectFormat format) =>
        setup.Discount is null || DiscountCheck.Problems(setup.Discount, setup.Coverage, setup.Bundle).Any(problem => !IsOfFormula(problem))
            ? null
            : DiscountCalculator.Apply(new DiscountRequest
            {
                Discount = setup.Discount,
                Coverage = setup.Coverage,
                Bundle = setup.Bundle,
                Order = order,
                Items = cart,
                Formula = new FormulaFacts { Now = now, Zone = format.Zone, CurrencyDecimals = format.Decimals },
            });

    private static bool IsOfFormula(DiscountProblem problem) => problem.Path.EndsWith("ormula", StringComparison.Ordinal);
}
