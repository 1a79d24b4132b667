using System.Text;
using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Imports;
using PromoConsole.Engine.Project;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Imports;

public class ImportJobTests : IAsyncLifetime
{
    private PromoWorld _world = null!;

    private JobService Jobs => _world.Get<JobService>();

    private ImportService Imports => _world.Get<ImportService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Another_instance_goes_on_where_one_was_stopped_and_stores_nobody_twice()
    {
        var import = await _world.CheckedAsync(ImportKind.Customers, Customers(2_300)); // without source ids: stored again they would be new
        Some.Of(await Imports.LoadAsync(import.Id, ImportChoice.All, Launched.Agent));
        using var power = new CancellationTokenSource();
        _world.Get<JobSignal>().Changed += () =>
        {
            if (Loaded() >= 1_000) power.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.Get<JobRunner>().RunOneAsync(power.Token));
        var stopped = Some.Of(await Imports.GetAsync(import.Id));
        Assert.InRange(stopped.LoadedCount, 1_000, 2_000);

        await using var other = _world.AnotherInstance();
        while (await other.Get<JobRunner>().RunOneAsync(CancellationToken.None)) { }

        var done = Some.Of(await Imports.GetAsync(import.Id));
        await using var db = _world.Db();
        Assert.Equal((ImportState.Done, 2_300L, 2_300), (done.State, done.LoadedCount, await db.Customers.CountAsync()));
        Assert.Equal(2_300, await db.Customers.Select(c => c.Email).Distinct().CountAsync());

        int Loaded()
        {
            using var look = _world.Db();
            return (int)look.Imports.Single(i => i.Id == import.Id).LoadedCount;
        }
    }

    [Fact]
    public async Task Cancelling_keeps_what_is_stored_and_resuming_stores_the_rest()
    {
        var import = await _world.CheckedAsync(ImportKind.Customers, Customers(1_200));
        import = Some.Of(await Imports.LoadAsync(import.Id, ImportChoice.Good, Launched.Agent));
        var canceled = false;
        _world.Get<JobSignal>().Changed += () =>
        {
            using var look = _world.Db();
            if (canceled || look.Imports.Single(i => i.Id == import.Id).LoadedCount == 0) return;
            canceled = true;
            Jobs.CancelAsync(import.JobId!, "agent@shop.example").GetAwaiter().GetResult();
        };

        await _world.WorkedAsync(import.Id);
        Assert.Equal((JobStatus.Canceled, 500L), (Some.Of(await Jobs.GetAsync(import.JobId!)).Status, Some.Of(await Imports.GetAsync(import.Id)).LoadedCount));
        Some.Of(await Jobs.ResumeAsync(import.JobId!, "agent@shop.example"));
        var done = await _world.WorkedAsync(import.Id);

        await using var db = _world.Db();
        Assert.Equal((ImportState.Done, 1_200L, 1_200), (done.State, done.LoadedCount, await db.Customers.CountAsync()));
    }

    [Fact]
    public async Task Of_many_who_start_the_same_step_one_does()
    {
        var import = await _world.CheckedAsync(ImportKind.Customers, Customers(3));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Imports.LoadAsync(import.Id, ImportChoice.All, Launched.Agent))));
        await _world.WorkedAsync(import.Id);

        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(answers.Where(answer => !answer.IsOk), answer => Assert.Equal("import_in_progress", answer.Error!.Key));
        await using var db = _world.Db();
        Assert.Equal(3, await db.Customers.CountAsync());
    }

    [Fact]
    public async Task Bad_rows_between_good_ones_are_left_out_slice_by_slice()
    {
        var text = new StringBuilder("source_id,name\n");
        for (var i = 0; i < 5_000; i++) text.Append(i % 2 == 0 ? $"s-{i},Name {i}\n" : $"s-{i},Name {i},too much\n");

        var import = await _world.ImportedAsync(ImportKind.Customers, text.ToString());

        await using var db = _world.Db();
        Assert.Equal((2_500L, 2_500L, 2_500), (import.LoadedCount, import.BadCount, await db.Customers.CountAsync()));
        var bad = 0;
        await foreach (var row in Imports.BadRowsAsync(import)) Assert.Equal((bad++ * 2) + 3, row.Line);
        Assert.Equal(2_500, bad);
    }

    [Fact]
    public async Task Files_are_removed_after_their_time_and_reports_stay()
    {
        var import = await _world.CheckedAsync(ImportKind.Customers, "source_id,name\nc-1,Ann,extra\nc-2,Bob\n");

        _world.Time.Advance(TimeSpan.FromDays(31));
        await Imports.TidyAsync();

        await using var db = _world.Db();
        Assert.Equal(0, await db.ImportChunks.CountAsync());
        Assert.Single(await _world.ProblemsOfAsync(import));
        Assert.Equal("The file was removed after its time. Upload it again.", (await Imports.LoadAsync(import.Id, ImportChoice.Good, Launched.Agent)).Error!.Message);
    }

    private static string Customers(int many)
    {
        var text = new StringBuilder("name,email\n");
        for (var i = 0; i < many; i++) text.Append($"Customer {i},c{i}@shop.example\n");
        return text.ToString();
    }
}
