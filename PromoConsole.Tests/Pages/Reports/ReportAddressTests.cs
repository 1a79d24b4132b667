using PromoConsole.Engine.Reporting;
using PromoConsole.Pages.Reports;

namespace PromoConsole.Tests.Pages.Reports;

public class ReportAddressTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Starts_with_the_month_so_far() =>
        Assert.Equal((new DateOnly(2026, 11, 1), Today), Days(ReportAddress.Parse("", Today)));

    [Fact]
    public void Reads_back_everything_it_wrote()
    {
        var filter = new ReportFilter
        {
            From = new DateOnly(2026, 3, 1), To = new DateOnly(2026, 3, 31), Campaigns = ["camp_1", "camp_2"], ExcludeCampaigns = true,
            Reasons = ["not_found"], Result = ReportResult.Refused, CodePrefix = "A&B=C%", CustomerId = "cust_1", Channel = "API", MinAmount = 10_00, MaxAmount = 99_99,
        };

        var address = new ReportAddress(filter, ReportStep.Week).On("/reports");
        var read = ReportAddress.Parse(address[address.IndexOf('?', StringComparison.Ordinal)..], Today);

        Assert.Equal(address, read.On("/reports"));
        Assert.Equal("A&B=C%", read.Filter.CodePrefix);
        Assert.Equal(["camp_1", "camp_2"], read.Filter.Campaigns);
    }

    [Theory]
    [InlineData("?from=yesterday&to=31.12.2026")]
    [InlineData("?from=0001-01-01&to=9999-12-31")]
    [InlineData("?min=-5&max=many&result=perhaps&step=year")]
    public void Leaves_out_what_it_cannot_read(string query)
    {
        var read = ReportAddress.Parse(query, Today);

        Assert.Equal((new DateOnly(2026, 11, 1), Today), Days(read));
        Assert.Equal((null, null, null, ReportStep.Day), (read.Filter.MinAmount, read.Filter.MaxAmount, read.Filter.Result, read.Step));
    }

    [Fact]
    public void Turns_a_period_round_that_ends_before_it_starts() =>
        Assert.Equal((new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 9)), Days(ReportAddress.Parse("?from=2026-05-09&to=2026-05-01", Today)));

    [Fact]
    public void Covers_three_years_at_most()
    {
        var (from, to) = Days(ReportAddress.Parse("?from=2010-01-01&to=2026-11-22", Today));

        Assert.Equal(ReportAddress.MaxDays, to.DayNumber - from.DayNumber + 1);
    }

    private static (DateOnly, DateOnly) Days(ReportAddress address) => (address.Filter.From, address.Filter.To);
}
