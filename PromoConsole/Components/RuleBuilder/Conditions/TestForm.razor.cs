using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder.Conditions;

/// <summary>One test of a condition: how it is compared and with what, with the editor the kind asks for.</summary>
public sealed partial class TestForm(RuleChoices choices, TimeProvider time)
{
    private const DayOfWeek FirstDay = DayOfWeek.Monday;
    private const int MostRows = 20;

    private bool _blank; // one more row is shown, to be filled in
    private Operator _of;

    [Parameter, EditorRequired] public required RuleKind Kind { get; set; }

    [Parameter, EditorRequired] public required RuleTest Test { get; set; }

    [Parameter] public EventCallback<RuleTest> TestChanged { get; set; }

    /// <summary>Values that are offered for a press: what a custom attribute has been so far.</summary>
    [Parameter] public IReadOnlyList<string> Seen { get; set; } = [];

    /// <summary>Given where there is more than one test.</summary>
    [Parameter] public EventCallback OnRemove { get; set; }

    /// <summary>Names of segments by id.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<string, string> Names { get; set; }

    /// <summary>Something was chosen whose name is not among <see cref="Names"/> yet.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_of != Test.Is) (_of, _blank) = (Test.Is, false);
    }

    private List<Choice<Operator>> Operators => [.. Kind.Operators.Select(op => new Choice<Operator>(op, OperatorWords.Label(op, Kind.Operand)))];

    private int Rows => Math.Max(1, Test.Values.Count) + (_blank && Test.Values.Count > 0 ? 1 : 0);

    // What is relative, in the days it means now.
    private string? Means
    {
        get
        {
            var now = time.GetUtcNow();
            string[] means = [.. Test.Values.Select(value => RelativeDays.Says(Test.Is, value, now, Format)).OfType<string>().Distinct()];
            return means.Length == 0 ? null : string.Join(", or ", means);
        }
    }

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
        return Numbered(what, at);
    }

    private static string Numbered(string what, int at) => at == 0 ? what : $"{what} {at + 1}";

    // A window that ends with a date lasts as long as that day; one that ends with a time is over then.
    private string ToLabel(int at) => ConditionEdits.WindowOf(Test, at).To is { Length: > 10 } ? "To, this time not included" : "To, this day included";

    private string? TextAt(int at) => at < Test.Values.Count ? Test.Values[at].Text : null;

    private static string HoursLabel(string side, int at) => at == 0 ? side : $"{side}, {at + 1}";

    private bool Has(string value) => Test.Values.Any(one => one.Text == value);

    // Where only one can be compared with, another takes its place.
    private Task ToggleAsync(string value) => ValuesAsync(
        Has(value) ? [.. Test.Values.Where(one => one.Text != value)]
        : ConditionEdits.TakesSeveral(Test.Is) ? [.. Test.Values, value]
        : [value]);

    private bool IsOn(int day) => Test.Values.Any(value => value.Whole == day);

    private Task ToggleAsync(int day) => ValuesAsync(IsOn(day)
        ? [.. Test.Values.Where(value => value.Whole != day)]
        : [.. Test.Values.Append(ConditionEdits.Number(day)).OrderBy(value => value.Text, StringComparer.Ordinal)]);

    private long? NumberAt(int at) => at < Test.Values.Count ? Test.Values[at].Whole : null;

    private Task NumberAsync(int at, long? number) => number is not { } given ? Task.CompletedTask
        : ValuesAsync(Test.Values.Count == 0 ? [ConditionEdits.Number(given)] : [.. Test.Values.Select((value, index) => index == at ? ConditionEdits.Number(given) : value)]);

    private Task AddAsync()
    {
        if (ConditionEdits.Values(Kind, Test.Is) is ValueEditor.Money or ValueEditor.Numbers) return ValuesAsync([.. Test.Values, ConditionEdits.Number(0)]);
        _blank = Test.Values.Count > 0;
        return Task.CompletedTask;
    }

    private Task RemoveAsync(int at)
    {
        if (at >= Test.Values.Count) _blank = false;
        return ValuesAsync(ConditionEdits.WithValue(Test, at, null));
    }

    private Task ValuesAsync(IReadOnlyList<Operand> values)
    {
        if (values.Count > Test.Values.Count) _blank = false;
        return TestChanged.InvokeAsync(Test with { Values = values });
    }

    private async Task PickAsync(IReadOnlyList<Choosable> picked)
    {
        await OnNames.InvokeAsync(picked);
        await ValuesAsync([.. picked.Select(thing => (Operand)thing.Id)]);
    }
}
