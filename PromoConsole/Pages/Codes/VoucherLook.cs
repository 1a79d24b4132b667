using PromoConsole.Components;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Pages.Campaigns;

namespace PromoConsole.Pages.Codes;

/// <summary>How a code's state is shown: icon, word, hint.</summary>
public sealed record VoucherLook(string Icon, string Word, string? Hint, bool Attention)
{
    public static VoucherLook Of(VoucherRow row, DateTimeOffset now, ProjectFormat format) => row.State switch
    {
        VoucherState.Usable => new("play", "Usable", row.EndsAt is { } end ? $"until {SetupText.End(end, format)}" : "no end", false),
        VoucherState.NotYet => new("calendar", "Not yet", row.StartsAt is { } start ? $"starts {format.Relative(start, now)}" : null, false),
        VoucherState.UsedUp => new("check", "Used up", null, false),
        VoucherState.Expired => new("clock", "Expired", row.EndsAt is { } end ? format.Relative(end, now) : null, false),
        _ => new("pause", "Inactive", row.Active ? row.BlockedBy : "switched off", true),
    };

    /// <summary>A state as a filter's word.</summary>
    public static string Name(VoucherState state) => state switch
    {
        VoucherState.NotYet => "Not yet",
        VoucherState.UsedUp => "Used up",
        _ => state.ToString(),
    };
}
