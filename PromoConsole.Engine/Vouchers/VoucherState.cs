using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Engine.Vouchers;

/// <summary>What a code may do now, before any rule is asked. Hours and weekdays do not count: they open again by themselves.</summary>
public enum VoucherState { Usable, NotYet, UsedUp, Expired, Inactive }

/// <summary>Computes the state of a code as the checks of a redemption would meet it, in their order.</summary>
public static class VoucherStatePolicy
{
    /// <param name="campaign">Null for a code of its own.</param>
    /// <param name="startsAt">Start of the version the code is on.</param>
    /// <param name="endsAt">Its end.</param>
    public static VoucherState Of(Voucher voucher, Campaign? campaign, DateTimeOffset? startsAt, DateTimeOffset? endsAt, DateTimeOffset now)
    {
        if (!voucher.Active || campaign is { Active: false } || campaign?.DeletedAt is not null) return VoucherState.Inactive;
        if (voucher.StartsAt > now || startsAt > now) return VoucherState.NotYet;
        if (voucher.EndsAt <= now || (voucher.PublishedUntil ?? endsAt) <= now) return VoucherState.Expired;
        return voucher.RedemptionLimit <= voucher.RedeemedQuantity ? VoucherState.UsedUp : VoucherState.Usable;
    }
}
