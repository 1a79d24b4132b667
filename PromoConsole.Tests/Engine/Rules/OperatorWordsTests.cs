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
}
