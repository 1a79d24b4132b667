using PromoConsole.Components.Saving;
using PromoConsole.Engine;

namespace PromoConsole.Pages.Campaigns.Wizard;

// Saving while somebody types.
public sealed partial class EditCampaignPage
{
    private AutoSave? _save;
    private string? _nameError;

    private AutoSave Save => _save ??= new(time, StoreAsync, InvokeAsync, StateHasChanged);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _save?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<SaveOutcome> StoreAsync()
    {
        var editor = _editor!;
        var sent = editor.Request((await member.CallerAsync()).Name);
        var saved = await campaigns.SaveDraftAsync(sent);
        _nameError = null;
        if (!saved.IsOk) return Explain(saved.Error);
        editor.Saved(saved.Value);
        return SaveOutcome.Kept(editor.IsAsSent(sent));
    }

    private SaveOutcome Explain(PromoError error)
    {
        if (error.Key == "edited_meanwhile") return SaveOutcome.Conflict("Somebody else changed this campaign meanwhile.");
        var sentence = error.Key == "duplicate_found" ? "A campaign with this name exists, perhaps in the bin. Choose another name." : error.Message;
        if (error is { Key: "duplicate_found" } or { Field: "name" }) _nameError = sentence;
        return SaveOutcome.Refused(sentence);
    }

    private async Task KeepMineAsync()
    {
        var theirs = await list.GetAsync(Id);
        if (!theirs.IsOk) return;
        _editor!.Saved(theirs.Value.Campaign);
        await Save.OverwriteAsync();
    }
}
