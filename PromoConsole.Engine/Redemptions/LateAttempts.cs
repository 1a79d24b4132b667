using PromoConsole.Engine.Customers;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Refused attempts are written after they were decided. Whose they are is asked when they are written, because customers are merged and deleted meanwhile.</summary>
internal static class LateAttempts
{
    /// <summary>The attempt as it is written.</summary>
    /// <param name="owner">Who its customer is by now; null when there is nobody any more, whose name is then not kept either.</param>
    public static Redemption Of(Redemption attempt, string? owner)
    {
        if (attempt.CustomerId is not { } decided || decided == owner) return attempt;
        return owner is null ? attempt with { Detail = CustomerRemoval.Forgotten(attempt.Detail, erase: true) } : attempt with { CustomerId = owner };
    }
}
