using PromoConsole.Components;

namespace PromoConsole.Pages.Setup;

/// <summary>What a project's settings can be chosen from, at first run and later.</summary>
internal static class ProjectChoices
{
    public static IReadOnlyList<Choice<string>> Currencies { get; } =
        [.. Engine.Project.Currencies.All.Select(currency => new Choice<string>(currency.Code, $"{currency.Code} · {currency.Name}"))];

    public static IReadOnlyList<Choice<string>> FirstDays { get; } =
    [
        new(nameof(DayOfWeek.Monday), "Monday"), new(nameof(DayOfWeek.Saturday), "Saturday"), new(nameof(DayOfWeek.Sunday), "Sunday"),
    ];
}
