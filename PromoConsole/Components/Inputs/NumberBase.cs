using Microsoft.AspNetCore.Components;

namespace PromoConsole.Components.Inputs;

/// <summary>An input that reads typed text as a number. Text that is none stays visible, is marked, and changes nothing.</summary>
public abstract class NumberBase<TNumber> : InputOf<TNumber?> where TNumber : struct
{
    private string? _refused;

    /// <summary>The smallest that is taken.</summary>
    [Parameter] public TNumber? Min { get; set; }

    /// <summary>The largest that is taken.</summary>
    [Parameter] public TNumber? Max { get; set; }

    /// <summary>What the box shows: the value, or the text that could not be read.</summary>
    protected string Shown => _refused ?? (Value is { } value ? Write(value) : "");

    /// <summary>The aria-invalid attribute, by the field's error or by the typed text.</summary>
    protected string? AriaInvalid => _refused is not null ? "true" : Tie.AriaInvalid;

    /// <summary>What is wrong with the typed text; null when nothing is.</summary>
    protected string? Refusal => _refused is null ? null : Wants;

    /// <summary>What the box wants, in a sentence.</summary>
    protected abstract string Wants { get; }

    /// <summary>Reads typed text; null when it is not a number of this kind.</summary>
    protected abstract TNumber? Read(string text);

    /// <summary>Writes the value as it would be typed.</summary>
    protected abstract string Write(TNumber number);

    /// <summary>Takes what was typed.</summary>
    protected Task OnTypedAsync(ChangeEventArgs typed)
    {
        var text = (typed.Value as string ?? "").Trim();
        if (text.Length == 0)
        {
            _refused = null;
            return ValueChanged.InvokeAsync(null);
        }
        if (Read(text) is not { } number || !InRange(number))
        {
            _refused = text;
            return Task.CompletedTask;
        }
        _refused = null;
        return ValueChanged.InvokeAsync(number);
    }

    private bool InRange(TNumber number) =>
        (Min is not { } min || Comparer<TNumber>.Default.Compare(number, min) >= 0)
        && (Max is not { } max || Comparer<TNumber>.Default.Compare(number, max) <= 0);
}
