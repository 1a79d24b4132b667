using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Redemptions.Replays;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Stacking;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Redemptions.Replays;

/// <summary>What is stored is decided again alike, whatever was changed since.</summary>
public class ReplayServiceTests
{
    private static readonly Caller s_agent = new(Caller.Dashboard, "agent@example.com");

    [Fact]
    public async Task Every_stored_attempt_is_decided_again_alike_after_everything_changed()
    {
        await using var world = await ReplayShop.StartAsync();
        await HundredsAsync(world, seed: 1, StackingRules.Default with { ApplicationMode = ApplicationMode.Partial, PerCategoryLimit = 2, SortingRule = SortingRule.CategoryHierarchy, Guards = new(5_00, 60, ["pc_large"]) });
        await HundredsAsync(world, seed: 2, StackingRules.Default);
        await world.Get<AttemptRecorder>().FlushAsync();
        await world.TurnUpsideDownAsync();

        await using var db = world.Db();
        var rows = await db.Redemptions.AsNoTracking().OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync();
        foreach (var row in rows.Where(row => !row.Kind.IsRollback()))
        {
            var replay = Some.Of(await world.Get<ReplayService>().ReplayAsync(row.Id));
            Assert.True(replay.Same, $"{row.Kind} {row.Id} {row.Code}: {string.Join("; ", replay.Differences.Take(4))}");
        }

        // Each kind of attempt is among them, and each way in which one is kept.
        Assert.True(rows.Count > 300, $"{rows.Count} rows");
        foreach (var kind in Enum.GetValues<RedemptionKind>()) Assert.Contains(rows, row => row.Kind == kind || kind == RedemptionKind.CombinedRollback);
        Assert.Contains(rows, row => row.ParentId is not null && row.Detail.Step > 0);
        Assert.Contains(rows, row => row.Kind == RedemptionKind.RefusedRedemption && row.Detail.InputsId is not null);
        Assert.Contains(rows, row => row.Kind == RedemptionKind.RefusedValidation && row.Detail.InputsId is not null);
        Assert.Contains(rows, row => row.Detail.Inputs?.Order is not null);
    }

    [Fact]
    public async Task Another_answer_than_the_stored_one_is_told_place_by_place()
    {
        await using var world = await ReplayShop.StartAsync();
        var refused = Some.Of(await world.Redemptions.RedeemAsync(Request("SHIRTS", "ola", [Line("mug", 1)]))).Stored;
        await ForgeAsync(world, refused, detail => detail with
        {
            Proof = detail.Proof! with { Accepted = true, Rule = detail.Proof.Rule! with { Parts = [detail.Proof.Rule.Parts![0] with { Outcome = Outcome.Passed }, .. detail.Proof.Rule.Parts.Skip(1)] } },
        });

        var replay = Some.Of(await world.Get<ReplayService>().ReplayAsync(refused.Id));

        Assert.False(replay.Same);
        Assert.Equal(
            [(refused.Id, "proof.accepted", "true", "false"), (refused.Id, "proof.rule.parts[0].outcome", "\"Passed\"", "\"Failed\"")],
            replay.Differences.Select(one => (one.RedemptionId, one.Path, one.Stored, one.Again)));
        Assert.Equal((true, false), (Assert.Single(replay.Proofs).Stored.Detail.Proof!.Accepted, replay.Proofs[0].Again!.Accepted));
    }

    [Fact]
    public async Task A_combined_redemption_is_decided_again_with_all_it_stands_for()
    {
        await using var world = await ReplayShop.StartAsync();
        var answer = Some.Of(await world.Redemptions.RedeemAsync(Request("MUG", "ola", [Line("shirt", 1)]) with { Redeemables = [Redeemable.Voucher("ONCE"), Redeemable.Voucher("MUG")] }));
        Assert.Equal(RedemptionKind.Combined, answer.Stored.Kind);

        var whole = Some.Of(await world.Get<ReplayService>().ReplayAsync(answer.Stored.Id));
        Assert.True(whole.Same, string.Join("; ", whole.Differences));
        Assert.Equal(answer.Redemptions.Select(one => one.Id), whole.Proofs.Select(one => one.Stored.Id));

        await ForgeAsync(world, answer.Redemptions[1], detail => detail with { Proof = detail.Proof! with { OrderAmount = 1 } });
        whole = Some.Of(await world.Get<ReplayService>().ReplayAsync(answer.Stored.Id));
        Assert.Equal([(answer.Redemptions[1].Id, "proof.orderAmount")], whole.Differences.Select(one => (one.RedemptionId, one.Path)));
        Assert.True(Some.Of(await world.Get<ReplayService>().ReplayAsync(answer.Redemptions[0].Id)).Same);
    }

    [Fact]
    public async Task What_cannot_be_decided_again_says_why()
    {
        await using var world = await ReplayShop.StartAsync();
        var used = Some.Of(await world.Redemptions.RedeemAsync(Request("ONCE", "ola", [Line("mug", 1)]))).Stored;
        var rollback = Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used.Id))).Stored;
        var old = Some.Of(await world.Redemptions.RedeemAsync(Request("ONCE", null, [Line("mug", 1)]))).Stored;
        await ForgeAsync(world, old, detail => detail with { Inputs = null });
        var replays = world.Get<ReplayService>();

        Assert.Equal(ReplayErrors.OfRollback(rollback.Id), (await replays.ReplayAsync(rollback.Id)).Error);
        Assert.Equal(ReplayErrors.StoredBefore(old.Id), (await replays.ReplayAsync(old.Id)).Error);
        Assert.Equal("not_found", (await replays.ReplayAsync("r_none")).Error?.Key);
    }

    [Fact]
    public async Task With_a_customer_goes_what_was_kept_about_them()
    {
        await using var world = await ReplayShop.StartAsync();
        var asked = Some.Of(await world.Redemptions.RedeemAsync(Request("YEARS", "ola", [Line("mug", 1)]))).Stored; // reads her birthday
        var plain = Some.Of(await world.Redemptions.RedeemAsync(Request("ONCE", "ola", [Line("mug", 1)]))).Stored; // reads nothing of hers
        var other = Some.Of(await world.Redemptions.RedeemAsync(Request("ONCE", "jan", [Line("mug", 1)]))).Stored;
        var replays = world.Get<ReplayService>();

        Some.Of(await world.Get<CustomerRemoval>().DeleteAsync("ola", Some.Shop));
        Some.Of(await world.Get<CustomerRemoval>().EraseAsync("jan", Some.Shop));

        Assert.Equal(ReplayErrors.Erased(asked.Id), (await replays.ReplayAsync(asked.Id)).Error);
        Assert.True(Some.Of(await replays.ReplayAsync(plain.Id)).Same);
        Assert.Equal(ReplayErrors.Erased(other.Id), (await replays.ReplayAsync(other.Id)).Error);
        await using var db = world.Db();
        Assert.Equal(new DecisionInputs { Erased = true }, (await db.Redemptions.SingleAsync(r => r.Id == asked.Id)).Detail.Inputs);
    }

    private static async Task HundredsAsync(PromoWorld world, int seed, StackingRules rules)
    {
        await world.StackAsync(rules);
#pragma warning disable RS0030 // reproducible test data from a seed
        var random = new Random(seed);
#pragma warning restore RS0030
        for (var i = 0; i < 150; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 400)));
            var asked = Enumerable.Range(0, random.Next(3) == 0 ? random.Next(2, 5) : 1).Select(_ => ReplayShop.Redeemables[random.Next(ReplayShop.Redeemables.Count)]).Distinct().ToList();
            if (random.Next(8) == 0) asked = [Redeemable.Stack(random.Next(4) == 0 ? "stack_gone" : "stack_1")];
            var request = new RedeemRedeemables
            {
                Redeemables = asked,
                Order = random.Next(12) == 0 ? null : new OrderInput
                {
                    SourceId = random.Next(3) == 0 ? $"order-{random.Next(6)}" : null,
                    Content = new() { ExplicitAmount = random.Next(9) == 0 ? 80_00 : null, Lines = [.. Enumerable.Range(0, random.Next(4)).Select(_ => AnyLine(random))], Metadata = Decisions.Bag("""{"channel":"app"}""") },
                },
                Customer = random.Next(5) switch { 0 => null, 1 => new() { SourceId = $"new-{i}", Metadata = Decisions.Bag("""{"plan":"gold"}""") }, 2 => new() { Name = "Passing by" }, 3 => new() { SourceId = "jan" }, _ => new() { SourceId = "ola" } },
                Metadata = random.Next(4) == 0 ? Decisions.Bag("""{"till":3}""") : MetadataBag.Empty,
                Caller = random.Next(3) == 0 ? s_agent : Some.Shop,
                SessionKey = random.Next(4) == 0 ? $"session-{random.Next(3)}" : null,
            };
            switch (random.Next(4))
            {
                case 0: Some.Of(await world.Redemptions.ValidateAsync(new ValidateRedeemables { Redeemables = request.Redeemables, Order = request.Order, Customer = request.Customer, Metadata = request.Metadata, Caller = request.Caller, SessionKey = request.SessionKey, AsOf = random.Next(4) == 0 ? Decisions.Noon.AddDays(40) : null })); break;
                case 1: Some.Of(await world.Redemptions.LockAsync(new LockRedeemables { Redeemables = request.Redeemables, Order = request.Order, Customer = request.Customer, Caller = request.Caller, SessionKey = request.SessionKey })); break;
                default:
                    var stored = Some.Of(await world.Redemptions.RedeemAsync(request)).Stored;
                    if (stored.RefusalKey is null && random.Next(5) == 0) Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(stored.Id) with { Whole = true }));
                    break;
            }
        }
    }

    private static OrderLine AnyLine(Random random) => random.Next(5) switch
    {
        0 => Line("shirt", random.Next(1, 4)),
        1 => new OrderLine { SourceId = "shirt-l", SourceIsSku = true, Quantity = random.Next(1, 3) },
        2 => Line("mug", random.Next(1, 4)) with { ProductMetadata = random.Next(2) == 0 ? Decisions.Bag("""{"colour":"red"}""") : null },
        3 => new OrderLine { SourceId = "unknown", PriceAmount = random.Next(1, 90_00), Quantity = 2, Metadata = Decisions.Bag("""{"colour":"blue"}""") },
        _ => new OrderLine { ProductId = "prod_nowhere", PriceAmount = 7_00 },
    };

    private static OrderLine Line(string sourceId, int quantity) => new() { SourceId = sourceId, Quantity = quantity };

    private static RedeemRedeemables Request(string code, string? customer, OrderLine[] lines) =>
        Some.Redemption(code, customer: customer) with { Order = new() { Content = new() { Lines = lines } } };

    private static async Task ForgeAsync(PromoWorld world, Redemption row, Func<RedemptionDetail, RedemptionDetail> change)
    {
        await using var db = world.Db();
        await db.ForgeAsync(row.Id, change);
    }
}
