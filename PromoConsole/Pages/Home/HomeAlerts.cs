using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Home;

/// <summary>Something somebody should look at, with the one thing to do about it.</summary>
public sealed record HomeAlert(string Icon, string Title, string Text, string Action, string Href);

/// <summary>Finds what needs attention among the campaigns that run.</summary>
public static class HomeAlerts
{
    private const int Most = 5;

    public static IReadOnlyList<HomeAlert> Of(IReadOnlyList<CampaignRow> rows, ProjectFormat format, DateTimeOffset now)
    {
        var alerts = new List<HomeAlert>();
        foreach (var row in rows)
        {
            var (id, name) = (row.Campaign.Id, row.Campaign.Name);
            if (row.Status == CampaignStatus.Paused)
            {
                var since = row.Campaign.PausedAt is { } at ? $"Since {format.DateAndTime(at)}. " : "";
                alerts.Add(new("pause", $"“{name}” is paused", $"{since}{row.Campaign.PauseReason}", "Open the campaign", $"/campaigns/{id}"));
            }
            else if (row.Setup.Limits.DiscountedAmount is { } budget && row.DiscountAmount >= budget * 9 / 10)
            {
                alerts.Add(new("warn", $"The budget of “{name}” is nearly spent", $"{format.Money(row.DiscountAmount)} of {format.Money(budget)}.", "See the limits", $"/campaigns/{id}"));
            }
            else if (row is { Status: CampaignStatus.Live, UsesLeft: { } left } && left * 10 < row.Campaign.CodesCount)
            {
                alerts.Add(new("code", $"Codes of “{name}” run out", $"{format.Number(left)} of {format.Number(row.Campaign.CodesCount)} are left.", "Make more codes", $"/campaigns/{id}?tab=codes"));
            }
            else if (row.Status == CampaignStatus.Live && row.Campaign.EndsAt is { } end && end - now < TimeSpan.FromDays(3))
            {
                alerts.Add(new("clock", $"“{name}” ends soon", $"{format.Exact(end)}.", "Open the campaign", $"/campaigns/{id}"));
            }
        }

        return alerts.Count <= Most ? alerts : alerts[..Most];
    }
}
