using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings.Metadata;

/// <summary>Which custom events there are, what comes with each, and what happened lately.</summary>
public sealed partial class EventsPage(MetadataSchemaService service, CustomEventService events, CurrentMember member, Toasts toasts, NavigationManager navigation)
{
    private MetadataSchemas? _schemas;
    private IReadOnlyList<EventName> _names = [];
    private IReadOnlyList<CustomEventRow> _recent = [];
    private string? _newName;
    private string? _nameError;
    private bool _naming;
    private bool _definedOnly;
    private int _opened;

    /// <summary>The event that is open; null for none.</summary>
    [SupplyParameterFromQuery(Name = "event")] private string? Name { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<string> Defined => [.. _schemas!.All.Where(schema => schema.Kind == SchemaKind.Event).Select(schema => schema.Name).Order(StringComparer.Ordinal)];

    private IReadOnlyList<EventName> Undefined => [.. _names.Where(told => _schemas!.Find(SchemaKind.Event, told.Name) is null)];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_schemas is null) await LoadAsync();
        else _recent = await events.RecentAsync(Name);
    }

    private static string Href(string name) => $"/settings/events?event={Uri.EscapeDataString(name)}";

    private string Counted(string name) => _schemas!.Find(SchemaKind.Event, name)!.InForce.Count() is > 0 and var count ? $"{count}" : "";

    private async Task LoadAsync()
    {
        _recent = await events.RecentAsync(Name);
        _names = await events.NamesAsync();
        _definedOnly = await events.DefinedOnlyAsync();
        _schemas = await service.CurrentAsync();
        _opened++;
    }

    private async Task DeletedAsync()
    {
        await LoadAsync();
        navigation.NavigateTo("/settings/events");
    }

    private async Task DefineAsync(string? name)
    {
        var made = await service.SaveAsync(new SaveSchema { Kind = SchemaKind.Event, Name = name ?? "", SeenRevision = 0, Caller = await member.CallerAsync() });
        _nameError = made.Error is null ? null : made.Error.Key == "edited_meanwhile" ? MetadataErrors.NameTaken(name!.Trim()).Message : made.Error.Message;
        if (!made.IsOk) return;
        _naming = false;
        await LoadAsync();
        navigation.NavigateTo(Href(made.Value.Name));
    }

    private async Task SetDefinedOnlyAsync(bool definedOnly)
    {
        var set = await events.SetDefinedOnlyAsync(definedOnly, await member.CallerAsync());
        _definedOnly = set.IsOk ? set.Value : !definedOnly;
        if (set.IsOk) toasts.Show(definedOnly ? "Only defined events are taken" : "Every event is taken");
        else toasts.Warn(set.Error.Message);
    }
}
