using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Engine.Redemptions.Replays;

/// <summary>Names one stored version of a campaign or rule.</summary>
internal readonly record struct VersionOf(string Id, int Number);

/// <summary>The stored versions that an attempt was decided by.</summary>
internal sealed record ReplayVersions(IReadOnlyDictionary<VersionOf, CampaignSetup> Campaigns, IReadOnlyDictionary<VersionOf, RuleVersion> Rules);

/// <summary>A rule as it was.</summary>
internal sealed record RuleVersion(string Name, Rules.Library.RuleContent Content);
