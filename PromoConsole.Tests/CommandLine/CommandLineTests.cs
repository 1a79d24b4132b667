using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.CommandLine;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _data = Path.Combine(Directory.CreateTempSubdirectory("promoconsole-cli-").FullName, "data");

    [Fact]
    public async Task A_key_is_made_on_an_empty_folder_and_opens_the_running_server()
    {
        var made = await ProgramRun.ToEndAsync("key", "new", "Web shop", "--role", "Cashier", "--data", _data);
        Assert.Equal((0, ""), (made.ExitCode, made.Errors));
        var pair = made.LastLine.Split(' ');
        Assert.Equal(2, pair.Length);

        var address = $"http://127.0.0.1:{ProgramRun.FreePort()}";
        using var server = ProgramRun.Start("--urls", address, "--data", _data);
        try
        {
            Assert.Equal($"PromoConsole listens on {address}", await server.StandardOutput.ReadLineAsync());
            Assert.Equal($"Data: {_data} (SQLite)", await server.StandardOutput.ReadLineAsync());
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/v1/redemptions")).StatusCode);
            http.DefaultRequestHeaders.Add("X-App-Id", pair[0]);
            http.DefaultRequestHeaders.Add("X-App-Token", pair[1]);
            // A cashier may redeem and not read: the key was recognised, the role decides.
            Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("/v1/redemptions")).StatusCode);

            var second = await ProgramRun.ToEndAsync("--urls", address, "--data", _data);
            Assert.Equal(1, second.ExitCode);
            Assert.Contains("address already in use", second.Errors);
            Assert.Single(second.Errors.TrimEnd().Split('\n'));
        }
        finally
        {
            await EndAsync(server);
        }

        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task A_user_gets_a_link_on_the_address_the_server_listens_on()
    {
        var made = await ProgramRun.ToEndAsync("user", "new", "anna@example.com", "--role", "Owner", "--urls", "http://+:8123", "--data", _data);
        var again = await ProgramRun.ToEndAsync("user", "new", "anna@example.com", "--role", "Owner", "--data", _data);
        var reset = await ProgramRun.ToEndAsync("user", "reset", "anna@example.com", "--data", _data);
        var unknown = await ProgramRun.ToEndAsync("user", "reset", "nobody@example.com", "--data", _data);

        Assert.Matches("^http://localhost:8123/account/join/[0-9a-f]{64}$", made.LastLine);
        Assert.Equal((1, "anna@example.com is a member already."), (again.ExitCode, again.Errors.Trim()));
        Assert.Matches("^http://localhost:5000/account/join/[0-9a-f]{64}$", reset.LastLine);
        Assert.Equal((1, "There is no member nobody@example.com."), (unknown.ExitCode, unknown.Errors.Trim()));
    }

    [Fact]
    public async Task Migrate_makes_the_database_and_can_be_repeated()
    {
        for (var i = 0; i < 2; i++)
        {
            var migrated = await ProgramRun.ToEndAsync("migrate", "--data", _data);

            Assert.Equal((0, "The database has the schema of this version.", ""), (migrated.ExitCode, migrated.LastLine, migrated.Errors));
        }

        Assert.True(File.Exists(Path.Combine(_data, "promoconsole.db")));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_one_sentence_and_not_a_stack_trace()
    {
        Directory.CreateDirectory(_data);
        await File.WriteAllTextAsync(Path.Combine(_data, "promoconsole.db"), new string('x', 5000));

        var run = await ProgramRun.ToEndAsync("--data", _data);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("The SQLite database cannot be opened", run.Errors);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_unreachable_SQL_Server_is_one_sentence_and_not_a_stack_trace()
    {
        var run = await ProgramRun.ToEndAsync(
            "--data", _data, "--Database:Provider=SqlServer",
            "--ConnectionStrings:PromoConsole=Server=127.0.0.1,1;Database=x;User Id=x;Password=x;Connect Timeout=1;ConnectRetryCount=0");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("SQL Server cannot be reached", run.Errors);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_provider_nobody_knows_is_named()
    {
        var run = await ProgramRun.ToEndAsync("--data", _data, "--Database:Provider=Oracle");

        Assert.Equal((1, "Database:Provider is \"Oracle\"; it can be Sqlite or SqlServer."), (run.ExitCode, run.Errors.Trim()));
    }

    [Fact]
    public async Task What_is_not_understood_ends_with_2_and_help_with_0()
    {
        var unknown = await ProgramRun.ToEndAsync("--nonsense");
        var help = await ProgramRun.ToEndAsync("--help");

        Assert.Equal((2, ""), (unknown.ExitCode, unknown.Output));
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("key new NAME --role ROLE", help.Output);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_data)!, recursive: true);

    // As an operator or a container would: politely, so that what is under way is finished.
    private static async Task EndAsync(Process server)
    {
        if (OperatingSystem.IsWindows()) server.Kill(entireProcessTree: true);
        else _ = Kill(server.Id, 15);
        await server.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
