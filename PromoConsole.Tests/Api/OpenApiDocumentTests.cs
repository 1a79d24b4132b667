using System.Text.Json;

namespace PromoConsole.Tests.Api;

[Collection(ApiTests.Name)]
public class OpenApiDocumentTests(ApiWorld world)
{
    [Fact]
    public async Task Names_every_operation_with_its_key_and_schemas()
    {
        using var nobody = world.ClientWith(null, null);

        var document = await (await nobody.GetAsync("/openapi/v1.json")).ReadAsync();

        var operations = document.GetProperty("paths").EnumerateObject()
            .Select(path => $"{path.Name} {string.Join(' ', path.Value.EnumerateObject().Select(operation => operation.Name.ToUpperInvariant()).Order(StringComparer.Ordinal))}");
        string[] expected =
        [
            "/client/v1/consents GET",
            "/client/v1/customers POST",
            "/client/v1/customers/{customerId}/consents PUT",
            "/client/v1/events POST",
            "/client/v1/promotions/tiers GET",
            "/client/v1/promotions/validation GET",
            "/client/v1/publish POST",
            "/client/v1/qualifications POST",
            "/client/v1/redeem POST",
            "/client/v1/redemptions POST",
            "/client/v1/validate GET",
            "/client/v1/validations POST",
            "/client/v1/vouchers GET",
            "/v1/campaigns GET POST",
            "/v1/campaigns/qualification POST",
            "/v1/campaigns/{campaignId} DELETE GET PUT",
            "/v1/campaigns/{campaignId}/disable POST",
            "/v1/campaigns/{campaignId}/enable POST",
            "/v1/campaigns/{campaignId}/summary GET",
            "/v1/campaigns/{campaignId}/vouchers POST",
            "/v1/campaigns/{campaignId}/vouchers/{code} POST",
            "/management/v1/projects/{projectId}/stacking-rules GET POST",
            "/management/v1/projects/{projectId}/stacking-rules/{stackingRulesId} DELETE GET PUT",
            "/v1/async-actions GET",
            "/v1/campaigns/{campaignId}/transactions GET",
            "/v1/campaigns/{campaignId}/transactions/export POST",
            "/v1/exports GET POST",
            "/v1/exports/{exportId} DELETE GET",
            "/v1/orders/export POST",
            "/v1/vouchers/{code}/transactions GET",
            "/v1/vouchers/{code}/transactions/export POST",
            "/v1/async-actions/{asyncActionId} GET",
            "/v1/campaigns/{campaignId}/import POST",
            "/v1/campaigns/{campaignId}/importCSV POST",
            "/v1/customers/bulk/async POST",
            "/v1/customers/importCSV POST",
            "/v1/customers/metadata/async POST",
            "/v1/orders/import POST",
            "/v1/products/bulk/async POST",
            "/v1/products/importCSV POST",
            "/v1/products/metadata/async POST",
            "/v1/skus/importCSV POST",
            "/v1/vouchers/bulk/async POST",
            "/v1/vouchers/import POST",
            "/v1/vouchers/importCSV POST",
            "/v1/vouchers/metadata/async POST",
            "/v1/categories GET POST",
            "/v1/categories/{categoryId} DELETE GET PUT",
            "/v1/customers GET POST",
            "/v1/customers/{customerId} DELETE GET PUT",
            "/v1/customers/{customerId}/permanent-deletion POST",
            "/v1/customers/{customerId}/segments GET",
            "/v1/events POST",
            "/management/v1/projects/{projectId}/custom-event-schemas GET POST",
            "/management/v1/projects/{projectId}/custom-event-schemas/{customEventSchemaId} DELETE GET PUT",
            "/management/v1/projects/{projectId}/metadata-schemas GET POST",
            "/management/v1/projects/{projectId}/metadata-schemas/{metadataSchemaId} DELETE GET PUT",
            "/v1/locations GET",
            "/v1/locations/{locationId} GET",
            "/v1/templates/campaigns GET POST",
            "/v1/templates/campaigns/{campaignTemplateId} DELETE GET PUT",
            "/v1/templates/campaigns/{campaignTemplateId}/campaign-setup POST",
            "/v1/templates/campaigns/{campaignTemplateId}/tier-setup POST",
            "/v1/metadata-schemas GET",
            "/v1/metadata-schemas/{resource} GET",
            "/v1/orders GET POST",
            "/v1/orders/{orderId} GET PUT",
            "/v1/product-collections GET POST",
            "/v1/product-collections/{productCollectionId} DELETE GET PUT",
            "/v1/product-collections/{productCollectionId}/products GET",
            "/v1/products GET POST",
            "/v1/products/{productId} DELETE GET PUT",
            "/v1/products/{productId}/skus GET POST",
            "/v1/products/{productId}/skus/{skuId} DELETE GET PUT",
            "/v1/promotions/stacks GET",
            "/v1/promotions/tiers GET",
            "/v1/promotions/tiers/{promotionTierId} DELETE GET PUT",
            "/v1/promotions/tiers/{promotionTierId}/disable POST",
            "/v1/promotions/tiers/{promotionTierId}/enable POST",
            "/v1/promotions/tiers/{promotionTierId}/redemption POST",
            "/v1/promotions/tiers/{promotionTierId}/validation POST",
            "/v1/promotions/validation POST",
            "/v1/promotions/{campaignId}/stacks GET POST",
            "/v1/promotions/{campaignId}/stacks/{stackId} DELETE GET PUT",
            "/v1/promotions/{campaignId}/tiers GET POST",
            "/v1/publications GET POST",
            "/v1/publications/create GET",
            "/v1/consents GET",
            "/v1/customers/{customerId}/activities GET",
            "/v1/customers/{customerId}/activity GET",
            "/v1/customers/{customerId}/consents PUT",
            "/v1/customers/{customerId}/redeemables GET",
            "/v1/qualifications POST",
            "/v1/redemptions GET POST",
            "/v1/redemptions/{redemptionId} GET",
            "/v1/redemptions/{redemptionId}/replay GET",
            "/v1/redemptions/{redemptionId}/rollback POST",
            "/v1/redemptions/{redemptionId}/rollbacks POST",
            "/v1/segments GET POST",
            "/v1/segments/{segmentId} DELETE GET",
            "/v1/skus/{skuId} GET",
            "/v1/validation-rules GET POST",
            "/v1/validation-rules-assignments GET",
            "/v1/validation-rules/{validationRuleId} DELETE GET PUT",
            "/v1/validation-rules/{validationRuleId}/assignments GET POST",
            "/v1/validation-rules/{validationRuleId}/assignments/{assignmentId} DELETE",
            "/v1/validation-rules/{validationRuleId}/validation POST",
            "/v1/validations POST",
            "/v1/vouchers GET POST",
            "/v1/vouchers/qualification POST",
            "/v1/trash-bin GET",
            "/v1/trash-bin/{binEntryId} DELETE",
            "/v1/vouchers/{code} DELETE GET POST PUT",
            "/v1/vouchers/{code}/balance POST",
            "/v1/vouchers/{code}/disable POST",
            "/v1/vouchers/{code}/enable POST",
            "/v1/vouchers/{code}/redemption GET POST",
            "/v1/vouchers/{code}/sessions/{sessionKey} DELETE",
            "/v1/vouchers/{code}/validate POST",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), operations.Order(StringComparer.Ordinal));
        Assert.Equal("/", document.GetProperty("servers")[0].GetProperty("url").GetString()); // whatever address it was asked at
        Assert.Equal(["app_id", "app_token"], document.GetProperty("security")[0].EnumerateObject().Select(scheme => scheme.Name));
        var error = document.GetProperty("components").GetProperty("schemas").GetProperty("ApiError").GetProperty("properties");
        Assert.Contains("request_id", error.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Describes_answers_and_parameters_of_a_list()
    {
        var document = await (await world.Owner.GetAsync("/openapi/v1.json")).ReadAsync();

        var list = document.GetProperty("paths").GetProperty("/v1/redemptions").GetProperty("get");
        Assert.Equal(
            ["limit", "page", "created_at[after]", "created_at[before]", "result", "campaign", "customer", "filters", "order"],
            list.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.Equal(
            ["200", "400", "401", "403", "404", "409", "413", "415", "429"],
            list.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Order(StringComparer.Ordinal));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var date = schemas.GetProperty("Redemption").GetProperty("properties").GetProperty("date");
        Assert.Equal(("string", "date-time"), (date.GetProperty("type").GetString(), date.GetProperty("format").GetString()));
        Assert.Equal("object", schemas.GetProperty("Metadata").GetProperty("type").GetString());
        Assert.Equal(["redeemables"], schemas.GetProperty("RedeemRequest").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task Its_examples_are_accepted_by_the_reader()
    {
        var document = await (await world.Owner.GetAsync("/openapi/v1.json")).ReadAsync();

        var voucher = await world.Owner.PostAsync("/v1/vouchers/WELCOME10", Example(document, "/v1/vouchers/{code}"));
        var random = await world.Owner.PostAsync("/v1/vouchers", Example(document, "/v1/vouchers"));
        var campaign = await world.Owner.PostAsync("/v1/campaigns", Example(document, "/v1/campaigns"));
        var validation = await world.Owner.PostAsync("/v1/validations", Example(document, "/v1/validations"));
        var redemption = await world.Owner.PostAsync("/v1/redemptions", Example(document, "/v1/redemptions"));

        var rule = await world.Owner.PostAsync("/v1/validation-rules", Example(document, "/v1/validation-rules"));
        var assignment = await world.Owner.PostAsync(
            $"/v1/validation-rules/{(await rule.ReadAsync()).GetProperty("id").GetString()}/assignments", Example(document, "/v1/validation-rules/{validationRuleId}/assignments"));

        foreach (var answer in (HttpResponseMessage[])[voucher, random, campaign, validation, redemption, rule, assignment])
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string Example(JsonElement document, string path) =>
        document.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/json").GetProperty("example").GetRawText();
}
