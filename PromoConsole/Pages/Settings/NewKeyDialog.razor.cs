using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine;
using PromoConsole.Engine.Project;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings;

/// <summary>Asks what a new API key is for and what it may do.</summary>
public sealed partial class NewKeyDialog(ApiKeyService keys, CurrentMember member)
{
    private static readonly Choice<ApiKeyKind>[] s_kinds = [new(ApiKeyKind.Server, "Your server"), new(ApiKeyKind.Public, "Pages and apps")];

    private string? _name;
    private string _role = Roles.Cashier; // the least that a shop needs
    private static readonly char[] s_between = ['\n', '\r', ' ', ',', ';'];

    private ApiKeyKind _kind = ApiKeyKind.Server;
    private string? _origins;
    private DateTimeOffset? _expiresAt;
    private PromoError? _error;
    private bool _busy;

    /// <summary>The key was made; its secret is shown only now.</summary>
    [Parameter, EditorRequired] public required EventCallback<CreatedApiKey> OnMade { get; set; }

    /// <summary>It was left.</summary>
    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    private async Task MakeAsync()
    {
        _busy = true;
        var made = await keys.CreateAsync(new()
        {
            Name = _name ?? "", Role = _role, Kind = _kind, Origins = (_origins ?? "").Split(s_between, StringSplitOptions.RemoveEmptyEntries), ExpiresAt = _expiresAt,
            Caller = await member.CallerAsync(),
        });
        _busy = false;
        _error = made.Error;
        if (made.IsOk) await OnMade.InvokeAsync(made.Value);
    }

    private string? ProblemOf(string field) => _error?.Field == field ? _error.Message : null;
}
