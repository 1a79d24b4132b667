using PromoConsole.Components.RuleBuilder.Map;

namespace PromoConsole.Tests.Components.RuleBuilder.Map;

public class MapTextTests
{
    [Theory]
    [InlineData("Cart total", "Cart total")]
    [InlineData("Customer is in Winter club", "Customer is in|Winter club")]
    [InlineData("Customer is in Winter club or in the VIP circle of friends", "Customer is in|Winter club or|in the VIP circ…")]
    [InlineData("Donaudampfschifffahrtsgesellschaft", "Donaudampfschiff|fahrtsgesellscha|ft")]
    [InlineData("", "")]
    public void Breaks_between_words_and_ends_in_an_ellipsis(string text, string lines) => Assert.Equal(lines, string.Join('|', MapText.Lines(text, 16, 3)));
}
