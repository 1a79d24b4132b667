using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components;

/// <summary>The quick search of a list; it answers when the typing stops, and at once to Enter and to leaving the box.</summary>
/// <remarks>
/// What was told once is not told again: leaving the box for a row of the list must not bring the list back.
/// </remarks>
public sealed partial class FindBox(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly LatestSearch _typing = new();
    private readonly Queue<string> _onTheirWay = [];
    private string _text = "";
    private string _told = "";
    private string? _given = "";
    private bool _gone;

    /// <summary>What is searched: "Search names, codes and rules".</summary>
    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>The hint inside: "Name, code or rule".</summary>
    [Parameter] public string? Placeholder { get; set; }

    /// <summary>The text.</summary>
    [Parameter] public string? Value { get; set; }

    /// <summary>Another text is to be found.</summary>
    [Parameter] public EventCallback<string> ValueChanged { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _gone = true; // whoever left the page before the pause was over does not come back
        _typing.Dispose();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Value == _given) return;
        _given = Value;
        var text = Value ?? "";
        if (_onTheirWay.Contains(text.Trim())) // comes back from the address of the page, maybe while more was typed
        {
            while (_onTheirWay.Dequeue() != text.Trim()) { }
            return;
        }

        _onTheirWay.Clear();
        _text = _told = text;
    }

    private async Task TypedAsync(ChangeEventArgs typed)
    {
        _text = (string?)typed.Value ?? "";
        if (await _typing.RunAsync(async ct =>
        {
            await Task.Delay(s_pause, time, ct);
            return this;
        }) is not null) await TellAsync();
    }

    private Task SettledAsync(ChangeEventArgs settled)
    {
        _text = (string?)settled.Value ?? "";
        return TellAsync();
    }

    private Task TellAsync()
    {
        if (_gone || _text == _told) return Task.CompletedTask;
        _told = _text;
        _onTheirWay.Enqueue(_text.Trim());
        return ValueChanged.InvokeAsync(_text);
    }
}
