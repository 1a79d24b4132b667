using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Components.RuleBuilder;
using PromoConsole.Engine.Rules;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Components.RuleBuilder;

/// <summary>What the customer is told, edited by a person.</summary>
public class MessageEditorTests : Rendered, IAsyncLifetime
{
    private PromoWorld _world = null!;
    private RuleMessage _stored = null!;
    private Condition _condition = When.InitialAmount(Operator.AtLeast, 50_00) with { Number = 1 };

    public async ValueTask InitializeAsync()
    {
        _world = await PromoWorld.StartAsync();
        Services.AddSingleton(_world.Get<MessageService>());
        _stored = Some.Of(await _world.Get<MessageService>().SaveAsync(new(null, "Too small", new("Add {missing_amount}", new Dictionary<string, string> { ["pl"] = "Dodaj" }), Some.Shop)));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private IRenderedComponent<MessageEditor> Editor()
    {
        var editor = Render<MessageEditor>(one => one.Add(e => e.Condition, _condition).Add(e => e.ConditionChanged, changed => _condition = changed));
        editor.WaitForElement("select[aria-label='Where the message comes from']");
        return editor;
    }

    private IRenderedComponent<MessageEditor> Again(IRenderedComponent<MessageEditor> editor)
    {
        editor.Render(one => one.Add(e => e.Condition, _condition));
        return editor;
    }

    [Fact]
    public void A_text_is_typed_and_read_with_example_values()
    {
        var editor = Editor();

        editor.Find("textarea").Change(" Spend more ");
        Again(editor).FindAll(".gaps button").Single(button => button.TextContent == "{missing_amount}").Click();

        Assert.Equal("Spend more {missing_amount}", _condition.Message);
        Assert.EndsWith("“Spend more €8.00”", Again(editor).Find(".preview").TextContent, StringComparison.Ordinal);
        editor.Find("textarea").Change("");
        Assert.Null(_condition.Message);
    }

    [Fact]
    public void A_language_is_added_written_and_taken_away()
    {
        var editor = Editor();

        editor.Find("select.add-language").Change("pl");
        editor.Find("textarea").Change("Brakuje {missing_amount}");
        Again(editor);

        Assert.Equal("Brakuje {missing_amount}", Assert.Single(_condition.Translations!, one => one.Key == "pl").Value);
        Assert.Equal("true", editor.FindAll(".langs button").Single(button => button.TextContent == "Polish").GetAttribute("aria-pressed"));
        Assert.EndsWith("“Brakuje 8,00\u00a0€”", editor.Find(".preview").TextContent, StringComparison.Ordinal); // as it is written there
        editor.FindAll("button").Single(button => button.TextContent.Contains("Remove Polish", StringComparison.Ordinal)).Click();
        Assert.Null(_condition.Translations);
        Assert.Single(Again(editor).FindAll(".langs button"));
    }

    [Fact]
    public void An_unknown_placeholder_is_named_at_once()
    {
        _condition = _condition with { Message = "Add {much}" };

        Assert.Contains("{much}", Editor().Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_the_library_is_picked_and_left_without_losing_what_was_typed()
    {
        _condition = _condition with { Message = "Own" };
        var editor = Editor();

        editor.Find("select").Change("1");
        Assert.Equal((_stored.Id, "Own"), (_condition.MessageId, _condition.Message));
        Assert.Contains("“Add €8.00”", Again(editor).Markup, StringComparison.Ordinal);
        Assert.Contains("Also in Polish.", editor.Markup, StringComparison.Ordinal);

        editor.Find("select").Change("0");
        Assert.Null(_condition.MessageId);
        Assert.Equal("Own", Again(editor).Find("textarea").GetAttribute("value") ?? editor.Find("textarea").TextContent);
    }
}
