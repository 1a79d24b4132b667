using System.Globalization;
using PromoConsole.Components;

namespace PromoConsole.Tests.Components;

public class ProjectFormatTests
{
    private static readonly ProjectFormat s_warsaw = new(
        "PLN", 2, CultureInfo.GetCultureInfo("en-GB"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));

    [Theory]
    [InlineData("EUR", 2, 12_870_15, "€12,870.15")]
    [InlineData("EUR", 2, -29_60, "\u2212€29.60")]
    [InlineData("PLN", 2, 8_00, "8.00\u00a0PLN")]
    [InlineData("JPY", 0, 1500, "¥1,500")]
    public void Writes_money_with_its_currency(string currency, int decimals, long amount, string expected) =>
        Assert.Equal(expected, (s_warsaw with { Currency = currency, Decimals = decimals }).Money(amount));

    [Theory]
    [InlineData("1,234.5", 1_234_50L)]
    [InlineData("0.05", 5L)]
    [InlineData("\u22123", -3_00L)]
    [InlineData("1.005", null)] // a tenth of a cent
    [InlineData("ten", null)]
    public void Reads_a_typed_amount_as_minor_units(string typed, long? amount) =>
        Assert.Equal(amount, s_warsaw.ParseAmount(typed));

    [Theory]
    [InlineData(-30, "just now")]
    [InlineData(-90, "1 min ago")]
    [InlineData(-3 * 3600, "3 h ago")]
    [InlineData(5 * 86400, "in 5 d")]
    [InlineData(-40 * 86400, "21 Jan 2026")]
    public void Says_how_far_an_instant_is(int seconds, string expected)
    {
        var now = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(expected, s_warsaw.Relative(now.AddSeconds(seconds), now));
    }

    [Fact]
    public void Writes_an_instant_in_full_with_the_zone_people_say() =>
        Assert.Equal(
            "22 Nov 2026, 14:31:40, Warsaw",
            s_warsaw.Exact(new DateTimeOffset(2026, 11, 22, 13, 31, 40, TimeSpan.Zero)));
}
