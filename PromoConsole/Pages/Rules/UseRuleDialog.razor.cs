using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Pages.Rules;

/// <summary>Chooses a published rule of the library, to assign it or to copy it.</summary>
public sealed partial class UseRuleDialog(RuleLibrary library, RuleChoices choices) : IDisposable
{
    private const int Shown = 20;

    private readonly LatestSearch _search = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private IReadOnlyList<RuleRow>? _found;
    private string _text = "";

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>On the button of each rule: "Assign".</summary>
    [Parameter, EditorRequired] public required string Verb { get; set; }

    /// <summary>What choosing one means.</summary>
    [Parameter] public string? Note { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback<ValidationRule> OnChosen { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => FindAsync();

    /// <inheritdoc />
    public void Dispose() => _search.Dispose();

    private Task TypeAsync(ChangeEventArgs typed)
    {
        _text = (typed.Value as string ?? "").Trim();
        return FindAsync();
    }

    private async Task FindAsync()
    {
        var found = await _search.RunAsync(async stop =>
        {
            var page = await library.ListAsync(new RuleLibraryQuery { Text = _text, PublishedOnly = true, Order = RuleLibraryOrder.Used, Take = Shown }, stop);
            Rule[] rules = [.. page.Items.Select(row => row.Content.Rule).OfType<Rule>()];
            foreach (var (id, name) in await choices.NamesAsync(new AllOf(rules), stop)) _names[id] = name;
            return page.Items;
        });
        if (found is not null) _found = found;
    }
}
