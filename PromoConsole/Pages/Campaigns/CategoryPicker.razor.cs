using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Campaigns;

/// <summary>Chooses the category of a campaign; one that is missing is made on the spot.</summary>
public sealed partial class CategoryPicker(CategoryService categories, CurrentMember member)
{
    private const string None = "";

    private IReadOnlyList<Category> _all = [];
    private string? _name;
    private string? _problem;
    private long? _rank = Category.StandardHierarchy;
    private bool _making;
    private bool _busy;

    /// <summary>Id of the category chosen; null for none.</summary>
    [Parameter] public string? CategoryId { get; set; }

    [Parameter] public EventCallback<string?> CategoryIdChanged { get; set; }

    private IReadOnlyList<Choice<string>> Choices => [new(None, "No category"), .. _all.Select(category => new Choice<string>(category.Id, category.Name))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _all = await categories.ListAsync();

    private Task ChooseAsync(string? id) => CategoryIdChanged.InvokeAsync(id == None ? null : id);

    private async Task CreateAsync()
    {
        _busy = true;
        var made = await categories.CreateAsync(new CreateCategory(_name ?? "", (int)(_rank ?? Category.StandardHierarchy), await member.CallerAsync()));
        _busy = false;
        _problem = made.Error?.Message;
        if (!made.IsOk) return;
        _all = await categories.ListAsync();
        (_making, _name) = (false, null);
        await CategoryIdChanged.InvokeAsync(made.Value.Id);
    }
}
