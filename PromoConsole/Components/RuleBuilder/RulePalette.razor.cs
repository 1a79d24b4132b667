using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>The kinds of rules to choose from: searchable, by category, recently used and favourites first; what this context does not allow is greyed with the reason.</summary>
public sealed partial class RulePalette
{
    private string _text = "";

    /// <summary>What the rule is meant for: decides what can be chosen.</summary>
    [Parameter, EditorRequired] public required RuleContexts Context { get; set; }

    [Parameter, EditorRequired] public required EventCallback<RuleKind> OnChosen { get; set; }

    /// <summary>Words of kinds used lately and of favourites.</summary>
    [Parameter, EditorRequired] public required PaletteMemory Memory { get; set; }

    [Parameter] public EventCallback<PaletteMemory> MemoryChanged { get; set; }

    private IEnumerable<(string Title, IReadOnlyList<RuleKind> Kinds)> Groups
    {
        get
        {
            var all = RuleKinds.All.Where(kind => kind is { Legacy: false, IsSubRule: false }).ToList();
            var words = _text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length > 0)
            {
                all = all.FindAll(kind => words.All(word => Says(kind).Contains(word, StringComparison.OrdinalIgnoreCase)));
            }
            else
            {
                if (Of(Memory.Favourites) is { Count: > 0 } favourites) yield return ("Favourites", favourites);
                if (Of(Memory.Recent) is { Count: > 0 } recent) yield return ("Recently used", recent);
            }

            foreach (var group in all.GroupBy(kind => kind.Category)) yield return (RuleKinds.LabelOf(group.Key), [.. group]);
        }
    }

    private static string Says(RuleKind kind) => $"{kind.Label} {kind.Help} {kind.Example} {RuleKinds.LabelOf(kind.Category)}";

    private static List<RuleKind> Of(IEnumerable<string> words) => [.. words.Select(RuleKinds.Find).OfType<RuleKind>()];

    private bool IsFavourite(RuleKind kind) => Memory.Favourites.Contains(kind.Word);

    private string? WhyNot(RuleKind kind) => RuleKinds.IsOffered(kind, Context) ? null : $"Only for {ContextWords.Of(kind.Contexts)}";

    private Task ChooseAsync(RuleKind kind) => WhyNot(kind) is null ? OnChosen.InvokeAsync(kind) : Task.CompletedTask;

    private Task FavourAsync(RuleKind kind) => MemoryChanged.InvokeAsync(Memory.Favour(kind.Word));

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _text = "";
        return key.Key == "Enter" && _text.Trim().Length > 0 && Groups.SelectMany(group => group.Kinds).FirstOrDefault(kind => WhyNot(kind) is null) is { } first
            ? ChooseAsync(first) : Task.CompletedTask;
    }
}
