using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Identity;
using PromoConsole.Identity.Members;

namespace PromoConsole.Pages.Campaigns.Listing;

/// <summary>Asks what a bulk action needs, says what it does in numbers, and runs it.</summary>
public sealed partial class BulkDialog(CampaignBulk bulk, CurrentMember member) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<string> _people = [];
    private string? _reason;
    private string? _category;
    private string? _owner;
    private string? _add;
    private string? _remove;
    private string? _problem;
    private long? _days;
    private int _done;
    private bool _busy;

    [Inject] private MemberService Members { get; set; } = default!;

    [Parameter, EditorRequired] public required BulkAction Action { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<string> CampaignIds { get; set; }

    /// <summary>Codes of all of them.</summary>
    [Parameter] public long Codes { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback<BulkOutcome> OnDone { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private string Consequence => Action switch
    {
        BulkAction.Pause => $"{Format.Number(Codes)} codes stop working at once, until the campaigns are resumed. Orders already redeemed keep their discount; codes can still be given to customers.",
        BulkAction.Resume => $"Their codes work again as far as their dates allow: {Format.Number(Codes)} codes.",
        BulkAction.Extend => "Each gets a new version with the moved end. Codes already published or redeemed keep their dates.",
        BulkAction.Tag => "Tags help to find campaigns; nothing changes for customers.",
        BulkAction.Categorize => "Where several incentives meet in one cart, they are processed in the order of their categories.",
        BulkAction.Assign => "The owner is who colleagues ask, and whose drafts these are. Nothing changes for customers.",
        BulkAction.Archive => "They leave the usual views and stay in the archive, from which they can be taken at any time. What is live or scheduled is left as it is.",
        BulkAction.Unarchive => "They are back in the usual views, as they were.",
        BulkAction.Duplicate => "Each copy is a draft. Unique codes are made anew when it is launched; a shared code must be chosen anew.",
        BulkAction.Delete => $"{Format.Number(Codes)} codes stop working now. Names and codes stay reserved, and the campaigns can be restored from the bin.",
        _ => "They come back as they were.",
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _days = Action switch { BulkAction.Extend => 7, BulkAction.Duplicate => 0, _ => null };
        if (Action == BulkAction.Assign) _people = [.. (await Members.ListAsync()).Where(one => one.State != MemberState.Disabled).Select(one => one.Email).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    // While it runs there is something to see; leaving it would hide how it went.
    private Task CloseAsync() => _busy ? Task.CompletedTask : OnClose.InvokeAsync();

    private async Task RunAsync()
    {
        _problem = Missing();
        if (_problem is not null) return;
        _busy = true;
        var progress = new Progress<int>(done =>
        {
            _done = done;
            _ = InvokeAsync(StateHasChanged);
        });
        var request = new BulkRequest(
            Action, CampaignIds, (await member.CallerAsync()).Name, _reason, (int)(_days ?? 0), Split(_add), Split(_remove), _category, _owner);
        await OnDone.InvokeAsync(await bulk.RunAsync(request, progress, _stop.Token));
        _busy = false;
    }

    private string? Missing() => Action switch
    {
        BulkAction.Pause when string.IsNullOrWhiteSpace(_reason) => "Say why: support reads it to customers.",
        BulkAction.Assign when string.IsNullOrWhiteSpace(_owner) => "Choose who looks after them.",
        BulkAction.Extend when _days is null or 0 => "Say by how many days.",
        BulkAction.Duplicate when _days is null => "Say by how many days, 0 for none.",
        BulkAction.Tag when Split(_add).Length + Split(_remove).Length == 0 => "Type a tag to add or to remove.",
        _ => null,
    };

    private static string[] Split(string? typed) => (typed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
