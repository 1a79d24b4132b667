using System.Text;
using PromoConsole.Engine;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Project;

namespace PromoConsole.Tests.Support;

/// <summary>Takes files into a world and lets the jobs behind them work.</summary>
internal static class Importing
{
    /// <summary>A file of these lines in UTF-8.</summary>
    public static Task<Result<Import>> UploadAsync(this PromoWorld world, ImportKind kind, string text, string? campaign = null) =>
        world.UploadAsync(kind, Encoding.UTF8.GetBytes(text), campaign);

    public static Task<Result<Import>> UploadAsync(this PromoWorld world, ImportKind kind, byte[] file, string? campaign = null) =>
        world.Get<ImportService>().UploadAsync(new UploadImport { Kind = kind, FileName = "shop.csv", File = new MemoryStream(file), Campaign = campaign, Caller = Launched.Agent });

    /// <summary>Uploads and checks, as somebody does who takes the guessed mapping.</summary>
    public static async Task<Import> CheckedAsync(this PromoWorld world, ImportKind kind, string text, string? campaign = null, Func<ImportSetup, ImportSetup>? setup = null)
    {
        var import = Some.Of(await world.UploadAsync(kind, text, campaign));
        if (setup is not null) Some.Of(await world.Get<ImportService>().MapAsync(import.Id, setup(import.Setup)));
        Some.Of(await world.Get<ImportService>().CheckAsync(import.Id, Launched.Agent));
        return await world.WorkedAsync(import.Id);
    }

    /// <summary>Uploads, checks and loads the good rows.</summary>
    public static async Task<Import> ImportedAsync(this PromoWorld world, ImportKind kind, string text, string? campaign = null, Func<ImportSetup, ImportSetup>? setup = null)
    {
        var import = await world.CheckedAsync(kind, text, campaign, setup);
        Some.Of(await world.Get<ImportService>().LoadAsync(import.Id, ImportChoice.Good, Launched.Agent));
        return await world.WorkedAsync(import.Id);
    }

    /// <summary>The import when all jobs have done what they could.</summary>
    public static async Task<Import> WorkedAsync(this PromoWorld world, string importId)
    {
        while (await world.Get<JobRunner>().RunOneAsync(CancellationToken.None)) { }
        return Some.Of(await world.Get<ImportService>().GetAsync(importId));
    }

    /// <summary>What is wrong with the rows, as <c>line column: reason</c>.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsOfAsync(this PromoWorld world, Import import) =>
        [.. (await world.Get<ImportService>().ProblemsAsync(import.Id, 0, 100)).Items.Select(p => $"{p.Line} {p.Column}: {p.Reason}")];
}
