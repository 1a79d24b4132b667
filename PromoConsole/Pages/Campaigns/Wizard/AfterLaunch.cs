using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Wizard;

/// <summary>What launching will do, in numbers.</summary>
public static class AfterLaunch
{
    /// <summary>Icon and sentence of each thing that happens.</summary>
    /// <param name="launched">It was launched before.</param>
    public static IReadOnlyList<(string Icon, string Sentence)> Steps(CampaignSetup setup, bool launched, bool active, DateTimeOffset now, ProjectFormat format, CampaignKind kind = CampaignKind.Coupons)
    {
        var promotion = kind == CampaignKind.Promotion;
        var steps = new List<(string, string)>();
        var zone = SetupText.In(setup.Schedule, format);
        if (!launched && !promotion)
        {
            steps.Add(("code", setup.Codes.Mode == CodeMode.Shared
                ? $"The code {setup.Codes.SharedCode} is made at once."
                : (setup.Codes.OnDemand, setup.Codes.Count) switch
                {
                    (true, 0) => "No codes are made yet: each is made when it is given to a customer.",
                    (false, 0) => "No codes are made yet; add them on the campaign's page.",
                    var (onDemand, count) => $"{format.Number(count)} codes are made in the background, {Takes(count)}{(onDemand ? "; more whenever they run out" : null)}.",
                }));
        }

        var works = setup.Schedule.StartsAt is { } start && start > now ? $"from {zone.DateAndTime(start)}, {zone.ZoneName}" : "at once";
        var it = !launched && setup.Codes.Mode == CodeMode.Shared;
        if (!active) steps.Add(("pause", $"The campaign stays paused: no {(promotion ? "tier" : "code")} works until it is resumed."));
        else if (launched) steps.Add(("play", $"The changes hold {works} for every request, without a gap."));
        else if (promotion) steps.Add(("play", $"Carts get the tiers {works}, wherever the shop asks for them."));
        else steps.Add(("play", $"{(it ? "It works" : "They work")} {works}."));
        if (setup.Schedule.EndsAt is { } end) steps.Add(("calendar", $"{(promotion ? "Its tiers stop" : it ? "It stops" : "They stop")} {SetupText.End(end, zone)}, {zone.ZoneName}."));
        return steps;
    }

    /// <summary>The launch button: exactly what it does.</summary>
    public static string Button(CampaignSetup setup, bool launched, int nextVersion, DateTimeOffset now, ProjectFormat format, CampaignKind kind = CampaignKind.Coupons)
    {
        if (launched) return $"Launch version {nextVersion}";
        var zone = SetupText.In(setup.Schedule, format);
        var from = setup.Schedule.StartsAt is { } start && start > now ? $"; works from {zone.Local(start).ToString("d MMM, HH:mm", format.Culture)}" : "; works at once";
        if (kind == CampaignKind.Promotion) return $"Launch {format.Number(setup.Tiers.Count)} {(setup.Tiers.Count == 1 ? "tier" : "tiers")}{from}";
        var what = setup.Codes.Mode == CodeMode.Shared
            ? $"Launch with {setup.Codes.SharedCode}"
            : setup.Codes.Count == 0 ? setup.Codes.OnDemand ? "Launch with codes on demand" : "Launch without codes" : $"Launch and make {format.Number(setup.Codes.Count)} {(setup.Codes.Count == 1 ? "code" : "codes")}";
        return what + from;
    }

    private static string Takes(int count) => count switch { <= 20_000 => "a second or two", <= 200_000 => "well under a minute", _ => "about a minute" };
}
