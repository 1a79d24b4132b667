using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>What comes off the order: a share, an amount, or down to a fixed price.</summary>
public sealed partial class DiscountStep
{
    private const string Percent = "PERCENT";
    private const string Amount = "AMOUNT";
    private const string Fixed = "FIXED";

    private static readonly Choice<string>[] s_types =
        [new(Percent, "Percent", "percent"), new(Amount, "Amount", "money"), new(Fixed, "Fixed price", "tag")];

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>What keeps the campaign from being launched; only this step's are shown.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    private string? Type => Setup.Discount switch { PercentOff => Percent, AmountOff => Amount, FixedTotal => Fixed, _ => null };

    private string? Problem(string path) => Problems.FirstOrDefault(problem => problem.Path == path)?.Sentence;

    private Task TypeAsync(string type) => type == Type
        ? Task.CompletedTask
        : ChangeAsync(type switch { Percent => new PercentOff(0), Amount => new AmountOff(0), _ => new FixedTotal(0) });

    private Task ChangeAsync(Discount discount) => SetupChanged.InvokeAsync(Setup with { Discount = discount });
}
