using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;

namespace PromoConsole.Components.RuleBuilder.Fields;

/// <summary>The tests of one attribute as a form: which attribute where it has a key, how it is compared, and with what.</summary>
public sealed partial class FieldForm(MetadataFields fields, ConsentService consents)
{
    private IReadOnlyList<MetadataField> _fields = [];

    [Parameter, EditorRequired] public required FieldCondition Condition { get; set; }

    [Parameter] public EventCallback<FieldCondition> ConditionChanged { get; set; }

    /// <summary>What the tree is built of: tells whose custom attributes are offered.</summary>
    [CascadingParameter] private BuilderVocabulary? Vocabulary { get; set; }

    private IReadOnlyList<FieldTest> Tests => Condition.Asked.Tests;

    // What the attribute has been so far.
    private IReadOnlyList<string> Seen => Condition.Kind.Key is { } key ? _fields.FirstOrDefault(known => known.Key == key.KeyOf(Condition.Asked.Field))?.Values ?? [] : [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Vocabulary is not null && FieldKinds.OwnerOf(Vocabulary, Condition.Kind) is { } owner) _fields = await fields.OfAsync(owner);
        else if (Condition.Kind.Word.StartsWith("events.", StringComparison.Ordinal)) _fields = [.. (await fields.EventsAsync()).Select(name => new MetadataField(name, []))];
        else if (Condition.Kind.Word == CustomerFields.Consents) _fields = [.. (await consents.GetAsync()).Consents.Select(consent => new MetadataField(consent.Id, ["true", "false"]))];
    }

    private static string Placeholder(FieldKey key) => key.Label switch
    {
        "Event" => "Event, such as shop_visit",
        "Consent" => "Consent, such as newsletter",
        _ => "Attribute, such as plan",
    };

    private string Unit(FieldTest test) => FieldWords.AsksDays(test, Condition.Type) ? "days" : "";

    private Task AddAsync() => ChangeAsync(Condition.Asked with { Tests = [.. Tests, new FieldTest(FieldKinds.Operators(Condition.Type, Tests[0].Is).First(op => op != Tests[0].Is), [])] });

    private Task TestAsync(int at, FieldTest? test) =>
        ChangeAsync(Condition.Asked with { Tests = [.. Tests.Select((old, index) => index == at ? test : old).OfType<FieldTest>()] });

    private Task ChangeAsync(FieldFilter asked) => ConditionChanged.InvokeAsync(Condition with { Asked = asked });
}
