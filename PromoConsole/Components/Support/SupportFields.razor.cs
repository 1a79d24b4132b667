using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Identity;

namespace PromoConsole.Components.Support;

/// <summary>Asks an agent why, and says what is left of their allowance.</summary>
public sealed partial class SupportFields(SupportAllowances allowances, CurrentMember member)
{
    private IReadOnlyList<Choice<string>> _reasons = [];
    private AllowanceLeft _left = AllowanceLeft.Unbounded;

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired] public required SupportInput Input { get; set; }

    /// <summary>What it is about; null for what no allowance bounds.</summary>
    [Parameter] public SupportAction? Action { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Allowance
    {
        get
        {
            if (Action is not { } action) return null;
            var count = _left.Of(action) is { } left ? $"{Format.Number(left)} more today" : null;
            var amount = action is SupportAction.Publish or SupportAction.Reissue && _left.DiscountAmount is { } worth ? $"codes worth {Format.Money(worth)}" : null;
            return (count, amount) switch
            {
                (null, null) => null,
                ({ } one, null) => $"Your allowance: {one}.",
                (null, { } other) => $"Your allowance: {other} more today.",
                ({ } one, { } other) => $"Your allowance: {one}, {other} at most.",
            };
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _reasons = [.. (await allowances.GetAsync()).Rules.Reasons.Select(reason => new Choice<string>(reason.Code, reason.Name))];
        if (Action is not null) _left = await allowances.LeftAsync((await member.CallerAsync()).Name, await member.RoleAsync());
    }
}
