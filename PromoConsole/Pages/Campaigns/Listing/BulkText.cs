using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>Bulk actions in words.</summary>
public static class BulkText
{
    /// <summary>"Pause 3 campaigns".</summary>
    public static string Verb(BulkAction action, int count, ProjectFormat format) => $"{Word(action)} {Many(count, format)}";

    /// <summary>"3 campaigns paused"; "2 of 3 campaigns paused".</summary>
    public static string Done(BulkOutcome outcome, ProjectFormat format)
    {
        var done = outcome.Action switch
        {
            BulkAction.Pause => "paused",
            BulkAction.Resume => "resumed",
            BulkAction.Extend => "moved to another end",
            BulkAction.Tag => "tagged",
            BulkAction.Categorize => "moved to another category",
            BulkAction.Assign => "given to another owner",
            BulkAction.Archive => "archived",
            BulkAction.Unarchive => "taken out of the archive",
            BulkAction.Duplicate => "duplicated as drafts",
            BulkAction.Delete => "moved to the bin",
            _ => "restored",
        };
        return outcome.Succeeded == outcome.Items.Count
            ? $"{Many(outcome.Succeeded, format)} {done}"
            : $"{format.Number(outcome.Succeeded)} of {Many(outcome.Items.Count, format)} {done}";
    }

    public static string Word(BulkAction action) => action switch
    {
        BulkAction.Categorize => "Change category of",
        BulkAction.Assign => "Change owner of",
        BulkAction.Unarchive => "Take out of the archive:",
        _ => action.ToString(),
    };

    /// <summary>"1 campaign", "3 campaigns".</summary>
    public static string Many(long count, ProjectFormat format) => $"{format.Number(count)} {(count == 1 ? "campaign" : "campaigns")}";
}
