using PromoConsole.Engine.Rules.Library;

namespace PromoConsole.Engine.Campaigns.Promotions;

/// <summary>Adds a tier to a promotion campaign.</summary>
/// <param name="Campaign">Id or name.</param>
/// <param name="Tier">Its id, place and times are given when it is made.</param>
/// <param name="Hierarchy">1 comes first; whoever has that place moves one on. Null for the end.</param>
/// <param name="Actor">E-mail address or API key name of who asks.</param>
/// <param name="RuleId">A rule to put before it, <c>val_…</c>; null for none.</param>
/// <param name="NewRule">That rule, where it is to be made with the tier; null where it is there.</param>
public sealed record AddTier(string Campaign, TierSetup Tier, int? Hierarchy, string Actor, string? RuleId = null, NewRule? NewRule = null);

/// <summary>Changes a tier.</summary>
/// <param name="Change">Gives the tier with the change; its id and the time it was made stay.</param>
/// <param name="Hierarchy">Where it moves; null leaves it in its place.</param>
/// <param name="RuleId">A rule to put before it, in the place of one that is there; null leaves that as it is.</param>
/// <param name="WithoutRule">Takes the rule that is there away; asked only without <paramref name="RuleId"/>.</param>
public sealed record ChangeTier(string TierId, Func<TierSetup, TierSetup> Change, int? Hierarchy, string Actor, string? RuleId = null, bool WithoutRule = false);

/// <summary>Switches one tier on or off.</summary>
public sealed record SetTierActive(string TierId, bool Active, string Actor);

/// <summary>Puts the tiers of a campaign into another order, numbered from 1.</summary>
/// <param name="Campaign">Id or name.</param>
/// <param name="TierIds">All of them, each once.</param>
public sealed record ReorderTiers(string Campaign, IReadOnlyList<string> TierIds, string Actor);

/// <summary>Adds a stack of tiers to a promotion campaign.</summary>
/// <param name="Campaign">Id or name.</param>
/// <param name="Stack">Its id and times are given when it is made.</param>
public sealed record AddStack(string Campaign, StackSetup Stack, string Actor);

/// <summary>Changes a stack.</summary>
/// <param name="Campaign">Id or name.</param>
/// <param name="Change">Gives the stack with the change; its id and the time it was made stay.</param>
public sealed record ChangeStack(string Campaign, string StackId, Func<StackSetup, StackSetup> Change, string Actor);
