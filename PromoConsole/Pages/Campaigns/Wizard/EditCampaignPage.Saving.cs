using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Wizard;

// Saving while somebody types: soon after the last change, once more before the page is left, never over somebody else's edit.
public sealed partial class EditCampaignPage
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(700);

    private readonly SemaphoreSlim _oneSave = new(1);
    private ITimer? _soon;
    private DateTimeOffset? _savedAt;
    private string? _saveError;
    private string? _nameError;
    private string? _conflict;
    private bool _saving;
    private bool _dirty;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_soon is not null) await _soon.DisposeAsync();
        if (_dirty && _conflict is null && _editor is not null) await StoreAsync();
        _oneSave.Dispose();
    }

    private void SaveSoon()
    {
        _dirty = true;
        _savedAt = null;
        _soon ??= time.CreateTimer(_ => _ = InvokeAsync(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _soon.Change(s_pause, Timeout.InfiniteTimeSpan);
    }

    private async Task<bool> SaveAsync()
    {
        if (!_dirty) return true;
        if (_conflict is not null) return false;
        _soon?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _saving = true;
        StateHasChanged();
        await StoreAsync();
        _saving = false;
        StateHasChanged();
        return !_dirty;
    }

    // What is typed stays in the editor whatever the answer is.
    private async Task StoreAsync()
    {
        await _oneSave.WaitAsync();
        try
        {
            var editor = _editor!;
            var sent = editor.Request((await member.CallerAsync()).Name);
            var saved = await campaigns.SaveDraftAsync(sent);
            (_nameError, _saveError) = (null, null);
            if (saved.IsOk)
            {
                editor.Saved(saved.Value);
                _dirty = !editor.IsAsSent(sent);
                _savedAt = time.GetUtcNow();
                return;
            }

            Explain(saved.Error);
        }
#pragma warning disable CA1031 // a database that is away must not cost what was typed
        catch (Exception)
#pragma warning restore CA1031
        {
            _saveError = "the database does not answer. What you typed is still here.";
        }
        finally
        {
            _oneSave.Release();
        }
    }

    private void Explain(PromoError error)
    {
        switch (error)
        {
            case { Key: "edited_meanwhile" }:
                _conflict = "Somebody else changed this campaign meanwhile.";
                break;
            case { Key: "duplicate_found" }:
                _nameError = _saveError = "A campaign with this name exists, perhaps in the bin. Choose another name.";
                break;
            case { Field: "name" }:
                _nameError = _saveError = error.Message;
                break;
            default:
                _saveError = error.Message;
                break;
        }
    }

    private async Task KeepMineAsync()
    {
        var theirs = await list.GetAsync(Id);
        if (!theirs.IsOk) return;
        _editor!.Saved(theirs.Value.Campaign);
        _conflict = null;
        _dirty = true;
        await SaveAsync();
    }
}
