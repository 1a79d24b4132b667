using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Rules;
using PromoConsole.Pages.Campaigns;

namespace PromoConsole.Tests.Pages.Campaigns;

public class SetupDiffTests
{
    private static readonly CampaignSetup Setup = new()
    {
        Discount = new PercentOff(10), Rule = new AllOf([When.Segment(Operator.Is, "seg_1") with { Number = 1 }]),
    };

    [Fact]
    public void Finds_nothing_between_equal_setups() => Assert.Empty(Of(Setup, Setup with { }));

    [Fact]
    public void Says_before_and_after_and_which_codes_a_change_reaches()
    {
        var changes = Of(Setup, Setup with
        {
            Discount = new PercentOff(20, 40_00),
            Limits = new CampaignLimits(RedemptionsPerCustomer: 1, OrdersAmount: 1_000_00, Daily: 50),
            Description = "For club members",
        });

        Assert.Equal(
        [
            ("Description", "None", "“For club members”", ChangeReach.None),
            ("Discount", "10% off", "20% off, at most €40.00", ChangeReach.UnusedCodes),
            ("Redemptions per customer", "No limit", "Once", ChangeReach.AllCodes),
            ("Redemptions a day", "No limit", "50 times", ChangeReach.AllCodes),
            ("Orders value", "No limit", "€1,000.00", ChangeReach.AllCodes),
        ], changes.Select(change => (change.Field, change.Before, change.After, change.Reach)));
    }

    [Fact]
    public void Says_how_codes_come_about_and_whether_each_customer_is_given_one()
    {
        var changes = Of(Setup, Setup with { Codes = Setup.Codes with { OnDemand = true, OnePerCustomer = true } });

        Assert.Equal(
            [("When codes run out", "No more are given", "More are made", ChangeReach.NewCodes), ("Codes per customer", "No limit", "One", ChangeReach.None)],
            changes.Select(change => (change.Field, change.Before, change.After, change.Reach)));
    }

    [Fact]
    public void Names_segments_in_the_rule()
    {
        var change = Assert.Single(Of(Setup, Setup with { Rule = null }));

        Assert.Equal(("Rule", "Customer is in Loom Club.", ChangeReach.AllCodes), (change.Field, change.Before, change.Reach));
    }

    private static IReadOnlyList<SetupChange> Of(CampaignSetup before, CampaignSetup after) =>
        SetupDiff.Of(before, after, new Dictionary<string, string> { ["seg_1"] = "Loom Club" }, ProjectFormat.Default);
}
