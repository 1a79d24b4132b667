using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Components.Overlays;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Settings.Metadata;

/// <summary>The definitions of one kind of object: add, change, take out, look at what it would meet, save.</summary>
public sealed partial class SchemaEditor(MetadataSchemaService service, MetadataImpact impact, CurrentMember member, Toasts toasts) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private List<MetadataDefinition> _definitions = [];
    private bool _definedOnly;
    private UnknownKeys? _unknown;
    private MetadataDefinition? _editing;
    private MetadataDefinition? _purging;
    private string? _problem;
    private string? _theirs;
    private bool _isNew;
    private bool _reviewing;
    private bool _conflict;
    private bool _deleting;
    private bool _busy;

    [Parameter, EditorRequired] public required SchemaKind Kind { get; set; }

    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>All schemas as they were opened.</summary>
    [Parameter, EditorRequired] public required MetadataSchemas Schemas { get; set; }

    /// <summary>It is stored; whoever shows it reads again.</summary>
    [Parameter, EditorRequired] public required EventCallback OnSaved { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnDeleted { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private MetadataSchema? Opened => Schemas.Find(Kind, Name);

    private MetadataSchema Proposed => new() { Id = Opened?.Id ?? "", Kind = Kind, Name = Name, DefinedOnly = _definedOnly, Definitions = [.. _definitions] };

    private List<MetadataDefinition> InForce => _definitions.FindAll(definition => !definition.Deleted);

    private List<MetadataDefinition> Gone => _definitions.FindAll(definition => definition.Deleted);

    private bool Dirty => _definedOnly != (Opened?.DefinedOnly ?? false) || PromoJson.Write(_definitions) != PromoJson.Write(Opened?.Definitions ?? []);

    private IReadOnlyList<UnknownKey> Unknown => [.. _unknown!.Keys.Where(key => !_definitions.Exists(definition => definition.Key == key.Key))];

    private string NoteOf => $"{_definitions.Count} of {MetadataSchema.MostDefinitions} definitions";

    private string UnknownNote => _unknown switch { null => "Looking at what is stored", { Looked: 0 } => "Nothing is stored yet", var some => $"In the newest {Format.Number(some.Looked)}" };

    private bool OnlyForgets => Name is MetadataResources.Campaign or MetadataResources.PromotionTier;

    private string PurgeNote => "Nothing is asked of it any more; it counts until it is purged.";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _definitions = [.. Opened?.Definitions ?? []];
        _definedOnly = Opened?.DefinedOnly ?? false;
        if (Kind == SchemaKind.Nested) return;
        try
        {
            _unknown = await impact.UnknownAsync(Kind, Name, Schemas, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
        }
    }

    private bool Saved(string key) => Opened?.Definitions.Any(definition => definition.Key == key && definition.Deleted) == true;

    private void Open(MetadataDefinition? definition)
    {
        _isNew = definition is null || !_definitions.Exists(one => one.Key == definition.Key);
        _editing = definition ?? new MetadataDefinition { Key = "" };
    }

    private void Replace(MetadataDefinition definition)
    {
        var at = _definitions.FindIndex(one => one.Key == definition.Key);
        if (at < 0) _definitions.Add(definition);
        else _definitions[at] = definition;
        (_editing, _problem) = (null, null);
    }

    // One that was never saved leaves no trace.
    private void TakeOut(MetadataDefinition definition)
    {
        if (Opened?.Definitions.Any(one => one.Key == definition.Key) == true) Replace(definition with { Deleted = true });
        else _definitions.RemoveAll(one => one.Key == definition.Key);
    }

    private async Task SaveAsync(bool over)
    {
        (_busy, _reviewing) = (true, false);
        var saved = await service.SaveAsync(new SaveSchema
        {
            Kind = Kind, Name = Name, DefinedOnly = _definedOnly, Definitions = _definitions, SeenRevision = over ? null : Opened?.Revision ?? 0, Caller = await member.CallerAsync(),
        });
        _busy = false;
        _conflict = saved.Error is { Key: "edited_meanwhile" };
        _problem = saved.IsOk || _conflict ? null : saved.Error!.Message;
        if (_conflict) _theirs = TheirsOf((await service.CurrentAsync()).Find(Kind, Name));
        if (!saved.IsOk) return;
        toasts.Show("Schema saved");
        await OnSaved.InvokeAsync();
    }

    private string TheirsOf(MetadataSchema? now)
    {
        var before = (Opened?.Definitions ?? []).ToDictionary(definition => definition.Key, PromoJson.Write);
        string[] keys = [.. (now?.Definitions ?? []).Where(definition => before.GetValueOrDefault(definition.Key) != PromoJson.Write(definition)).Select(definition => definition.Key)
            .Concat(before.Keys.Where(key => now?.Definitions.Any(definition => definition.Key == key) != true))];
        return keys.Length == 0 ? "whether other keys are allowed" : string.Join(", ", keys);
    }

    private async Task PurgeAsync()
    {
        var purged = await service.PurgeAsync(Kind, Name, _purging!.Key, await member.CallerAsync());
        if (purged.IsOk) toasts.Show(purged.Value.Job is { } job ? $"Started: {job.Title}" : $"{_purging.Key} is forgotten");
        else toasts.Warn(purged.Error.Message);
        _purging = null;
        if (purged.IsOk) await OnSaved.InvokeAsync();
    }

    private async Task DeleteAsync()
    {
        var deleted = await service.DeleteAsync(Kind, Name, await member.CallerAsync());
        (_deleting, _problem) = (false, deleted.Error?.Message);
        if (deleted.IsOk) await OnDeleted.InvokeAsync();
    }
}
