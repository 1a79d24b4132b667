using System.Globalization;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Api;

internal sealed record TimeframeView(string Interval, string Duration)
{
    public static TimeframeView? Of(Schedule? schedule) =>
        schedule?.Timeframe is { } frame ? new TimeframeView(frame.Interval, frame.Duration) : null;
}

internal sealed record HoursView(IReadOnlyList<DailyHoursView> Daily)
{
    public static HoursView? Of(Schedule? schedule) =>
        schedule is { Hours.Count: > 0 } ? new HoursView([.. schedule.Hours.Select(DailyHoursView.Of)]) : null;
}

internal sealed record DailyHoursView(string StartTime, string ExpirationTime, IReadOnlyList<int> DaysOfWeek)
{
    public static DailyHoursView Of(DailyHours hours) => new(
        hours.From.ToString("HH:mm", CultureInfo.InvariantCulture), hours.To.ToString("HH:mm", CultureInfo.InvariantCulture),
        hours.Days.Count == 0 ? [0, 1, 2, 3, 4, 5, 6] : DaysOf(hours.Days)!);

    /// <summary>0 is Sunday; null for no restriction.</summary>
    public static IReadOnlyList<int>? DaysOf(IReadOnlyList<DayOfWeek>? days) =>
        days is { Count: > 0 } ? [.. days.Select(day => (int)day)] : null;
}

/// <summary>Validation rules that stand before a code or campaign.</summary>
internal sealed record AssignmentListView(IReadOnlyList<AssignmentView> Data)
{
    public string Object => "list";

    public string DataRef => "data";

    public int Total => Data.Count;

    /// <summary>Of a promotion tier.</summary>
    public static AssignmentListView Of(TierSetup tier) =>
        tier.Rule is null ? new([]) : new([AssignmentView.Of(Refusals.RuleIdOf(null, tier.Id)!, tier.Id, "promotion_tier", tier.CreatedAt)]);

    /// <param name="type">What the rule belongs to: <c>campaign</c> or <c>voucher</c>.</param>
    public static AssignmentListView Of(CampaignSetup? setup, string type, string ownerId, DateTimeOffset createdAt)
    {
        if (setup is null || (setup.Rule is null && setup.Limits == new CampaignLimits())) return new AssignmentListView([]);
        var ruleId = type == "campaign" ? Refusals.RuleIdOf(ownerId, null)! : Refusals.RuleIdOf(null, ownerId)!;
        return new AssignmentListView([AssignmentView.Of(ruleId, ownerId, type, createdAt)]);
    }
}

internal sealed record AssignmentView(string Id, string RuleId, string RelatedObjectId, string RelatedObjectType, DateTimeOffset CreatedAt)
{
    public string Object => "validation_rules_assignment";

    public static AssignmentView Of(string ruleId, string ownerId, string type, DateTimeOffset createdAt) => new("asgm_" + ruleId[4..], ruleId, ownerId, type, createdAt);
}
