using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.CommandLine;

/// <summary>Loads the demo store from the command line, where no server runs that would do the job.</summary>
internal static class DemoLoading
{
    public static async Task<int> RunAsync(WebApplication app, Caller caller)
    {
        if (app.Services.GetService<IDemoStore>() is not { } demo)
        {
            await Console.Error.WriteLineAsync("This build has no demo store.");
            return CommandRunner.Failed;
        }

        // Jobs are carried out by the host's background services, not by whoever asked for them; the address is free and nobody's.
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        var asked = await demo.LoadAsync(caller);
        if (!asked.IsOk)
        {
            await app.StopAsync();
            return await CommandRunner.RefuseAsync(asked.Error);
        }

        var job = asked.Value;
        for (var said = -1L; job.Status is JobStatus.Waiting or JobStatus.Running;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), app.Services.GetRequiredService<TimeProvider>());
            job = (await demo.StateAsync()).Job ?? job;
            var percent = job.Total == 0 ? 0 : job.Done * 100 / job.Total / 10 * 10;
            if (percent > said) await Console.Out.WriteLineAsync($"{said = percent} %");
        }

        await app.StopAsync();
        if (job.Status == JobStatus.Done)
        {
            await Console.Out.WriteLineAsync("The demo store is loaded.");
            return CommandRunner.Done;
        }

        await Console.Error.WriteLineAsync(job.Problem ?? "The demo store was not loaded completely.");
        return CommandRunner.Failed;
    }
}
