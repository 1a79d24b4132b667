using Microsoft.AspNetCore.Connections;
using PromoConsole.Engine;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;
using PromoConsole.Hosting;
using PromoConsole.Identity.Members;

namespace PromoConsole.CommandLine;

/// <summary>Does what the operator asked. What keeps it from being done is one sentence on the error stream, never a stack trace.</summary>
internal static class CommandRunner
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int NotUnderstood = 2;

    private static readonly Caller s_operator = new(Caller.Dashboard, "command line");

    public static async Task<int> RunAsync(Command command)
    {
        try
        {
            switch (command)
            {
                case ShowHelp:
                    await Console.Out.WriteLineAsync(Help.Text);
                    return Done;
                case Misunderstood misunderstood:
                    await Console.Error.WriteLineAsync(misunderstood.Problem);
                    return NotUnderstood;
                case Serve:
                    await Server.RunAsync(command.Settings);
                    return Done;
                default:
                    return await DoAsync(command);
            }
        }
        catch (Exception problem) when (problem is StartupProblem or DatabaseNotReadyException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return Failed;
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{problem.Message.TrimEnd('.')}. Stop what listens there, or choose another address with --urls.");
            return Failed;
        }
    }

    private static async Task<int> DoAsync(Command command)
    {
        // Only what went wrong: the last line printed is for scripts.
        await using var app = PromoHost.Build(command.Settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        });
        if (command is Migrate)
        {
            await app.MigrateAsync();
            return await SayAsync("The database has the schema of this version.");
        }

        await app.PrepareAsync();
        return command switch
        {
            NewKey key => await MakeKeyAsync(app, key),
            NewUser user => await SayLinkAsync(app, await app.Services.GetRequiredService<MemberService>().InviteAsync(user.Email, user.Role, s_operator)),
            ResetPassword reset => await SayLinkAsync(app, await app.Services.GetRequiredService<MemberService>().NewLinkForAsync(reset.Email, s_operator)),
            LoadDemo => await DemoLoading.RunAsync(app, s_operator),
            _ => throw new InvalidOperationException($"Nothing does {command.GetType().Name}."),
        };
    }

    private static async Task<int> MakeKeyAsync(WebApplication app, NewKey key)
    {
        var made = await app.Services.GetRequiredService<ApiKeyService>()
            .CreateAsync(new() { Name = key.Name, Role = key.Role, Caller = s_operator });
        if (!made.IsOk) return await RefuseAsync(made.Error);
        await Console.Out.WriteLineAsync($"API key \"{made.Value.Key.Name}\" ({key.Role}). The secret is shown only here: application id and secret are");
        return await SayAsync($"{made.Value.Key.Id} {made.Value.Secret}");
    }

    private static async Task<int> SayLinkAsync(WebApplication app, Result<IssuedLink> link)
    {
        if (!link.IsOk) return await RefuseAsync(link.Error);
        var address = app.Configuration[Instance.PublicAddressKey] is { Length: > 0 } known
            ? known.TrimEnd('/')
            : Addresses.ToOpen(app.Configuration[WebHostDefaults.ServerUrlsKey]);
        await Console.Out.WriteLineAsync($"{link.Value.Email} chooses a password here, once, until {link.Value.ExpiresAt:yyyy-MM-dd HH:mm} UTC:");
        return await SayAsync(address + link.Value.Path);
    }

    private static async Task<int> SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        return Done;
    }

    internal static async Task<int> RefuseAsync(PromoError error)
    {
        await Console.Error.WriteLineAsync(error is NotFoundError missing ? $"There is no {missing.Resource} {missing.Id}." : error.Message);
        return Failed;
    }
}
