using PromoConsole.Engine.Project;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Engine.Rules;

public class OperatorWordsTests
{
    [Theory]
    [InlineData(Operator.Within, "is within 2026-03-01 to 2026-03-31", "2026-03-01/2026-03-31")]
    [InlineData(Operator.Within, "is within 2026-03-01 to 2026-03-02 or 2026-12-24 to 2026-12-26", "2026-03-01/2026-03-02", "2026-12-24/2026-12-26")]
    [InlineData(Operator.WithinPast, "is within the past 30 days", "P30D")]
    [InlineData(Operator.WithinFuture, "is within the next 12 hours", "PT12H")]
    [InlineData(Operator.WithinDay, "is from 08:00 to 09:00 or 17:00 to 19:00", "08:00/09:00", "17:00/19:00")]
    public void Says_what_a_window_of_time_asks(Operator op, string says, params string[] values) => Assert.Equal(says, OperatorWords.Attribute(op, values));

    [Theory]
    [InlineData(Operator.Before, "2026-03-02", "2 Mar 2026")]
    [InlineData(Operator.After, "2026-03-02T10:30:00Z", "2 Mar 2026, 11:30 (Warsaw)")] // an hour ahead in winter
    [InlineData(Operator.Before, "2026-07-01T22:30:15+00:00", "2 Jul 2026, 00:30:15 (Warsaw)")]
    [InlineData(Operator.Before, "2026-03-02T10:30", "2 Mar 2026, 10:30 (Warsaw)")]
    [InlineData(Operator.Within, "2026-03-01/2026-03-31T21:59:00Z", "1 Mar 2026/31 Mar 2026, 23:59 (Warsaw)")]
    [InlineData(Operator.Before, "spring", "spring")]
    [InlineData(Operator.Is, "2026-03-02", "2026-03-02")] // a text like others
    public void Dates_are_said_as_the_clocks_of_the_project_show_them(Operator op, string asked, string says) =>
        Assert.Equal(says, OperatorWords.Asked(op, asked, Wording.English("PLN", TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"))));
}
