using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Concurrency;

public class KilledProcessTests
{
    private const int Limit = 1_000;

    [Fact]
    public async Task A_process_killed_in_mid_storm_has_kept_what_it_answered_and_the_next_one_goes_on_exactly()
    {
        Assert.SkipWhen(PromoWorld.SqlServer is not null, "The killed process works on a SQLite file.");
        await using var world = await PromoWorld.StartAsync();
        var limits = new CampaignLimits(Redemptions: Limit, RedemptionsPerCustomer: 26, DiscountedAmount: 10_00 * Limit); // 40 customers × 26 > 1,000
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = limits }), Limit, "STORM");

        var answers = await StormAsync(world, requests: 100_000, killAfter: 300);
        answers.AddRange(await StormAsync(world, requests: 100_000, killAfter: 300));
        answers.AddRange(await StormAsync(world, requests: 1_500, killAfter: null));

        await using var db = world.Db();
        var used = await db.Redemptions.CountAsync(r => r.Kind == RedemptionKind.Redeemed);
        Assert.Equal(Limit, used);
        Assert.InRange(answers.Count(answer => answer.Kind == RedemptionKind.Redeemed), 601, Limit); // some commits were not answered any more
        await Storm.AssertBooksBalanceAsync(db, answers);
    }

    private static async Task<List<(string Id, RedemptionKind Kind)>> StormAsync(PromoWorld world, int requests, int? killAfter)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments = [Metadata("StormProcess"), "storm", world.Options.DataFolder!, requests.ToString(CultureInfo.InvariantCulture)];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var answers = new List<(string, RedemptionKind)>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line cut off by the kill was never read by a caller either.
            if (line.Split(' ') is [var id, var word] && id.Length == 28 + (word == nameof(RedemptionKind.Redeemed) ? 0 : 1) && Enum.TryParse<RedemptionKind>(word, out var kind))
                answers.Add((id, kind));
            if (answers.Count == killAfter) process.Kill(); // SIGKILL
        }

        await process.WaitForExitAsync();
        Assert.Equal(killAfter is null, process.ExitCode == 0);
        return answers;
    }

    private static string Metadata(string key) =>
        typeof(KilledProcessTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == key).Value!;
}
