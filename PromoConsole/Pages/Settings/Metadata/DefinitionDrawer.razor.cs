using System.Globalization;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Pages.Settings.Metadata;

/// <summary>One definition: its type, and what values must keep to.</summary>
public sealed partial class DefinitionDrawer
{
    private MetadataDefinition _draft = new() { Key = "" };
    private IReadOnlyList<SchemaProblem> _problems = [];
    private string? _allowed;
    private string? _forbidden;

    [Parameter, EditorRequired] public required MetadataDefinition Definition { get; set; }

    /// <summary>Its key and type can still be chosen.</summary>
    [Parameter] public bool IsNew { get; set; }

    /// <summary>The schema it is or will be in.</summary>
    [Parameter, EditorRequired] public required MetadataSchema Schema { get; set; }

    [Parameter, EditorRequired] public required MetadataSchemas Schemas { get; set; }

    /// <summary>It is as it should be.</summary>
    [Parameter, EditorRequired] public required EventCallback<MetadataDefinition> OnDone { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<Choice<MetadataType>> Types => MetadataResources.HasGeopoints(Schema.Kind, Schema.Name) ? SchemaWords.Types : [.. SchemaWords.Types.Where(type => type.Value != MetadataType.Geopoint)];

    private IReadOnlyList<Choice<string>> Objects => [.. Schemas.All.Where(schema => schema.Kind == SchemaKind.Nested && schema.Name != Schema.Name).Select(schema => new Choice<string>(schema.Name, schema.Name))];

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _draft = Definition;
        _allowed = Definition.Allowed is { } allowed ? string.Join('\n', allowed) : null;
        _forbidden = Definition.Forbidden is { } forbidden ? string.Join('\n', forbidden.Select(number => number.ToString(Format.Culture))) : null;
    }

    private string? ErrorOf(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Sentence;

    private void SetType(MetadataType type) => _draft = new MetadataDefinition { Key = _draft.Key, Type = type, Array = _draft.Array, Required = _draft.Required };

    private async Task DoneAsync()
    {
        var found = new List<SchemaProblem>();
        var done = _draft;
        if (_draft.Type is MetadataType.Text or MetadataType.Number) done = done with { Allowed = Allowed(found) };
        if (_draft.Type == MetadataType.Number) done = done with { Forbidden = Forbidden(found) };
        if (IsNew && Schema.Definitions.Any(other => other.Key == done.Key)) found.Add(new(done.Key, "key", "There is an attribute with this key already."));
        var with = new MetadataSchema { Id = "", Kind = Schema.Kind, Name = Schema.Name, Definitions = [.. Schema.Definitions.Where(other => other.Key != done.Key), done] };
        if (found.Count == 0) found.AddRange(SchemaCheck.Problems(with, null, Schemas).Where(problem => problem.Key == done.Key));
        _problems = found;
        if (found.Count == 0) await OnDone.InvokeAsync(done);
    }

    private List<string>? Allowed(List<SchemaProblem> found)
    {
        if (Lines(_allowed) is not { Count: > 0 } lines) return null;
        return _draft.Type == MetadataType.Text ? lines : Numbers(lines, "eq", found)?.ConvertAll(number => number.ToString(CultureInfo.InvariantCulture));
    }

    private List<decimal>? Forbidden(List<SchemaProblem> found) => Lines(_forbidden) is { Count: > 0 } lines ? Numbers(lines, "ne", found) : null;

    private List<decimal>? Numbers(List<string> lines, string field, List<SchemaProblem> found)
    {
        if (lines.Find(line => Format.ParseDecimal(line) is null) is { } word)
        {
            found.Add(new(_draft.Key, field, $"“{word}” is no number."));
            return null;
        }

        return lines.ConvertAll(line => Format.ParseDecimal(line)!.Value);
    }

    private static List<string> Lines(string? text) => [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
