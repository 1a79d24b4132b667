using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Tests.Engine.Vouchers;

public class CodeStrengthTests
{
    [Fact]
    public void Counts_eight_places_of_thirty_one_characters()
    {
        var strength = CodeStrength.Of(new CodePattern { Pattern = "BW26-####-####" }, 20_000, caseInsensitive: true);

        Assert.Equal(852_891_037_441, strength.Combinations); // 31^8
        Assert.Equal(42_644_551, strength.GuessesPerHit); // 852,891,037,441 / 20,000
        Assert.Equal(39.63, strength.Bits, 2); // 8 * log2(31)
        Assert.Equal((StrengthGrade.Strong, 4), (strength.Grade, strength.Level));
    }

    [Theory]
    [InlineData(3, StrengthGrade.TooWeak)]
    [InlineData(4, StrengthGrade.Weak)]
    [InlineData(6, StrengthGrade.Fair)]
    [InlineData(7, StrengthGrade.Strong)]
    [InlineData(10, StrengthGrade.VeryStrong)]
    public void Grades_one_code_of_digits(int length, StrengthGrade grade) =>
        Assert.Equal(grade, CodeStrength.Of(new CodePattern { Length = length, Charset = "0123456789" }, 1, caseInsensitive: true).Grade);
}
