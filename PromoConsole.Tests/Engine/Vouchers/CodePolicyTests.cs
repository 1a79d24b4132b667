using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Tests.Engine.Vouchers;

public class CodePolicyTests
{
    private static readonly CodePattern Digits = new() { Charset = "0123456789" };

    [Fact]
    public void Takes_the_usual_pattern_for_twenty_thousand_codes() =>
        Assert.Null(CodePolicy.Check(new CodePattern { Pattern = "BW26-####-####" }, 20_000, caseInsensitive: true));

    [Theory]
    [InlineData(6, 100, true)] // 1,000,000 combinations / 100 codes: one guess in 10,000
    [InlineData(6, 101, false)]
    [InlineData(4, 1, true)]
    [InlineData(3, 1, false)]
    public void Asks_for_ten_thousand_guesses_a_hit(int digits, long codes, bool taken) =>
        Assert.Equal(taken, CodePolicy.Check(Digits with { Length = digits }, codes, caseInsensitive: true) is null);

    [Fact]
    public void Says_how_many_characters_are_missing()
    {
        var refusal = CodePolicy.Check(Digits with { Length = 4 }, 1_000, caseInsensitive: true);

        Assert.Equal("invalid_code_config", refusal!.Key);
        Assert.Equal("These codes are too easy to guess: one random guess in 10 would hit one, and it must be at most one in 10,000. Add 3 more random characters.", refusal.Message);
    }

    [Fact]
    public void Refuses_more_than_half_of_the_combinations()
    {
        var refusal = CodePolicy.Check(Digits with { Length = 2 }, 51, caseInsensitive: true);

        Assert.StartsWith("Only 100 different codes fit this pattern and at most half of them may be used; 51 were asked for.", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_letters_that_differ_only_in_case_once_where_case_is_ignored()
    {
        var pattern = new CodePattern { Length = 1, Charset = "aAbB" };

        Assert.Equal(2, CodeSpace.Of(pattern, caseInsensitive: true).Combinations);
        Assert.Equal(4, CodeSpace.Of(pattern, caseInsensitive: false).Combinations);
    }

    [Theory]
    [InlineData("SUMMER", "pattern")]
    [InlineData(" ###", "pattern")]
    public void Names_the_field_of_a_malformed_pattern(string pattern, string field) =>
        Assert.Equal(field, CodePolicy.Shape(new CodePattern { Pattern = pattern })!.Field);

    [Theory]
    [InlineData("", false)]
    [InlineData(" SUMMER", false)]
    [InlineData("SUM\u0007MER", false)]
    [InlineData("Lato 2026 / -20%", true)]
    public void Takes_chosen_codes_that_can_be_typed(string code, bool taken) =>
        Assert.Equal(taken, CodePolicy.Chosen(code) is null);
}
