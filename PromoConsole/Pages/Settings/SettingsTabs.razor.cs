using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Project;

namespace PromoConsole.Pages.Settings;

/// <summary>The parts of the settings.</summary>
public sealed partial class SettingsTabs(IServiceProvider services)
{
    /// <summary>The part that is open.</summary>
    [Parameter, EditorRequired] public required string Current { get; set; }

    private IReadOnlyList<TabLink> Links =>
    [
        new("project", "Project", "/settings"),
        new("members", "Members", "/settings/members"),
        new("keys", "API keys", "/settings/keys"),
        new("metadata", "Metadata", "/settings/metadata"),
        new("events", "Events", "/settings/events"),
        new("consents", "Consents", "/settings/consents"),
        new("support", "Support", "/settings/support"),
        new("audit", "Audit log", "/settings/audit"),
        .. services.GetService<IDemoStore>() is null ? (TabLink[])[] : [new("demo", "Demo store", "/settings/demo")],
    ];
}
