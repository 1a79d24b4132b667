using PromoConsole.Components.Saving;

namespace PromoConsole.Pages.Rules;

// Saving while somebody builds.
public sealed partial class RulePage
{
    private AutoSave? _save;

    private AutoSave Save => _save ??= new(time, StoreAsync, InvokeAsync, StateHasChanged);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _save?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<SaveOutcome> StoreAsync()
    {
        var editor = _editor!;
        var sent = editor.Request(await member.CallerAsync());
        var saved = await drafts.SaveAsync(sent);
        if (!saved.IsOk)
            return saved.Error.Key switch
            {
                "edited_meanwhile" => SaveOutcome.Conflict(saved.Error.Message.Split(". ")[0] + "."),
                "not_found" => SaveOutcome.Refused("the rule was deleted meanwhile. Copy what you need."),
                _ => SaveOutcome.Refused(saved.Error.Details ?? saved.Error.Message),
            };
        editor.Saved(saved.Value);
        return SaveOutcome.Kept(editor.IsAsSent(sent));
    }

    // Over the draft of somebody else, or over what they published of it.
    private async Task KeepMineAsync()
    {
        var theirs = await drafts.OpenAsync(Id);
        if (!theirs.IsOk)
        {
            _problem = "The rule was deleted meanwhile. Copy what you need.";
            return;
        }

        var mine = _editor!;
        _editor = new RuleEditor(theirs.Value) { Name = mine.Name, Content = mine.Content };
        await Save.OverwriteAsync();
    }

    private async Task BuildOnNewestAsync()
    {
        _editor!.BaseVersion = _editor.Published!.Version;
        Save.Changed();
        await Save.SaveAsync();
    }
}
