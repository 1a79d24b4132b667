using PromoConsole.Components.Overlays;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Rules.Messages;

/// <summary>The library of messages: made, changed, deleted while nothing uses them.</summary>
public sealed partial class MessagesPage(MessageService messages, CurrentMember member, Toasts toasts)
{
    private DataTable<MessageRow>? _table;
    private MessageRow? _editing;
    private bool _open;
    private bool _mayWrite;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayWrite = await member.MayAsync(Permissions.CampaignsWrite);

    private async Task<TablePage<MessageRow>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var all = await messages.ListWithUsesAsync(ct);
        return new([.. all.Skip(query.Skip).Take(query.Take)], all.Count);
    }

    private void Edit(MessageRow? row) => (_editing, _open) = (row, true);

    private async Task DoneAsync(string says)
    {
        _open = false;
        toasts.Show(says);
        if (_table is not null) await _table.ReloadAsync();
    }

    private static string Languages(MessageRow row) => row.Message.Content.Translations is { Count: > 0 } some ? string.Join(", ", some.Keys.Select(LanguageTags.NameOf).Order(StringComparer.Ordinal)) : "default text only";

    private static string Used(MessageRow row)
    {
        var (rules, campaigns) = (row.Uses.Count(use => use.IsRule), row.Uses.Count(use => !use.IsRule));
        string[] parts = [rules == 0 ? "" : rules == 1 ? "1 rule" : $"{rules} rules", campaigns == 0 ? "" : campaigns == 1 ? "1 campaign" : $"{campaigns} campaigns"];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }
}
