using Bunit;
using PromoConsole.Components.Inputs;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.Inputs;

public class FieldTests : Rendered
{
    private IRenderedComponent<Field> Pattern(string? error = null) => Render<Field>(p => p
        .Add(field => field.Label, "Pattern")
        .Add(field => field.Help, "? stands for one random character")
        .Add(field => field.Error, error)
        .AddChildContent<TextInput>());

    [Fact]
    public void Ties_label_and_help_to_the_input()
    {
        var field = Pattern();
        var input = field.Find("input");

        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
        Assert.Equal("? stands for one random character", field.Find("#" + input.GetAttribute("aria-describedby")).TextContent);
        Assert.Null(input.GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Shows_an_error_in_place_of_the_help()
    {
        var field = Pattern("Use at least six question marks");
        var input = field.Find("input");

        Assert.Equal("Use at least six question marks", field.Find("#" + input.GetAttribute("aria-describedby")).TextContent);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Empty(field.FindAll(".help"));
    }
}
