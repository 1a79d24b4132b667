using System.Numerics;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>Name, and what the codes look like: how many, from which characters, ten examples and how hard they are to guess.</summary>
public sealed partial class CodesStep
{
    private const string Custom = "";

    private static readonly Choice<string>[] s_charsets =
    [
        new(CodePattern.NoLookAlikes, "Letters and digits, no look-alikes"),
        new("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "Capital letters and digits"),
        new("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "All letters and digits"),
        new("0123456789abcdefghijklmnopqrstuvwxyz", "Small letters and digits"),
        new("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "Capital letters"),
        new("0123456789", "Digits"),
        new(Custom, "My own characters"),
    ];

    private static readonly Choice<bool>[] s_supplies = [new(false, "A fixed number"), new(true, "Make more whenever they run out")];

    private IReadOnlyList<string> _preview = [];
    private CodePattern? _drawn;
    private bool _custom;

    [Parameter, EditorRequired] public required CampaignSetup Setup { get; set; }

    [Parameter] public EventCallback<CampaignSetup> SetupChanged { get; set; }

    /// <summary>A promotion has no codes.</summary>
    [Parameter] public CampaignKind Kind { get; set; } = CampaignKind.Coupons;

    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter] public EventCallback<string> NameChanged { get; set; }

    /// <summary>Why the name could not be saved.</summary>
    [Parameter] public string? NameError { get; set; }

    /// <summary>Id of the campaign's category; null for none.</summary>
    [Parameter] public string? CategoryId { get; set; }

    [Parameter] public EventCallback<string?> CategoryIdChanged { get; set; }

    [Parameter] public IReadOnlyList<string> Tags { get; set; } = [];

    [Parameter] public EventCallback<IReadOnlyList<string>> TagsChanged { get; set; }

    /// <summary>What keeps the campaign from being launched; only this step's are shown.</summary>
    [Parameter] public IReadOnlyList<SetupProblem> Problems { get; set; } = [];

    /// <summary>Codes exist already.</summary>
    [Parameter] public bool Launched { get; set; }

    /// <summary>Codes of the pattern that exist.</summary>
    [Parameter] public long ExistingCodes { get; set; }

    /// <summary>Whether the project takes <c>abc</c> and <c>ABC</c> for one code.</summary>
    [Parameter] public bool IgnoresCase { get; set; } = true;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private CodeSetup Codes => Setup.Codes;

    private CodePattern Pattern => Codes.Pattern;

    private long Total => Launched ? ExistingCodes : Codes.Count;

    private PromoError? Refusal => LaunchCheck.PatternProblem(Codes, Launched ? ExistingCodes : 0, IgnoresCase);

    private string CountHelp => (Codes.OnDemand, Launched) switch
    {
        (true, false) => "0 to 1,000,000 at launch; with 0 every code is made when it is given. A new code is made at once whenever one is to be given and none is left.",
        (true, true) => "Made at the first launch. A new code is made at once whenever one is to be given and none is left.",
        (false, false) => "0 to 1,000,000 at launch. When all are given, nobody gets one until you add more.",
        (false, true) => "Made at the first launch. When all are given, nobody gets one until you add more on the campaign's page.",
    };

    private CodeStrength? Strength => CodePolicy.Shape(Pattern) is null ? CodeStrength.Of(Pattern, Total, IgnoresCase) : null;

    private string? CodeError => string.IsNullOrWhiteSpace(Codes.SharedCode) ? null : CodePolicy.Chosen(Codes.SharedCode)?.Message;

    private IReadOnlyList<Choice<string>> CharsetChoices =>
        _custom || !s_charsets.Any(choice => choice.Value == Pattern.Charset) ? [.. s_charsets[..^1], new(Pattern.Charset, "My own characters")] : s_charsets;

    private string CharsetHelp => Pattern.Charset == CodePattern.NoLookAlikes
        ? "Leaves out 0, O, 1, I and L, so codes read well on the phone."
        : "Some characters look alike on paper and on the phone.";

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_drawn != Pattern) Draw();
    }

    private static string Words(StrengthGrade grade) => grade switch
    {
        StrengthGrade.TooWeak => "no",
        StrengthGrade.Weak => "weak",
        StrengthGrade.Fair => "fair",
        StrengthGrade.Strong => "strong",
        _ => "very strong",
    };

    private static string[] Split(string? typed) => (typed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Twelve digits can be read; beyond, the size is what matters.
    private string Big(BigInteger number) => number < 1_000_000_000_000
        ? Format.Number((long)number)
        : $"10^{BigInteger.Log10(number):0}";

    private string? Problem(string path) => Problems.FirstOrDefault(problem => problem.Path == path)?.Sentence;

    private void Draw()
    {
        _drawn = Pattern;
        _preview = CodeGenerator.Preview(Pattern);
    }

    private Task ChangeAsync(CodeSetup codes) => SetupChanged.InvokeAsync(Setup with { Codes = codes });

    private Task ShapeAsync(CodePattern pattern)
    {
        _custom = pattern.Charset == Custom || (_custom && s_charsets.All(choice => choice.Value != pattern.Charset));
        if (pattern.Charset == Custom) pattern = pattern with { Charset = Pattern.Charset };
        return ChangeAsync(Codes with { Pattern = pattern });
    }

    private Task PatternAsync(string? typed) => ShapeAsync(Pattern with { Pattern = string.IsNullOrEmpty(typed) ? null : typed.Trim() });
}
