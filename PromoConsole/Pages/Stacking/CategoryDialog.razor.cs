using Microsoft.AspNetCore.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Stacking;

/// <summary>Makes, renames or deletes a category.</summary>
public sealed partial class CategoryDialog(CategoryService categories, CurrentMember member)
{
    private string? _name;
    private string? _problem;
    private bool _busy;

    /// <summary>Null for a new one.</summary>
    [Parameter] public Category? Category { get; set; }

    /// <summary>The rank a new one gets.</summary>
    [Parameter] public int Rank { get; set; }

    /// <summary>It was done; what, in words.</summary>
    [Parameter, EditorRequired] public required EventCallback<string> OnDone { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _name = Category?.Name;

    private Task SaveAsync() => DoAsync(async caller => Category is null
        ? (await categories.CreateAsync(new CreateCategory(_name ?? "", Rank, caller)), $"Category {_name?.Trim()} created")
        : (await categories.ChangeAsync(new ChangeCategory(Category.Id, _name ?? "", null, caller)), $"Category is now called {_name?.Trim()}"));

    private Task DeleteAsync() => DoAsync(async caller => (await categories.DeleteAsync(Category!.Id, caller), $"Category {Category.Name} deleted"));

    private async Task DoAsync(Func<Engine.Redemptions.Caller, Task<(Result<Category> Done, string Says)>> act)
    {
        _busy = true;
        var (done, says) = await act(await member.CallerAsync());
        _busy = false;
        _problem = done.Error is { } error ? error.Details ?? error.Message : null;
        if (done.IsOk) await OnDone.InvokeAsync(says);
    }
}
