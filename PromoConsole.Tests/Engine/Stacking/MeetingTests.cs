using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Stacking;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Stacking;

/// <summary>What the board says about two categories is what a decision does with two codes of them.</summary>
public class MeetingTests
{
    private static readonly StackingRules Rules = StackingRules.Default with { ExclusiveCategories = ["vip"], JointCategories = ["staff"] };

    [Fact]
    public void An_exclusive_one_leaves_common_ones_out_wherever_it_stands()
    {
        Assert.Equal(new Meeting(MeetingKind.Excluded, "vip"), Meeting.Of(Rules, "vip", "season"));
        Assert.Equal(new Meeting(MeetingKind.Excluded, "vip"), Meeting.Of(Rules, null, "vip"));
        Assert.Equal(new Meeting(MeetingKind.Together), Meeting.Of(Rules, "vip", "staff"));
    }

    [Fact]
    public void Two_of_one_category_go_together_only_where_its_limit_lets_them()
    {
        Assert.Equal(new Meeting(MeetingKind.OnlyOne), Meeting.Of(Rules, "season", "season"));
        Assert.Equal(new Meeting(MeetingKind.Together), Meeting.Of(Rules.WithLimit("season", 2), "season", "season"));
        Assert.Equal(new Meeting(MeetingKind.Together), Meeting.Of(Rules, null, null)); // without a category there is no limit per category
        Assert.Equal(new Meeting(MeetingKind.OnlyOne), Meeting.Of(Rules with { ApplicableLimit = 1 }, "season", "staff"));
    }

    [Fact]
    public void Is_what_a_decision_does_for_every_setting()
    {
        var random = new Random(20261122);
        string?[] categories = [null, "a", "b", "c"];
        Stackability[] kinds = Enum.GetValues<Stackability>();
        for (var i = 0; i < 5_000; i++)
        {
            var rules = StackingRules.Default with
            {
                ApplicableLimit = random.Next(1, 4),
                PerCategoryLimit = random.Next(1, 3),
                ExclusiveLimit = random.Next(1, 3),
                ExclusivePerCategoryLimit = random.Next(1, 3),
                SortingRule = (SortingRule)random.Next(2),
                ApplicationMode = (ApplicationMode)random.Next(2),
            };
            foreach (var category in categories)
                if (category is not null)
                {
                    rules = rules.With(category, kinds[random.Next(kinds.Length)]);
                    if (random.Next(3) == 0) rules = rules.WithLimit(category, random.Next(1, 4));
                }

            var (first, second) = (categories[random.Next(4)], categories[random.Next(4)]);
            var decision = new Stacks { Rules = rules }.Code("FIRST", new AmountOff(5_00), first).Code("SECOND", new AmountOff(3_00), second).Decide();

            var meeting = Meeting.Of(rules, first, second);
            var applied = decision.Applied.Select(step => step.CategoryId).ToList();
            Assert.Equal((meeting.Kind == MeetingKind.Together ? 2 : 1, i), (applied.Count, i));
            if (meeting.Kind == MeetingKind.Excluded) Assert.Equal([meeting.WinnerId], applied);
        }
    }
}
