using Bunit;
using PromoConsole.Components;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components;

public class StepperTests : Rendered
{
    [Fact]
    public void Marks_the_step_that_shows_and_says_what_is_missing()
    {
        var stepper = Render<Stepper>(p => p
            .Add(s => s.Current, "codes")
            .Add(s => s.Steps,
            [
                new WizardStep("codes", "Codes", "20,000 codes", "/new/codes", Done: true),
                new WizardStep("messages", "Messages", "Polish text missing", "/new/messages", ActionRequired: true),
            ]));

        Assert.Equal("step", stepper.Find("a[href='/new/codes']").GetAttribute("aria-current"));
        Assert.Equal("Action required: Polish text missing", stepper.Find(".todo small").TextContent);
    }
}
