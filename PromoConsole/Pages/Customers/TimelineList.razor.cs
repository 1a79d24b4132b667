using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Customers.Wallets;

namespace PromoConsole.Pages.Customers;

/// <summary>What happened with a customer, newest first; each attempt opens its proof.</summary>
public sealed partial class TimelineList(TimeProvider time)
{
    private static readonly (TimelineFilter Filter, string Title)[] Chips =
    [
        (TimelineFilter.Everything, "Everything"), (TimelineFilter.Attempts, "Attempts"), (TimelineFilter.Refused, "Refused"),
        (TimelineFilter.Orders, "Orders"), (TimelineFilter.Actions, "Given and taken back"), (TimelineFilter.Agents, "Changes"),
    ];

    private bool _busy;

    /// <summary>The entries loaded so far.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<TimelineEntry> Entries { get; set; }

    /// <summary>What is shown.</summary>
    [Parameter] public TimelineFilter Filter { get; set; }

    /// <summary>Another part is to be shown.</summary>
    [Parameter] public EventCallback<TimelineFilter> FilterChanged { get; set; }

    /// <summary>There are older entries.</summary>
    [Parameter] public bool HasMore { get; set; }

    /// <summary>Older entries are asked for.</summary>
    [Parameter] public EventCallback OnMore { get; set; }

    /// <summary>The proof of an entry is asked for.</summary>
    [Parameter] public EventCallback<TimelineEntry> OnOpen { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private TimelineWords Words => new(Format, time.GetUtcNow());

    private static bool OpensProof(TimelineEntry entry) =>
        entry.Kind is TimelineKind.Redeemed or TimelineKind.RefusedRedemption or TimelineKind.RefusedValidation or TimelineKind.RolledBack;

    private static bool Refused(TimelineEntry entry) => entry.Kind is TimelineKind.RefusedRedemption or TimelineKind.RefusedValidation;

    private static string Dot(TimelineEntry entry) => Refused(entry) ? "dot fail" : entry.Kind == TimelineKind.Redeemed ? "dot pass" : "dot";

    private static string? Verdict(TimelineEntry entry) => Refused(entry) ? "Refused" : entry.Kind == TimelineKind.Redeemed ? "Accepted" : null;

    private static string Symbol(TimelineEntry entry) => entry.Kind switch
    {
        TimelineKind.Redeemed => "passed",
        TimelineKind.RefusedRedemption or TimelineKind.RefusedValidation => "failed",
        TimelineKind.RolledBack => "undo",
        TimelineKind.Published => "gift",
        TimelineKind.Told => "bell",
        TimelineKind.SegmentEntered or TimelineKind.SegmentLeft => "users",
        TimelineKind.Logged => "user",
        _ => "cart",
    };

    private async Task MoreAsync()
    {
        _busy = true;
        try
        {
            await OnMore.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
