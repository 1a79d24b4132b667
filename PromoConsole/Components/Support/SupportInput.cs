using PromoConsole.Engine;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Identity;

namespace PromoConsole.Components.Support;

/// <summary>Why an agent does something for a customer, as typed.</summary>
public sealed class SupportInput
{
    /// <summary>Code of the chosen reason; null while none is.</summary>
    public string? Reason { get; set; }

    public string? Note { get; set; }

    /// <summary>What the engine said about it last; null for nothing.</summary>
    public PromoError? Refusal { get; set; }

    /// <summary>What is wrong that belongs to no field.</summary>
    public PromoError? General => Refusal is { Field: "reason" or "note" } ? null : Refusal;

    /// <summary>Who asks, as what and why.</summary>
    public async Task<SupportCall> CallAsync(CurrentMember member) => new(await member.CallerAsync(), await member.RoleAsync(), Reason, Note);
}
