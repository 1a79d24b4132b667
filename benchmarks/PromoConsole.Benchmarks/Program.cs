using PromoConsole.Benchmarks;

// docs/performance.md says what each of these measures and against what.
switch (args)
{
    case ["storm", var folder, var requests]:
        await StormProcess.RunAsync(folder, int.Parse(requests));
        break;
    case ["rule"]:
        RuleBenchmark.Run();
        break;
    case ["trial"]:
        TrialBenchmark.Run();
        break;
    case ["qualify"]:
        QualifyBenchmark.Run();
        break;
    case ["qualify", var promotions]:
        QualifyBenchmark.Find(int.Parse(promotions));
        break;
    case ["search"]:
        await SearchBenchmark.RunAsync(100_000);
        break;
    case ["segments"]:
        await SegmentBenchmark.RunAsync(10_000, 1_000_000);
        break;
    case ["segments", var few, var many]:
        await SegmentBenchmark.RunAsync(int.Parse(few), int.Parse(many));
        break;
    case ["lists"]:
        await ListBenchmark.RunAsync(10_000, 1_000_000);
        break;
    case ["redeem"]:
        await RedeemBenchmark.RunAsync();
        break;
    case ["validate"]:
        await ValidateBenchmark.RunAsync(5_000_000);
        break;
    case ["validate", var codes]:
        await ValidateBenchmark.RunAsync(int.Parse(codes));
        break;
    case ["hot"]:
        await HotBenchmark.RunAsync();
        break;
    case ["growth"]:
        await GrowthBenchmark.RunAsync(100_000, 5_000_000);
        break;
    case ["growth", var few, var many]:
        await GrowthBenchmark.RunAsync(int.Parse(few), int.Parse(many));
        break;
    case ["codes"]:
        await CodesBenchmark.RunAsync(1_000_000, 0);
        await CodesBenchmark.RunAsync(1_000_000, 10_000_000);
        break;
    case ["codes", var count]:
        await CodesBenchmark.RunAsync(int.Parse(count), 0);
        break;
    case ["codes", var count, var beside]:
        await CodesBenchmark.RunAsync(int.Parse(count), int.Parse(beside));
        break;
    case ["imports"]:
        await ImportsBenchmark.RunAsync(1_000_000);
        break;
    case ["imports", var rows]:
        await ImportsBenchmark.RunAsync(int.Parse(rows));
        break;
    case ["edit"]:
        await EditBenchmark.RunAsync();
        break;
    case []:
        RuleBenchmark.Run();
        TrialBenchmark.Run();
        QualifyBenchmark.Run();
        QualifyBenchmark.Find(1_000_000);
        await RedeemBenchmark.RunAsync();
        await HotBenchmark.RunAsync();
        await ValidateBenchmark.RunAsync(5_000_000);
        await GrowthBenchmark.RunAsync(100_000, 5_000_000);
        await EditBenchmark.RunAsync();
        await SearchBenchmark.RunAsync(100_000);
        await SegmentBenchmark.RunAsync(10_000, 1_000_000);
        await ListBenchmark.RunAsync(10_000, 1_000_000);
        await CodesBenchmark.RunAsync(1_000_000, 0);
        await CodesBenchmark.RunAsync(1_000_000, 10_000_000);
        await ImportsBenchmark.RunAsync(1_000_000);
        break;
    default:
        Console.Error.WriteLine("Usage: rule | trial | qualify [PROMOTIONS] | search | segments [FEW MANY] | lists | redeem | hot | validate [CODES] | growth [FEW MANY] | edit | codes [COUNT [BESIDE]] | imports [ROWS]; without arguments all of them. (storm FOLDER REQUESTS is a part of the tests.)");
        return 2;
}

return 0;
