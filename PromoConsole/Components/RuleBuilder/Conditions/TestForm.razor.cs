using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>One test of a condition: how it is compared and with what, with the editor the kind asks for.</summary>
public sealed partial class TestForm(RuleChoices choices)
{
    private const DayOfWeek FirstDay = DayOfWeek.Monday;

    [Parameter, EditorRequired] public required RuleKind Kind { get; set; }

    [Parameter, EditorRequired] public required RuleTest Test { get; set; }

    [Parameter] public EventCallback<RuleTest> TestChanged { get; set; }

    /// <summary>Given where there is more than one test.</summary>
    [Parameter] public EventCallback OnRemove { get; set; }

    /// <summary>Names of segments by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    private List<Choice<Operator>> Operators => [.. Kind.Operators.Select(op => new Choice<Operator>(op, OperatorWords.Label(op, Kind.Operand)))];

    private string? Date => Test.Values is [var value, ..] ? Day(value.Text) : null;

    // A date input takes the day of what has a time too.
    private static string? Day(string? date) => date is { Length: >= 10 } ? date[..10] : null;

    private string TextLabel => Kind.Operand switch
    {
        OperandKind.LoyaltyTiers => "Tier ids, separated by commas",
        OperandKind.Users => "E-mail addresses, separated by commas",
        OperandKind.ApiKeys => "Application ids or names, separated by commas",
        _ => "Values, separated by commas",
    };

    private string NumberLabel(int at)
    {
        var what = Kind.Operand switch
        {
            OperandKind.Amount => "Amount",
            OperandKind.Quantity => "Quantity",
            OperandKind.Count => "Redemptions",
            OperandKind.Points => "Points",
            _ => "Number",
        };
        return at == 0 ? what : $"{what} {at + 1}";
    }

    private static string HoursLabel(string side, int at) => at == 0 ? side : $"{side}, {at + 1}";

    private bool IsOn(int day) => Test.Values.Any(value => value.Whole == day);

    private Task ToggleAsync(int day) => ValuesAsync(IsOn(day)
        ? [.. Test.Values.Where(value => value.Whole != day)]
        : [.. Test.Values.Append(ConditionEdits.Number(day)).OrderBy(value => value.Text, StringComparer.Ordinal)]);

    private long? NumberAt(int at) => at < Test.Values.Count ? Test.Values[at].Whole : null;

    private Task NumberAsync(int at, long? number) => number is not { } given ? Task.CompletedTask
        : ValuesAsync(Test.Values.Count == 0 ? [ConditionEdits.Number(given)] : [.. Test.Values.Select((value, index) => index == at ? ConditionEdits.Number(given) : value)]);

    private Task ValuesAsync(IReadOnlyList<Operand> values) => TestChanged.InvokeAsync(Test with { Values = values });

    private async Task PickAsync(IReadOnlyList<Choosable> picked)
    {
        await OnNames.InvokeAsync(picked);
        await ValuesAsync([.. picked.Select(thing => (Operand)thing.Id)]);
    }
}
