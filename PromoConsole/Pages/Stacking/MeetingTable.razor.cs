using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Stacking;

namespace PromoConsole.Pages.Stacking;

/// <summary>For any two categories, whether two of their promotions go together.</summary>
public sealed partial class MeetingTable
{
    [Parameter, EditorRequired] public required StackingRules Rules { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<BoardLane> Lanes { get; set; }

    private static string IconOf(Meeting meeting) => meeting.Kind switch
    {
        MeetingKind.Together => "layers",
        MeetingKind.OnlyOne => "minus",
        _ => "x",
    };

    private string WordsOf(Meeting meeting) => meeting.Kind switch
    {
        MeetingKind.Together => "Together",
        MeetingKind.OnlyOne => "The first only",
        _ => $"{Lanes.FirstOrDefault(lane => lane.Category?.Id == meeting.WinnerId)?.Name} only",
    };
}
