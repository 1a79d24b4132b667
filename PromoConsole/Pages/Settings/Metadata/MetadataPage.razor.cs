using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Metadata;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings.Metadata;

/// <summary>Which custom attributes objects have.</summary>
public sealed partial class MetadataPage(MetadataSchemaService service, CurrentMember member, NavigationManager navigation)
{
    private MetadataSchemas? _schemas;
    private SchemaKind _kind;
    private string _name = MetadataResources.Customer;
    private string? _newName;
    private string? _nameError;
    private bool _naming;
    private int _opened;

    /// <summary>The kind of object that is open.</summary>
    [SupplyParameterFromQuery(Name = "object")] private string? Object { get; set; }

    /// <summary>The nested object that is open.</summary>
    [SupplyParameterFromQuery(Name = "nested")] private string? NestedName { get; set; }

    private IEnumerable<(SchemaKind Kind, string Name)> Listed =>
        MetadataResources.All.Where(name => !SchemaWords.NotYet.Contains(name) || _schemas!.Find(SchemaKind.Resource, name) is not null).Select(name => (SchemaKind.Resource, name))
            .Concat(_schemas!.All.Where(schema => schema.Kind == SchemaKind.Nested).Select(schema => (schema.Kind, schema.Name)).OrderBy(one => one.Name, StringComparer.Ordinal));

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _kind = NestedName is null ? SchemaKind.Resource : SchemaKind.Nested;
        _name = NestedName ?? (MetadataResources.All.Contains(Object) ? Object! : MetadataResources.Customer);
    }

    private static string Href(SchemaKind kind, string name) => $"/settings/metadata?{(kind == SchemaKind.Nested ? "nested" : "object")}={Uri.EscapeDataString(name)}";

    private string CountOf(SchemaKind kind, string name) => _schemas!.Find(kind, name) is { } schema ? schema.InForce.Count() switch { 0 => "", var count => $"{count}" } : "";

    private async Task LoadAsync()
    {
        _schemas = await service.CurrentAsync();
        _opened++;
    }

    private async Task DeletedAsync()
    {
        await LoadAsync();
        navigation.NavigateTo("/settings/metadata");
    }

    private async Task CreateAsync()
    {
        var made = await service.SaveAsync(new SaveSchema { Kind = SchemaKind.Nested, Name = _newName ?? "", SeenRevision = 0, Caller = await member.CallerAsync() });
        _nameError = made.Error is null ? null : made.Error.Key == "edited_meanwhile" ? MetadataErrors.NameTaken(_newName!.Trim()).Message : made.Error.Message;
        if (!made.IsOk) return;
        (_naming, _newName) = (false, null);
        await LoadAsync();
        navigation.NavigateTo(Href(SchemaKind.Nested, made.Value.Name));
    }
}
