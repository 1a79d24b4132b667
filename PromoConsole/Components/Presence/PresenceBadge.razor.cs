using Microsoft.AspNetCore.Components;
using PromoConsole.Identity;

namespace PromoConsole.Components.Presence;

/// <summary>Says who else has the same thing open to change it, and tells the others of this window.</summary>
public sealed partial class PresenceBadge(PresenceRegistry registry, CurrentMember member, TimeProvider time) : IDisposable
{
    private IDisposable? _visit;
    private string? _subject;
    private string _account = "";
    private bool _editing;
    private bool _gone;

    /// <summary>What is open: its kind and id.</summary>
    [Parameter, EditorRequired] public required string Subject { get; set; }

    /// <summary>Whether this window can change it; one that only shows it is not told of.</summary>
    [Parameter] public bool Editing { get; set; } = true;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IEnumerable<(Visitor Person, string Sentence)> Shown =>
        _subject is null ? [] : registry.At(_subject, _visit).DistinctBy(visitor => visitor.Account).Select(visitor => (visitor, Sentence(visitor)));

    /// <inheritdoc />
    public void Dispose()
    {
        _gone = true;
        _visit?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender) // what is written into the page before the circuit is up is nobody's window yet
    {
        if (_subject == Subject && _editing == Editing) return;
        (_subject, _editing) = (Subject, Editing);
        var subject = Subject;
        var caller = await member.CallerAsync();
        var name = await member.DisplayNameAsync();
        if (_gone || subject != _subject) return;
        _account = caller.Name;
        _visit?.Dispose();
        _visit = Editing ? registry.Enter(subject, new Visitor(_account, name, time.GetUtcNow()), Refresh) : null;
        StateHasChanged();
    }

    private void Refresh() => _ = InvokeAsync(StateHasChanged);

    private string Sentence(Visitor visitor)
    {
        var since = Format.Local(visitor.Since).Date == Format.Local(time.GetUtcNow()).Date
            ? Format.Local(visitor.Since).ToString("HH:mm", Format.Culture) : Format.DateAndTime(visitor.Since);
        return visitor.Account == _account ? $"You have this open in another window too, since {since}" : $"{visitor.Name} is editing this too, since {since}";
    }
}
