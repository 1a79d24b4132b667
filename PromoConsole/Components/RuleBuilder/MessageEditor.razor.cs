using Microsoft.AspNetCore.Components;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Messages;

namespace PromoConsole.Components.RuleBuilder;

/// <summary>What the customer is told when a condition is what failed: a text of its own in several languages, or a message of the library.</summary>
public sealed partial class MessageEditor(MessageService messages)
{
    private IReadOnlyList<RuleMessage>? _library;

    /// <summary>Whose message it is.</summary>
    [Parameter, EditorRequired] public required Condition Condition { get; set; }

    /// <summary>The condition with another message.</summary>
    [Parameter] public EventCallback<Condition> ConditionChanged { get; set; }

    [CascadingParameter] private ProjectFormat Format { get; set; } = ProjectFormat.Default;

    private IReadOnlyList<Choice<string>> Choices => [new("", "A text of this rule"), .. (_library ?? []).Select(message => new Choice<string>(message.Id, $"Library: {message.Name}"))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _library = await messages.ListAsync();

    // A text of its own is kept beside, so that choosing is no loss.
    private Task PickAsync(string? id) => ConditionChanged.InvokeAsync(Condition with { MessageId = string.IsNullOrEmpty(id) ? null : id });
}
