using PromoConsole.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Search;
using PromoConsole.Identity;
using PromoConsole.Layout;

namespace PromoConsole.Pages.Search;

/// <summary>What the command palette finds: what the engine knows and the member may open, and the places they can go.</summary>
internal sealed class EngineSearch(SearchService search, CustomerService customers, CurrentMember member, IProjectSource projects, TimeProvider time) : ISearchSource
{
    public async Task<IReadOnlyList<SearchGroup>> FindAsync(string text, CancellationToken ct)
    {
        var format = (await projects.CurrentAsync(ct)).Format;
        var groups = new List<SearchGroup>();
        var contacts = await member.MayAsync(Permissions.CustomersContact);
        if (text.Length == 0)
        {
            if (await member.MayAsync(Permissions.CustomersRead))
                groups.Add(new("Codes tried last by", [.. (await customers.RecentlyActiveAsync(5, ct)).Select(c => new SearchHit(Contacts.Shown(CustomerNames.Of(c), contacts), Contacts.Shown(c.SourceId, contacts), "user", $"/customers/{c.Id}"))]));
        }
        else
        {
            groups.AddRange(Groups(await search.FindAsync(text, await ScopeAsync(), ct: ct), format, contacts));
        }

        groups.Add(new("Go to", await PlacesAsync(text)));
        return [.. groups.Where(group => group.Hits.Count > 0)];
    }

    private IEnumerable<SearchGroup> Groups(SearchResults found, ProjectFormat format, bool contacts)
    {
        yield return new("Customers", [.. found.Customers.Select(c => new SearchHit(
            Contacts.Shown(CustomerNames.Of(c.Name, c.Email, c.SourceId, c.Id), contacts), contacts ? c.Email ?? c.Phone ?? c.SourceId : Contacts.Shown(c.SourceId, contacts), "user", $"/customers/{c.Id}"))]);
        yield return new("Codes", [.. found.Codes.Select(c => new SearchHit(c.Code, c.CampaignName, "code", $"/codes?q={Uri.EscapeDataString(c.Code)}"))]);
        yield return new("Orders", [.. found.Orders.Select(o => new SearchHit(
            $"Order {o.SourceId ?? o.Id}", $"{format.Money(o.Amount)}, {format.Relative(o.CreatedAt, time.GetUtcNow())}", "cart", $"/orders/{o.Id}"))]);
        yield return new("Campaigns", [.. found.Campaigns.Select(c => new SearchHit(c.Name, c.Active ? null : "Paused", "tag", $"/campaigns/{c.Id}"))]);
        yield return new("Rules", [.. found.Rules.Select(r => new SearchHit(string.IsNullOrWhiteSpace(r.Name) ? "Unnamed rule" : r.Name, r.IsPublished ? null : "Draft", "rules", $"/rules/{r.Id}"))]);
        yield return new("Redemptions", [.. found.Redemptions.Select(r => new SearchHit(r.Id, $"{r.Code}, {format.Relative(r.At, time.GetUtcNow())}", "history", $"/redemptions/{r.Id}"))]);
    }

    private async Task<IReadOnlyList<SearchHit>> PlacesAsync(string text)
    {
        var hits = new List<SearchHit>();
        foreach (var item in NavPlan.Groups.SelectMany(group => group.Items).Append(NavPlan.Settings))
            if (item.Title.Contains(text, StringComparison.OrdinalIgnoreCase) && (item.Permission == Permissions.Member || await member.MayAsync(item.Permission)))
                hits.Add(new(item.Title, null, item.Icon, item.Href));
        return hits;
    }

    private async Task<SearchScope> ScopeAsync()
    {
        var scope = SearchScope.None;
        if (await member.MayAsync(Permissions.CodesRead)) scope |= SearchScope.Codes;
        if (await member.MayAsync(Permissions.CustomersRead)) scope |= SearchScope.Customers;
        if (await member.MayAsync(Permissions.OrdersRead)) scope |= SearchScope.Orders;
        if (await member.MayAsync(Permissions.CampaignsRead)) scope |= SearchScope.Campaigns | SearchScope.Rules;
        if (await member.MayAsync(Permissions.RedemptionsRead)) scope |= SearchScope.Redemptions;
        return scope;
    }
}
