using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Engine.Redemptions;

/// <summary>A version's terms made ready at publish time, so that nothing is parsed or looked up while deciding.</summary>
/// <param name="Zone">In which its windows are read.</param>
/// <param name="Effective">The rule with the usual limits as further conditions; null when everything qualifies.</param>
/// <param name="ValidAfterPublication">Null when the code lives until the end of the schedule.</param>
public sealed record CompiledTerms(TimeZoneInfo Zone, Schedule Schedule, Rule? Effective, TimeSpan? ValidAfterPublication);
