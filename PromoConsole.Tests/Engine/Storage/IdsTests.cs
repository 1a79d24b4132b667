using PromoConsole.Engine.Storage;

namespace PromoConsole.Tests.Engine.Storage;

public class IdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Sort_by_time_then_by_order_of_creation_whatever_instants_lie_between()
    {
        string[] ids = [Ids.New("ev_", Noon), Ids.New("ev_", Noon), Ids.New("ev_", Noon.AddMilliseconds(1))];
        var late = Ids.New("ev_", Noon); // another clock of the same process went on meanwhile

        Assert.Equal([ids[0], ids[1], late, ids[2]], ids.Append(late).Order(StringComparer.Ordinal));
        Assert.Equal(Noon, Ids.CreatedAt(late));
        Assert.True(string.CompareOrdinal(Ids.Floor("ev_", Noon), ids[0]) < 0);
    }

    [Fact]
    public void Never_repeat_for_callers_at_once()
    {
        var made = new string[50][];

        Parallel.For(0, 50, caller => made[caller] = [.. Enumerable.Range(0, 200).Select(_ => Ids.New("r_", Noon))]);

        Assert.Equal(50 * 200, made.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).Count());
        Assert.All(made, ids => Assert.Equal(ids.Order(StringComparer.Ordinal), ids));
    }
}
