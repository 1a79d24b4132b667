using PromoConsole.Codes;

namespace PromoConsole.Tests.Codes;

public class Code128Tests
{
    [Fact]
    public void Writes_text_in_set_b_with_its_check_sign() =>
        // Start B 104; P 48, J 42, J 42, 1 17, 2 18, 3 19, C 35: 104 + 48 + 84 + 126 + 68 + 90 + 114 + 245 = 879; 879 mod 103 = 55.
        Assert.Equal([104, 48, 42, 42, 17, 18, 19, 35, 55, 106], Code128.Values("PJJ123C"));

    [Fact]
    public void Packs_digits_two_by_two() =>
        // Start C 105; 12, 34, 56: 105 + 12 + 68 + 168 = 353; 353 mod 103 = 44.
        Assert.Equal([105, 12, 34, 56, 44, 106], Code128.Values("123456"));

    [Fact]
    public void Changes_to_digits_and_back_within_a_code()
    {
        var values = Code128.Values("AB123456CD");

        Assert.Equal([104, 33, 34, 99, 12, 34, 56, 100, 35, 36], values[..^2]);
    }

    [Fact]
    public void Writes_an_odd_run_of_digits_without_losing_one()
    {
        var values = Code128.Values("12345A");

        Assert.Equal([105, 12, 34, 100, 21, 33], values[..^2]);
    }

    [Fact]
    public void Has_eleven_modules_a_sign_and_thirteen_for_the_stop() =>
        Assert.Equal((9 * 11) + 13, Code128.Modules("PJJ123C")!.Count);

    [Theory]
    [InlineData("ŻÓŁW")]
    [InlineData("")]
    public void Knows_what_it_cannot_write(string code) => Assert.Null(Code128.Modules(code));
}
