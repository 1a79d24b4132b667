using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;

namespace PromoConsole.Hosting;

/// <summary>Serves pages and API until told to stop, and then lets what is under way finish.</summary>
internal static class Server
{
    public static async Task RunAsync(IReadOnlyList<string> settings)
    {
        await using var app = PromoHost.Build(settings);
        await app.PrepareAsync();
        await app.StartAsync();
        await SayWhereAsync(app);
        await app.WaitForShutdownAsync();
    }

    private static async Task SayWhereAsync(WebApplication app)
    {
        var instance = app.Services.GetRequiredService<Instance>();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        await Console.Out.WriteLineAsync($"PromoConsole listens on {string.Join(", ", addresses)}");
        await Console.Out.WriteLineAsync(instance.IsSqlite
            ? $"Data: {instance.DataFolder} (SQLite)"
            : $"Data: SQL Server; files in {instance.DataFolder}");
        if (!await app.Services.GetRequiredService<FirstRun>().IsOverAsync())
            await Console.Out.WriteLineAsync($"Nobody can sign in yet: open {addresses.FirstOrDefault()}{AccountPaths.Setup} to create the owner.");
    }
}
