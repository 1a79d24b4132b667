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

    /// <summary>What is offered instead of rules; null for rules.</summary>
    [Parameter] public BuilderVocabulary? Vocabulary { get; set; }

    [Parameter, EditorRequired] public required EventCallback<RuleKind> OnChosen { get; set; }

    /// <summary>Words of kinds used lately and of favourites.</summary>
    [Parameter, EditorRequired] public required PaletteMemory Memory { get; set; }

    [Parameter] public EventCallback<PaletteMemory> MemoryChanged { get; set; }

    private IEnumerable<(string Title, IReadOnlyList<RuleKind> Kinds)> Groups
    {
        get
        {
            var words = _text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0)
            {
                if (Of(Memory.Favourites) is { Count: > 0 } favourites) yield return ("Favourites", favourites);
                if (Of(Memory.Recent) is { Count: > 0 } recent) yield return ("Recently used", recent);
            }

            foreach (var (title, kinds) in All)
                if (kinds.Where(kind => words.All(word => Says(kind, title).Contains(word, StringComparison.OrdinalIgnoreCase))).ToList() is { Count: > 0 } found) yield return (title, found);
        }
    }

    private IEnumerable<(string Title, IReadOnlyList<RuleKind> Kinds)> All => Vocabulary?.Groups
        ?? RuleKinds.All.Where(kind => kind is { Legacy: false, IsSubRule: false }).GroupBy(kind => kind.Category).Select(group => (RuleKinds.LabelOf(group.Key), (IReadOnlyList<RuleKind>)[.. group]));

    private static string Says(RuleKind kind, string title) => $"{kind.Label} {kind.Help} {kind.Example} {title}";

    private List<RuleKind> Of(IEnumerable<string> words) => [.. words.Select(word => Vocabulary is { } own ? own.Find(word) : RuleKinds.Find(word)).OfType<RuleKind>()];

    private bool IsFavourite(RuleKind kind) => Memory.Favourites.Contains(kind.Word);

    private string? WhyNot(RuleKind kind) => Vocabulary is not null || RuleKinds.IsOffered(kind, Context) ? null : $"Only for {ContextWords.Of(kind.Contexts)}";

    private Task ChooseAsync(RuleKind kind) => WhyNot(kind) is null ? OnChosen.InvokeAsync(kind) : Task.CompletedTask;

    private Task FavourAsync(RuleKind kind) => MemoryChanged.InvokeAsync(Memory.Favour(kind.Word));

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Escape") _text = "";
        return key.Key == "Enter" && _text.Trim().Length > 0 && Groups.SelectMany(group => group.Kinds).FirstOrDefault(kind => WhyNot(kind) is null) is { } first
            ? ChooseAsync(first) : Task.CompletedTask;
    }
}
