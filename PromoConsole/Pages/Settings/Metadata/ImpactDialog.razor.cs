using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Pages.Settings.Metadata;

/// <summary>Shows, before a schema is saved, what names its keys and how much of what is stored would be refused. Looking goes on slice by slice and can be stopped.</summary>
public sealed partial class ImpactDialog(MetadataUses uses, MetadataImpact impact) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<MetadataUse>? _uses;
    private ImpactScan? _scan;
    private bool _stopped;

    [Parameter] public MetadataSchema? Before { get; set; }

    [Parameter, EditorRequired] public required MetadataSchema Proposed { get; set; }

    [Parameter, EditorRequired] public required MetadataSchemas Schemas { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnSave { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyDictionary<string, MetadataDefinition> Known => (Before?.Definitions ?? []).ToDictionary(definition => definition.Key);

    private IEnumerable<MetadataDefinition> Changed => Proposed.Definitions.Where(definition => !Known.TryGetValue(definition.Key, out var old) || PromoJson.Write(old) != PromoJson.Write(definition));

    private IEnumerable<string> Changes
    {
        get
        {
            foreach (var definition in Changed)
            {
                var old = Known.GetValueOrDefault(definition.Key);
                yield return definition.Deleted ? $"{definition.Key} is taken out" : old is null ? $"{definition.Key} is new: {MetadataCheck.Asked(definition)}"
                    : old.Deleted ? $"{definition.Key} is put back: {MetadataCheck.Asked(definition)}" : $"{definition.Key} now {MetadataCheck.Asked(definition)}";
            }

            if (Proposed.DefinedOnly != (Before?.DefinedOnly ?? false)) yield return Proposed.DefinedOnly ? "Keys that are not defined are refused" : "Keys that are not defined are kept";
        }
    }

    private string Verdict
    {
        get
        {
            var so = _scan!.Finished ? "" : _stopped ? " Looking was stopped, so there may be more." : " So far:";
            var failing = _scan.Failing == 0 ? "Nothing has a value that would be refused." : $"{Format.Number(_scan.Failing)} of {Format.Number(_scan.Looked)} have values that would be refused when somebody saves them again.";
            var lacking = _scan.Lacking == 0 ? "" : $" {Format.Number(_scan.Lacking)} lack something required; they may stay so.";
            return _stopped ? failing + lacking + so : so + " " + failing + lacking;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _uses = await uses.OfAsync(Proposed.Kind, Proposed.Name, Changed.Select(definition => definition.Key).ToHashSet(StringComparer.Ordinal));
        if (Proposed.Kind == SchemaKind.Nested) return;
        try
        {
            await foreach (var scan in impact.ScanAsync(Proposed, Schemas, _stop.Token))
            {
                _scan = scan;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private void Stop()
    {
        _stopped = true;
        _stop.Cancel();
    }
}
