using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Discounts.Formulas;

namespace PromoConsole.Pages.Campaigns.Discounts;

/// <summary>A formula, checked while it is typed: what is wrong is said and pointed at.</summary>
public sealed partial class FormulaInput
{
    private readonly string _saysId = ElementId.New("formula");
    private Formula? _checked;
    private bool _open;

    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter] public Formula? Value { get; set; }

    [Parameter] public EventCallback<Formula?> ValueChanged { get; set; }

    /// <summary>It is computed for every line, so it may name the line.</summary>
    [Parameter] public bool OnLines { get; set; }

    [Parameter] public string Placeholder { get; set; } = "IF(ORDER_AMOUNT > 150; 25; 10)";

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Wrong => _checked is { } typed ? DiscountCheck.FormulaProblem(typed, OnLines) : null;

    // The character that is wrong with a little around it; at the end an empty place.
    private (string Before, string At, string After)? Pointer
    {
        get
        {
            if (_checked is not { Error: { } error } typed) return null;
            var at = Math.Min(error.Position - 1, typed.Text.Length);
            var from = Math.Max(0, at - 24);
            var after = at + 1 < typed.Text.Length ? typed.Text[(at + 1)..Math.Min(typed.Text.Length, at + 13)] : "";
            return ((from > 0 ? "…" : "") + typed.Text[from..at], at < typed.Text.Length ? typed.Text[at].ToString() : "\u00a0", after);
        }
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _checked ??= Value;

    private void Check(ChangeEventArgs typed) => _checked = Read(typed);

    private Task ChangeAsync(ChangeEventArgs typed)
    {
        _checked = Read(typed);
        return ValueChanged.InvokeAsync(_checked);
    }

    private Task AddAsync(FormulaName name)
    {
        _checked = Formula.Of($"{_checked?.Text}{(_checked is null ? "" : " ")}{name.Example}");
        return ValueChanged.InvokeAsync(_checked);
    }

    private static Formula? Read(ChangeEventArgs typed) => typed.Value is string { Length: > 0 } text && text.Trim().Length > 0 ? Formula.Of(text.Trim()) : null;

    private static string GroupTitle(FormulaGroup group) => group switch
    {
        FormulaGroup.Metadata => "Custom attributes",
        FormulaGroup.Item => "Items",
        FormulaGroup.Voucher => "Codes and tiers",
        _ => group.ToString(),
    };
}
