namespace PromoConsole.Engine.Redemptions;

/// <summary>What a session holds of a decision.</summary>
internal static class SessionLocks
{
    /// <summary>One use of each code with a limit that applies; codes without a limit need no hold, budgets are never held.</summary>
    public static IReadOnlyList<SessionLock> Of(LockRedeemables request, Decision decision, DateTimeOffset now)
    {
        var held = new List<SessionLock>();
        foreach (var step in decision.Applied)
            if (step.Voucher is { RedemptionLimit: not null, Id: var id })
                held.Add(new SessionLock { VoucherId = id, SessionKey = request.SessionKey!, CreatedAt = now, ExpiresAt = now + request.Life });
        held.Sort((a, b) => string.CompareOrdinal(a.VoucherId, b.VoucherId));
        return held;
    }
}
