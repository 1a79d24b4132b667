using PromoConsole.Components.Saving;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components;

public class AutoSaveTests
{
    private readonly FakeTime _time = new();
    private SaveOutcome _answer = SaveOutcome.Kept(true);
    private int _stored;

    [Fact]
    public async Task Saves_once_a_moment_after_the_last_change()
    {
        await using var save = New();

        save.Changed();
        _time.Advance(TimeSpan.FromMilliseconds(500));
        save.Changed();
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(0, _stored);
        _time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(1, _stored);
        Assert.Equal((false, _time.GetUtcNow()), (save.IsDirty, save.SavedAt));
    }

    [Fact]
    public async Task What_was_typed_during_a_save_is_still_to_be_saved()
    {
        await using var save = New();
        _answer = SaveOutcome.Kept(complete: false);

        save.Changed();

        Assert.False(await save.SaveAsync());
        Assert.True(save.IsDirty);
        Assert.False(save.IsStuck);
        _answer = SaveOutcome.Kept(true);
    }

    [Fact]
    public async Task Nothing_is_saved_over_somebody_else_before_a_person_decides()
    {
        await using var save = New();
        _answer = SaveOutcome.Conflict("Somebody was faster.");
        save.Changed();
        await save.SaveAsync();
        _answer = SaveOutcome.Kept(true);

        save.Changed();
        Assert.False(await save.SaveAsync());
        Assert.Equal((1, "Somebody was faster.", true), (_stored, save.Conflict, save.IsStuck));

        Assert.True(await save.OverwriteAsync());
        Assert.Equal((2, (string?)null, false), (_stored, save.Conflict, save.IsStuck));
    }

    [Fact]
    public async Task A_database_that_is_away_costs_nothing_that_was_typed()
    {
        await using var save = new AutoSave(_time, () => ++_stored == 1 ? throw new TimeoutException() : Task.FromResult(SaveOutcome.Kept(true)), work => work(), () => { });
        save.Changed();

        Assert.False(await save.SaveAsync());
        Assert.True(save.IsStuck);
        Assert.True(await save.SaveAsync());
        Assert.Null(save.Problem);
    }

    [Fact]
    public async Task Saves_once_more_when_the_page_goes_but_never_over_somebody_else()
    {
        var typed = New();
        typed.Changed();
        await typed.DisposeAsync();
        Assert.Equal(1, _stored);

        _answer = SaveOutcome.Conflict("Somebody was faster.");
        var late = New();
        late.Changed();
        await late.SaveAsync();
        await late.DisposeAsync();
        Assert.Equal(2, _stored);

        var untouched = New();
        await untouched.DisposeAsync();
        Assert.Equal(2, _stored);
    }

    private AutoSave New() => new(_time, () =>
    {
        _stored++;
        return Task.FromResult(_answer);
    }, work => work(), () => { });
}
