using Microsoft.AspNetCore.Components;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Engine;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Identity;

namespace PromoConsole.Components.RuleBuilder.Things;

/// <summary>What the drawers that make something share: its name, what is wrong and where, and that it is made once, by somebody who may.</summary>
public abstract class NewThingDrawer : ComponentBase
{
    /// <summary>What it might be called.</summary>
    [Parameter] public string? Name { get; set; }

    /// <summary>It is made.</summary>
    [Parameter, EditorRequired] public required EventCallback<Choosable?> OnMade { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnClose { get; set; }

    [Inject] private CurrentMember Member { get; set; } = default!;

    protected abstract NewThing What { get; }

    /// <summary>What it is to be called, as it is typed.</summary>
    protected string? Called { get; set; }

    protected string? NameError { get; set; }

    /// <summary>What is wrong with no single field.</summary>
    protected string? Problem { get; private set; }

    protected bool Busy { get; private set; }

    /// <inheritdoc />
    protected override void OnInitialized() => Called = Name;

    protected bool IsNamed()
    {
        NameError = string.IsNullOrWhiteSpace(Called) ? $"Give the {NewThings.Word(What)} a name." : null;
        return NameError is null;
    }

    protected async Task CreateAsync(Func<Caller, Task<Result<Choosable>>> create)
    {
        Problem = null;
        if (!IsNamed() || Busy) return;
        Busy = true;
        try
        {
            if (!await Member.MayAsync(NewThings.Permission(What)))
            {
                Problem = $"Your role does not allow you to create a {NewThings.Word(What)}.";
                return;
            }

            var made = await create(await Member.CallerAsync());
            if (made.IsOk) await OnMade.InvokeAsync(made.Value);
            else Refuse(made.Error);
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Says what is wrong at its field, or below all of them.</summary>
    protected virtual void Refuse(PromoError error)
    {
        if (error.Field == "name") NameError = error.Message;
        else Problem = error.Key == "not_found" ? "Something on the list was deleted meanwhile. Take it off and try again." : error.Details ?? error.Message;
    }
}
