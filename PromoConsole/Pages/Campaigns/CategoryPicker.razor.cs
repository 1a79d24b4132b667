using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Campaigns;

/// <summary>Chooses the category of a campaign, a tier or a stack; one that is missing is made on the spot.</summary>
public sealed partial class CategoryPicker(CategoryService categories, CurrentMember member)
{
    private const string NoId = "";

    private IReadOnlyList<Category> _own = [];
    private string? _name;
    private string? _problem;
    private long? _rank = Category.StandardHierarchy;
    private bool _making;
    private bool _busy;

    /// <summary>Id of the category chosen; null for none.</summary>
    [Parameter] public string? CategoryId { get; set; }

    [Parameter] public EventCallback<string?> CategoryIdChanged { get; set; }

    /// <summary>All there are, where several choose among them; null reads them here.</summary>
    [Parameter] public IReadOnlyList<Category>? All { get; set; }

    [Parameter] public EventCallback<IReadOnlyList<Category>> AllChanged { get; set; }

    /// <summary>What to choose for none.</summary>
    [Parameter] public string None { get; set; } = "No category";

    /// <summary>The name of what was chosen, for whoever shows names by id.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Choosable>> OnNames { get; set; }

    private IReadOnlyList<Choice<string>> Choices => [new(NoId, None), .. (All ?? _own).Select(category => new Choice<string>(category.Id, category.Name))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (All is null) _own = await categories.ListAsync();
    }

    private async Task ChooseAsync(string? id)
    {
        if ((All ?? _own).FirstOrDefault(category => category.Id == id) is { } chosen) await OnNames.InvokeAsync([new(chosen.Id, chosen.Name, null)]);
        await CategoryIdChanged.InvokeAsync(id == NoId ? null : id);
    }

    private async Task CreateAsync()
    {
        _busy = true;
        var made = await categories.CreateAsync(new CreateCategory(_name ?? "", (int)(_rank ?? Category.StandardHierarchy), await member.CallerAsync()));
        _busy = false;
        _problem = made.Error?.Message;
        if (!made.IsOk) return;
        var all = await categories.ListAsync();
        if (All is null) _own = all;
        else await AllChanged.InvokeAsync(all);
        (_making, _name) = (false, null);
        await ChooseAsync(made.Value.Id);
    }
}
