using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Api;

/// <summary>On a host of its own: there is one set of rules, and every decision of the others rests on it. Each test begins without any.</summary>
public class StackingRulesApiTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncLifetime
{
    private const string Path = "/management/v1/projects/proj_1/stacking-rules";
    private HttpClient _management = null!;

    public async ValueTask InitializeAsync()
    {
        _management = await ManagementAsync(Roles.Owner);
        using var reset = await _management.DeleteAsync($"{Path}/stk_project");
    }

    public ValueTask DisposeAsync()
    {
        _management.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Sets_changes_and_resets_the_rules()
    {
        Assert.Equal("""{"data":[],"object":"list","data_ref":"data","total":0}""", (await _management.GetJsonAsync(Path)).ToJsonString());
        var category = (string?)(await world.Owner.DoAsync("/v1/categories", """{"name":"Seasonal"}"""))["id"];

        var made = await _management.DoAsync(Path, $$"""
            {"applicable_redeemables_limit":3,"exclusive_categories":["{{category}}"],"applicable_redeemables_category_limits":{"{{category}}":2 },"redeemables_application_mode":"PARTIAL",
             "guard_rails":{"minimum_total_amount":100,"maximum_discount_percent":60} }
            """);
        var again = await _management.RefusedAsync(HttpMethod.Post, Path, "{}");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var changed = await _management.ChangeAsync($"{Path}/{made["id"]}", """{"redeemables_sorting_rule":"CATEGORY_HIERARCHY","guard_rails":{"minimum_total_amount":null}}""");

        Assert.Equal(("stk_project", 3, "PARTIAL"), ((string?)made["id"], (int)made["applicable_redeemables_limit"]!, (string?)made["redeemables_application_mode"]));
        Assert.Null(made["updated_at"]);
        Assert.Equal((409, "stacking_rules_exist"), (again.Status, again.Key));
        Assert.Equal(("CATEGORY_HIERARCHY", 3, 2), ((string?)changed["redeemables_sorting_rule"], (int)changed["applicable_redeemables_limit"]!, (int)changed["applicable_redeemables_category_limits"]![category!]!));
        Assert.Equal("""{"minimum_total_amount":null,"maximum_discount_percent":60,"protected_collections":[]}""", changed["guard_rails"]!.ToJsonString());
        Assert.Equal((string?)made["created_at"], (string?)changed["created_at"]);
        Assert.NotNull(changed["updated_at"]);
        Assert.Equal(changed.ToJsonString(), (await _management.GetJsonAsync($"{Path}/stk_project")).ToJsonString());
        Assert.Equal(changed.ToJsonString(), (await _management.GetJsonAsync(Path))["data"]![0]!.ToJsonString());

        Assert.Equal(HttpStatusCode.NoContent, (await _management.DeleteAsync($"{Path}/stk_project")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _management.DeleteAsync($"{Path}/stk_project")).StatusCode);
        Assert.Equal(PromoJson.Write(StackingRules.Default), PromoJson.Write(await world.Host.Services.GetRequiredService<StackingService>().GetAsync()));
    }

    [Fact]
    public async Task Decisions_follow_the_rules_at_once()
    {
        await world.Owner.DoAsync("/v1/vouchers/STACK-A", """{"discount":{"type":"AMOUNT","amount_off":500}}""");
        await world.Owner.DoAsync("/v1/vouchers/STACK-B", """{"discount":{"type":"AMOUNT","amount_off":300}}""");
        const string both = """{"redeemables":[{"object":"voucher","id":"STACK-A"},{"object":"voucher","id":"STACK-B"}],"order":{"amount":5000}}""";

        var before = await world.Owner.DoAsync("/v1/validations", both);
        await _management.DoAsync(Path, """{"applicable_redeemables_limit":1}""");
        var after = await world.Owner.DoAsync("/v1/validations", both);

        Assert.Equal((800, 500), ((int)before["order"]!["total_discount_amount"]!, (int)after["order"]!["total_discount_amount"]!));
        Assert.Equal(1, (int)after["stacking_rules"]!["applicable_redeemables_limit"]!);
    }

    [Theory]
    [InlineData("""{"redeemables_limit":31}""", ".redeemables_limit should be <= 30")]
    [InlineData("""{"redeemables_limit":0}""", ".redeemables_limit should be >= 1")]
    [InlineData("""{"applicable_redeemables_limit":"many"}""", ".applicable_redeemables_limit should be an integer")]
    [InlineData("""{"applicable_redeemables_limit":2,"applicable_redeemables_per_category_limit":3}""", ".applicable_redeemables_per_category_limit")]
    [InlineData("""{"applicable_redeemables_category_limits":{"cat_x":11}}""", ".applicable_redeemables_category_limits.cat_x should be <= 10")]
    [InlineData("""{"applicable_redeemables_category_limits":{"cat_x":1}}""", "the category cat_x, which does not exist")]
    [InlineData("""{"exclusive_categories":["cat_x"]}""", "the category cat_x, which does not exist")]
    [InlineData("""{"exclusive_categories":"cat_x"}""", ".exclusive_categories should be an array")]
    [InlineData("""{"redeemables_sorting_rule":"RANDOM"}""", ".redeemables_sorting_rule should be equal to one of REQUESTED_ORDER, CATEGORY_HIERARCHY")]
    [InlineData("""{"guard_rails":{"maximum_discount_percent":101}}""", ".guard_rails.maximum_discount_percent should be <= 100")]
    [InlineData("""{"guard_rails":{"protected_collections":["pc_x"]}}""", "the collection pc_x, which does not exist")]
    public async Task Refuses_what_is_no_rule_and_names_the_field(string body, string problem)
    {
        var (status, key, details) = await _management.RefusedAsync(HttpMethod.Post, Path, body);

        Assert.Equal((400, "invalid_payload"), (status, key));
        Assert.Contains(problem, details, StringComparison.Ordinal);
        Assert.Empty((await _management.GetJsonAsync(Path))["data"]!.AsArray());
    }

    [Fact]
    public async Task Is_for_owners()
    {
        using var marketer = await ManagementAsync(Roles.Marketer);

        using var nobody = world.ClientWith(null, null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await world.Owner.GetAsync(Path)).StatusCode); // as the reference page sends it
        Assert.Equal(HttpStatusCode.Unauthorized, (await _management.GetAsync("/v1/campaigns")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await marketer.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _management.GetAsync("/management/v1/projects/proj_2/stacking-rules")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _management.GetAsync($"{Path}/stk_other")).StatusCode);
    }

    private async Task<HttpClient> ManagementAsync(string role)
    {
        var key = await world.KeyAsync(role);
        var client = world.Host.Client();
        client.DefaultRequestHeaders.Add("X-Management-Id", key.Key.Id);
        client.DefaultRequestHeaders.Add("X-Management-Token", key.Secret);
        return client;
    }
}
