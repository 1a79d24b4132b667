using PromoConsole.Engine.Customers.Consents;

namespace PromoConsole.Tests.Engine.Customers.Consents;

/// <summary>What two records of one person said together, and apart again.</summary>
public class ConsentStatementsTests
{
    private static readonly DateTimeOffset s_first = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static Dictionary<string, ConsentStatement> Said(params (string Id, bool Given, int Day)[] all) =>
        all.ToDictionary(one => one.Id, one => new ConsentStatement(one.Given, s_first.AddDays(one.Day), "shop"));

    [Fact]
    public void Who_says_the_same_again_said_it_the_first_time()
    {
        var said = ConsentStatements.Said(Said(("sms", true, 0), ("mail", true, 0)), new Dictionary<string, bool> { ["sms"] = true, ["mail"] = false }, s_first.AddDays(3), "till");

        Assert.Equal([new("mail", new(false, s_first.AddDays(3), "till")), new("sms", new(true, s_first, "shop"))], said);
    }

    [Fact]
    public void Of_two_records_the_later_answer_holds_and_at_one_instant_the_refusal()
    {
        var joined = ConsentStatements.Joined(Said(("a", true, 1), ("b", true, 5), ("c", true, 2), ("own", true, 0)), Said(("a", false, 2), ("b", false, 4), ("c", false, 2), ("theirs", false, 0)));

        Assert.Equal([("a", false), ("b", true), ("c", false), ("own", true), ("theirs", false)], joined!.Select(one => (one.Key, one.Value.Given)));
    }

    [Fact]
    public void Parting_gives_back_what_was_said_before_except_what_was_said_since()
    {
        var before = Said(("a", true, 1), ("own", true, 0));
        var after = ConsentStatements.Joined(before, Said(("a", false, 2), ("theirs", true, 0), ("late", true, 0)))!;
        var since = ConsentStatements.Said(after, new Dictionary<string, bool> { ["late"] = false }, s_first.AddDays(9), "shop");

        var parted = ConsentStatements.Parted(since, before, after);

        Assert.Equal([("a", true), ("late", false), ("own", true)], parted!.Select(one => (one.Key, one.Value.Given)));
        Assert.Null(ConsentStatements.Parted(ConsentStatements.Joined(null, before), null, before));
    }
}
