using PromoConsole.Engine.Orders;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>How everything that a rule names stands today, as of when it was named.</summary>
public sealed class ThingStates(IReadOnlyDictionary<string, ThingState> byId)
{
    public static ThingStates None { get; } = new(new Dictionary<string, ThingState>());

    /// <summary>Null while it is not known.</summary>
    public ThingState? Of(string id) => byId.GetValueOrDefault(id);
}
