using System.Text.RegularExpressions;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Engine.Rules.Messages;

/// <summary>Gaps in a message, filled from the verdict of the condition that failed: "Add {missing_amount} to your cart".</summary>
public static partial class MessagePlaceholders
{
    /// <param name="Name">Without its braces.</param>
    /// <param name="Example">As it may come out.</param>
    public sealed record Placeholder(string Name, string Meaning, string Example);

    public static IReadOnlyList<Placeholder> All { get; } =
    [
        new("missing_amount", "How much more the cart must be worth", "8.00"),
        new("missing_quantity", "How many more pieces or uses are asked", "2"),
        new("asked", "What was asked for", "50.00"),
        new("seen", "What was seen", "42.00"),
        new("campaign", "The campaign's name", "Black Week"),
        new("code", "The code, or the promotion's name", "BLACK15"),
    ];

    /// <summary>The first name in braces that is no placeholder; null when there is none.</summary>
    public static string? Unknown(string text) =>
        Gaps().Matches(text).Select(gap => gap.Groups[1].Value).FirstOrDefault(name => All.All(known => known.Name != name));

    /// <summary>The text with its gaps filled.</summary>
    /// <param name="campaign">Null when there is none.</param>
    /// <param name="wording">Writes amounts and numbers.</param>
    /// <returns>Null when something has no value here.</returns>
    public static string? Fill(string text, Verdict verdict, string? campaign, string code, Wording wording)
    {
        var whole = true;
        var filled = Gaps().Replace(text, gap =>
        {
            if (ValueOf(gap.Groups[1].Value, verdict, campaign, code, wording) is { Length: > 0 } value) return value;
            whole = false;
            return "";
        });
        return whole ? filled : null;
    }

    /// <summary>What the customer is told when conditions refused: the text of the first that has one, filled. Null without any, and when something in it has no value.</summary>
    /// <param name="campaign">Null when there is none.</param>
    public static string? Told(IReadOnlyList<Verdict> violated, string? campaign, string code, CatalogueProject project)
    {
        if (Violations.Telling(violated) is not { Message: { } text } telling) return null;
        var culture = LanguageTags.CultureOf(telling.Language ?? project.Language);
        return Fill(text, telling, campaign, code, new Wording(culture, project.Currency, Wording.DecimalsOf(project.Currency), project.Zone));
    }

    /// <summary>The text as it may come out.</summary>
    /// <param name="money">Writes an amount in minor units with its currency.</param>
    public static string Example(string text, Func<long, string> money) => Gaps().Replace(text, gap => gap.Groups[1].Value switch
    {
        "missing_amount" => money(8_00),
        "asked" => money(50_00),
        "seen" => money(42_00),
        var name => All.FirstOrDefault(known => known.Name == name)?.Example ?? gap.Value,
    });

    private static string? ValueOf(string name, Verdict verdict, string? campaign, string code, Wording wording) => name switch
    {
        "missing_amount" => verdict is { Unit: Unit.Amount, Distance: > 0 and var amount } ? wording.Money(amount) : null,
        "missing_quantity" => verdict is { Unit: not Unit.Amount, Distance: > 0 and var pieces } ? wording.Number(pieces) : null,
        "asked" => verdict.Telling is { Asked: { Count: > 0 } numbers } ? string.Join(", ", numbers.Select(number => Number(number, verdict.Unit, wording)))
            : verdict.Telling is { Names: { Count: > 0 } names } test ? string.Join(", ", names.Select(name => Named(test.Is, name, wording))) : null,
        "seen" => verdict.Seen is { } seen ? Number(seen, verdict.Unit, wording) : VerdictWords.SeenText(verdict, wording),
        "campaign" => campaign,
        "code" => code,
        _ => null,
    };

    // Days in the language, and windows without a word between their ends.
    private static string Named(Operator op, string value, Wording wording) => op switch
    {
        Operator.DayOfWeek when int.TryParse(value, out var day) && day is >= 0 and <= 6 => wording.Culture.DateTimeFormat.GetDayName((DayOfWeek)day),
        Operator.Within or Operator.WithinDay => value.Replace('/', '–'),
        _ => value,
    };

    // Without the word for what is counted, which only the text's own language has.
    private static string Number(long number, Unit unit, Wording wording) => unit == Unit.Amount ? wording.Money(number) : wording.Number(number);

    [GeneratedRegex(@"\{([A-Za-z_]+)\}")]
    private static partial Regex Gaps();
}
