using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Rules.Messages;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>Refusals over HTTP in the language the caller asks for.</summary>
[Collection(ApiTests.Name)]
public class RefusalLanguageApiTests(ApiWorld world)
{
    private async Task<string> CodeAsync(string code, string error)
    {
        var rule = (await world.Owner.DoAsync("/v1/validation-rules",
            $$"""{"name":"Told {{code}}","rules":{"1":{"name":"order.initial_amount","conditions":{"$more_than_or_equal":[5000]},"rules":{},"error":{{error}} },"logic":"1"} }"""))["id"]!.GetValue<string>();
        await world.Owner.DoAsync($"/v1/vouchers/{code}", $$"""{"discount":{"type":"AMOUNT","amount_off":1000},"validation_rules":["{{rule}}"] }""");
        return rule;
    }

    private async Task<string?> ToldAsync(string path, string code, string? languages)
    {
        using var request = JsonCalls.Request(HttpMethod.Post, path, $$$"""{"redeemables":[{"object":"voucher","id":"{{{code}}}"}],"order":{"amount":4200} }""");
        if (languages is not null) request.Headers.TryAddWithoutValidation("Accept-Language", languages);
        using var answer = await world.Owner.SendAsync(request);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (json["error"] ?? json["redeemables"]?[0]?["result"]?["error"]?["error"])?["message"]?.GetValue<string>();
    }

    [Fact]
    public async Task Accept_Language_decides_and_the_rule_comes_back_with_its_translations()
    {
        var rule = await CodeAsync("TOLD-OWN", """{"message":"{missing_amount} short","translations":{"pl":"Brakuje {missing_amount}","de":"Es fehlen {missing_amount}"}}""");

        Assert.Equal("€8.00 short", await ToldAsync("/v1/redemptions", "TOLD-OWN", null));
        Assert.Equal("Es fehlen 8,00\u00a0€", await ToldAsync("/v1/redemptions", "TOLD-OWN", "fr-FR, pl;q=0.5, de-DE;q=0.9, *;q=0.1"));
        Assert.Equal("Brakuje 8,00\u00a0€", await ToldAsync("/v1/validations", "TOLD-OWN", "pl, de;q=0"));
        Assert.Equal("€8.00 short", await ToldAsync("/v1/redemptions", "TOLD-OWN", "!!, ;;"));
        var error = (await world.Owner.GetJsonAsync($"/v1/validation-rules/{rule}"))["rules"]!["1"]!["error"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"message":"{missing_amount} short","translations":{"de":"Es fehlen {missing_amount}","pl":"Brakuje {missing_amount}"}}"""), error), error.ToJsonString());
        Assert.Equal(400, (await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/validation-rules",
            """{"name":"X","rules":{"1":{"name":"order.initial_amount","conditions":{"$is":[1]},"error":{"message":"{nothing}"}},"logic":"1"}}""")).Status);
    }

    [Fact]
    public async Task A_message_of_the_library_is_named_by_its_id()
    {
        var message = Some.Of(await world.Host.Services.GetRequiredService<MessageService>().SaveAsync(new(null, "Told by library", new("Add {missing_amount}", new Dictionary<string, string> { ["pl"] = "Dodaj {missing_amount}" }), Some.Shop)));

        var rule = await CodeAsync("TOLD-LIBRARY", $$"""{"message_id":"{{message.Id}}"}""");

        Assert.Equal(("Add €8.00", "Dodaj 8,00\u00a0€"), (await ToldAsync("/v1/redemptions", "TOLD-LIBRARY", null), await ToldAsync("/v1/redemptions", "TOLD-LIBRARY", "pl")));
        Assert.Equal(message.Id, (await world.Owner.GetJsonAsync($"/v1/validation-rules/{rule}"))["rules"]!["1"]!["error"]!["message_id"]!.GetValue<string>());

        Assert.Equal((400, "invalid_validation_rules"), ((await world.Owner.RefusedAsync(HttpMethod.Post, "/v1/validation-rules",
            """{"name":"X","rules":{"1":{"name":"order.initial_amount","conditions":{"$is":[1]},"error":{"message_id":"msg_none"}},"logic":"1"}}""")) is var (status, key, _) ? (status, key) : default));
    }
}
