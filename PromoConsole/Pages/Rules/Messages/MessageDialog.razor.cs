using Microsoft.AspNetCore.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Rules.Messages;

/// <summary>Makes, changes or deletes a message of the library.</summary>
public sealed partial class MessageDialog(MessageService messages, CurrentMember member)
{
    private const int MostShown = 20;

    private string? _name;
    private string? _text;
    private IReadOnlyDictionary<string, string>? _translations;
    private PromoError? _error;
    private bool _busy;

    /// <summary>Null for a new one.</summary>
    [Parameter] public MessageRow? Row { get; set; }

    /// <summary>It was done; what, in words.</summary>
    [Parameter, EditorRequired] public required EventCallback<string> OnDone { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => (_name, _text, _translations) = (Row?.Message.Name, Row?.Message.Content.Text, Row?.Message.Content.Translations);

    private Task SaveAsync() => DoAsync(
        caller => messages.SaveAsync(new SaveMessage(Row?.Message.Id, _name ?? "", new MessageText(_text ?? "", _translations), caller)), Row is null ? $"Message {_name?.Trim()} created" : "Message saved");

    private Task DeleteAsync() => DoAsync(caller => messages.DeleteAsync(Row!.Message.Id, caller), $"Message {Row!.Message.Name} deleted");

    private async Task DoAsync(Func<Engine.Redemptions.Caller, Task<Result<RuleMessage>>> act, string says)
    {
        _busy = true;
        var done = await act(await member.CallerAsync());
        _busy = false;
        _error = done.Error;
        if (done.IsOk) await OnDone.InvokeAsync(says);
    }

    private string? ProblemOf(string field) => _error?.Field == field ? _error.Message : null;
}
