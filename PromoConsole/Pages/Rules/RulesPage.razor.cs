using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Rules;

/// <summary>The library: all rules that stand by themselves, with the drafts of those being built.</summary>
public sealed partial class RulesPage(RuleLibrary library, RuleChoices choices, CurrentMember member, NavigationManager navigation)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private long? _total;
    private bool _mayWrite;

    /// <summary>A part of the name.</summary>
    [SupplyParameterFromQuery(Name = "q")] public string? Q { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string? Text => string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();

    private IReadOnlyList<ActiveFilter> Chips => Text is { } text ? [new("q", "Name", $"has “{text}”")] : [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayWrite = await member.MayAsync(Permissions.CampaignsWrite);

    internal static string Named(RuleRow row) => string.IsNullOrWhiteSpace(row.Name) ? "Unnamed rule" : row.Name;

    private static string Href(RuleRow row) => $"/rules/{row.Id}";

    private void Find(string? text) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(text) ? null : text.Trim(), ["page"] = null }));

    private async Task<TablePage<RuleRow>> LoadAsync(TableQuery table, CancellationToken ct)
    {
        var page = await library.ListAsync(new RuleLibraryQuery
        {
            Text = Text,
            Order = table.SortBy switch { "name" => RuleLibraryOrder.Name, "used" => RuleLibraryOrder.Used, _ => RuleLibraryOrder.Changed },
            Ascending = table.SortBy is not null && !table.Descending,
            Skip = table.Skip,
            Take = table.Take,
        }, ct);
        Rule[] rules = [.. page.Items.Select(row => row.Content.Rule).OfType<Rule>()];
        foreach (var (id, name) in await choices.NamesAsync(new AllOf(rules), ct)) _names[id] = name;
        _total = page.Total;
        return new(page.Items, page.Total);
    }
}
