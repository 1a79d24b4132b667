using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Storage;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Project;

public class JobRunnerTests : IAsyncLifetime
{
    private readonly Counting _counting = new();
    private PromoWorld _world = null!;

    private JobRunner Runner => _world.Get<JobRunner>();

    private JobService Jobs => _world.Get<JobService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync(more: services => services.AddSingleton<IJobHandler>(_counting));

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Finds_nothing_to_do_where_nothing_waits() => Assert.False(await Runner.RunOneAsync(CancellationToken.None));

    [Fact]
    public async Task Works_from_the_progress_that_is_there_to_the_end()
    {
        var job = await StartAsync(total: 5, done: 2);

        Assert.True(await Runner.RunOneAsync(CancellationToken.None));

        Assert.Equal([3, 4, 5], _counting.Pieces);
        var ended = (await Jobs.GetAsync(job.Id)).Value!;
        Assert.Equal((JobStatus.Done, 5L, (string?)null), (ended.Status, ended.Done, ended.LeaseOwner));
    }

    [Fact]
    public async Task Says_why_a_job_failed_and_resumes_it_where_it_stopped()
    {
        var job = await StartAsync(total: 5);
        _counting.RefuseAt = 4;
        await Runner.RunOneAsync(CancellationToken.None);
        var failed = (await Jobs.GetAsync(job.Id)).Value!;
        Assert.Equal((JobStatus.Failed, 3L, "Piece 4 is not to be had."), (failed.Status, failed.Done, failed.Problem));

        _counting.RefuseAt = null;
        await Jobs.ResumeAsync(job.Id, "anna@example.com");
        await Runner.RunOneAsync(CancellationToken.None);

        Assert.Equal(JobStatus.Done, (await Jobs.GetAsync(job.Id)).Value!.Status);
        Assert.Equal([1, 2, 3, 4, 5], _counting.Pieces);
    }

    [Fact]
    public async Task Survives_a_handler_that_throws()
    {
        var job = await StartAsync(total: 5);
        _counting.ThrowAt = 2;

        Assert.True(await Runner.RunOneAsync(CancellationToken.None));

        var failed = (await Jobs.GetAsync(job.Id)).Value!;
        Assert.Equal((JobStatus.Failed, 1L), (failed.Status, failed.Done));
        Assert.DoesNotContain("secret", failed.Problem, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Lets_go_of_a_job_another_one_has_taken()
    {
        var job = await StartAsync(total: 3);
        _counting.Before = async piece =>
        {
            if (piece != 2) return;
            await using var db = _world.Db();
            await db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(j => j.LeaseOwner, "another"));
        };

        await Runner.RunOneAsync(CancellationToken.None);

        Assert.Equal([1], _counting.Pieces);
        Assert.Equal(JobStatus.Running, (await Jobs.GetAsync(job.Id)).Value!.Status); // it is the other one's to end
    }

    [Fact]
    public async Task Leaves_its_job_to_others_at_once_when_it_stops()
    {
        var job = await StartAsync(total: 3);
        using var stopping = new CancellationTokenSource();
        _counting.Before = piece => piece == 2 ? stopping.CancelAsync() : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner.RunOneAsync(stopping.Token));

        Assert.Equal(JobStatus.Waiting, (await Jobs.GetAsync(job.Id)).Value!.Status);
    }

    [Fact]
    public async Task Refuses_to_cancel_what_has_ended_and_to_resume_what_has_not_stopped()
    {
        var job = await StartAsync(total: 1);
        Assert.Equal("invalid_async_action", (await Jobs.ResumeAsync(job.Id, "anna@example.com")).Error!.Key);
        await Runner.RunOneAsync(CancellationToken.None);

        Assert.Equal("invalid_async_action", (await Jobs.CancelAsync(job.Id, "anna@example.com")).Error!.Key);
        Assert.Equal("not_found", (await Jobs.CancelAsync("aa_gone", "anna@example.com")).Error!.Key);
    }

    private async Task<Job> StartAsync(long total, long done = 0)
    {
        var now = _world.Time.GetUtcNow();
        return (await Jobs.StartAsync(new Job
        {
            Id = Ids.New("aa_", now), Type = Counting.Word, Title = "Counting", Total = total, Done = done, CreatedBy = "anna@example.com", CreatedAt = now, UpdatedAt = now,
        })).Value!;
    }

    /// <summary>Counts to the total, one piece at a time.</summary>
    private sealed class Counting : IJobHandler
    {
        public const string Word = "TEST.COUNT";

        public List<long> Pieces { get; } = [];

        public long? RefuseAt { get; set; }

        public long? ThrowAt { get; set; }

        public Func<long, Task> Before { get; set; } = _ => Task.CompletedTask;

        public string Type => Word;

        public async Task<PromoError?> RunAsync(JobRun run, CancellationToken ct)
        {
            while (run.Job.Done < run.Job.Total)
            {
                var piece = run.Job.Done + 1;
                await Before(piece);
                ct.ThrowIfCancellationRequested();
                var problem = await run.AdvanceAsync((_, _) =>
                {
                    if (piece == ThrowAt) throw new InvalidOperationException("A secret of the database.");
                    if (piece == RefuseAt) return Task.FromResult<PromoError?>(new InvalidError("no_piece", $"Piece {piece} is not to be had."));
                    Pieces.Add(piece);
                    return Task.FromResult<PromoError?>(null);
                }, piece, ct);
                if (problem is not null) return problem;
            }

            return null;
        }
    }
}
