using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Components.Tables;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings;

/// <summary>The pairs the shop calls with.</summary>
public sealed partial class KeysPage(ApiKeyService keys, CurrentMember member, Toasts toasts, TimeProvider time)
{
    private DataTable<ApiKey>? _table;
    private CreatedApiKey? _made;
    private ApiKey? _revoking;
    private bool _making;

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private async Task<TablePage<ApiKey>> LoadAsync(TableQuery query, CancellationToken ct)
    {
        var all = await keys.ListAsync(ct);
        return new([.. all.Skip(query.Skip).Take(query.Take)], all.Count);
    }

    private async Task MadeAsync(CreatedApiKey made)
    {
        _making = false;
        _made = made;
        await ReloadAsync();
    }

    private async Task RevokeAsync()
    {
        var revoked = await keys.RevokeAsync(_revoking!.Id, await member.CallerAsync());
        if (revoked.IsOk) toasts.Show($"{revoked.Value.Name} is revoked");
        else toasts.Warn(revoked.Error.Message);
        _revoking = null;
        await ReloadAsync();
    }

    private Task ReloadAsync() => _table?.ReloadAsync() ?? Task.CompletedTask;

    private string ConsequenceOf(ApiKey key) =>
        "Every call with this key is refused from now on, and it cannot be given back. "
        + (key.LastUsedAt is { } at ? $"It was last used {Format.Relative(at, time.GetUtcNow())}." : "It was never used.");

    private (string Icon, string Word, string? Hint) StateOf(ApiKey key) => key switch
    {
        { RevokedAt: { } at } => ("stop", "Revoked", Format.Relative(at, time.GetUtcNow())),
        { ExpiresAt: { } until } when until <= time.GetUtcNow() => ("clock", "Expired", Format.Relative(until, time.GetUtcNow())),
        { ExpiresAt: { } until } => ("key", "Works", "until " + Format.DateAndTime(until)),
        _ => ("key", "Works", null),
    };
}
