using System.Text.RegularExpressions;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Tests.Engine.Vouchers;

public class CodeBatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5_001)]
    [InlineData(40_000)]
    public void Never_draws_a_code_twice(int count)
    {
        var batch = new CodeBatch(CodeSpace.Of(new CodePattern { Length = 6 }, caseInsensitive: true), count);

        var codes = batch.Draw(0, count).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(count, codes.Count);
    }

    [Fact]
    public void Fills_a_space_completely_when_asked_for_all_of_it()
    {
        var batch = new CodeBatch(CodeSpace.Of(new CodePattern { Length = 2, Charset = "abc" }, caseInsensitive: true), 9);

        Assert.Equal(["aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"], batch.Draw(0, 9).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Goes_on_anywhere_without_meeting_what_was_drawn_before()
    {
        var space = CodeSpace.Of(new CodePattern { Length = 5 }, caseInsensitive: true);
        var first = new CodeBatch(space, 20_000).Draw(0, 7_777);

        var rest = new CodeBatch(space, 20_000).Draw(7_777, 20_000);

        Assert.Equal(20_000, first.Concat(rest).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Keeps_the_literal_parts_and_puts_prefix_and_postfix_around()
    {
        var pattern = new CodePattern { Pattern = "CARD-####", Prefix = "EU-", Postfix = "X" };

        foreach (var code in CodeGenerator.Preview(pattern)) Assert.Matches(new Regex("^EU-CARD-[2-9A-HJKMNP-Z]{4}X$"), code);
    }

    [Fact]
    public void Draws_every_character_at_every_place_about_as_often_as_any_other()
    {
        var batch = new CodeBatch(CodeSpace.Of(new CodePattern { Length = 8, Charset = "0123456789" }, caseInsensitive: true), 100_000);

        var counts = new int[8, 10];
        foreach (var code in batch.Draw(0, 100_000))
            for (var place = 0; place < 8; place++) counts[place, code[place] - '0']++;

        // 10,000 each on average; six standard deviations are 570.
        foreach (var count in counts) Assert.InRange(count, 9_430, 10_570);
    }

    [Fact]
    public void Holds_for_spaces_beyond_any_integer()
    {
        var batch = new CodeBatch(CodeSpace.Of(new CodePattern { Length = 90 }, caseInsensitive: true), 1_000_000);

        Assert.Equal(90, batch.Draw(999_999).Length);
        Assert.Equal(1_000, batch.Draw(0, 1_000).Distinct(StringComparer.Ordinal).Count());
    }
}
