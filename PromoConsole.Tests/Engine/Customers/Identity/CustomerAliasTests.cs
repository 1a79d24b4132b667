using PromoConsole.Engine;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Search;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Customers.Identity;

public class CustomerAliasTests
{
    [Fact]
    public async Task An_earlier_id_finds_the_customer_wherever_the_shop_names_them()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        var ola = await NamedAsync(world, "ola-1", "Ola Nowak");
        Some.Of(await world.Get<PublicationService>().PublishAsync(new() { Code = "TEN", Customer = new() { Id = ola.Id }, Caller = Some.Shop }));

        world.Time.Advance(TimeSpan.FromHours(1));
        await RenamedAsync(world, ola, "ola-2");

        Assert.Equal(ola.Id, Some.Of(await customers.GetAsync("ola-1")).Id);
        Assert.Equal((ola.Id, "ola-2"), One(Some.Of(await customers.UpsertAsync(new() { SourceId = "ola-1", Phone = "600" }, Some.Shop))));
        Assert.Equal((ola.Id, "ola-2"), One(Some.Of(await customers.ChangeAsync(new("ola-1", new() { SourceId = "ola-1", Name = "Ola N." }, CustomerParts.None, Some.Shop)))));
        var used = Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN", customer: "ola-1"))).Stored;
        Assert.Equal(ola.Id, used.CustomerId);
        Some.Of(await world.Redemptions.RollBackAsync(Some.Rollback(used.Id) with { CustomerId = "ola-1" }));
        Assert.Equal(ola.Id, Assert.Single((await customers.FindAsync(["ola-1"]))["ola-1"]).Id);
        Assert.Equal(ola.Id, Assert.Single((await customers.ListAsync(new() { Text = "OLA-1" })).Items).Id);
        Assert.Equal(ola.Id, Assert.Single((await world.Get<SearchService>().FindAsync("ola-1", SearchScope.Customers)).Customers).Id);
        Assert.Equal(["TEN"], await world.Get<GivenCodes>().AmongAsync(new() { SourceId = "ola-1" }, ["TEN"]));
        Some.Of(await world.Get<SegmentService>().CreateAsync(new CreateSegment("Old ids", SegmentKind.Static, ["ola-1"], null, Some.Shop)));
        Assert.Equal("Old ids", Assert.Single(await world.Get<SegmentService>().OfCustomerAsync(ola.Id)).Name);
        var alias = Assert.Single(await customers.AliasesAsync(ola.Id));
        Assert.Equal(("ola-1", Launched.Agent.Name, world.Time.GetUtcNow()), (alias.Alias, alias.By, alias.At));
        Assert.Equal(1, (await customers.ListAsync(new())).Total);
    }

    [Fact]
    public async Task A_validation_with_an_earlier_id_is_of_the_customer()
    {
        await using var world = await PromoWorld.StartAsync();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff with { Limits = new(RedemptionsPerCustomer: 1) }), null, "ONCE");
        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("ONCE", customer: "ola-1")));
        await RenamedAsync(world, Some.Of(await world.Get<CustomerService>().GetAsync("ola-1")), "ola-2");

        var again = Some.Of(await world.Redemptions.ValidateAsync(Some.Redemption("ONCE", customer: "ola-1")));

        Assert.False(again.Decision.Accepted);
    }

    [Fact]
    public async Task An_id_is_nobody_elses_until_it_is_given_to_them_on_purpose()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        var ola = await RenamedAsync(world, await NamedAsync(world, "ola-1", "Ola Nowak"), "ola-2");
        var jan = await NamedAsync(world, "jan-1", "Jan Lis");

        var taken = await customers.SaveAsync(Save(jan, "ola-2"));
        var alias = await customers.SaveAsync(Save(jan, "ola-1"));
        var byShop = await customers.UpsertAsync(new() { Id = (await NamedAsync(world, null, "Guest")).Id, SourceId = "ola-1" }, Some.Shop);
        var given = Some.Of(await customers.SaveAsync(Save(jan, "ola-1") with { TakeAlias = true }));

        Assert.Equal(("duplicate_found", "source_id"), (taken.Error!.Key, taken.Error.Field));
        Assert.Equal(("alias_in_use", "source_id", "Ola Nowak had this id before and is still found by it."), (alias.Error!.Key, alias.Error.Field, alias.Error.Message));
        Assert.Equal("duplicate_found", byShop.Error!.Key);
        Assert.Equal((jan.Id, "ola-1"), One(given));
        Assert.Equal(jan.Id, Some.Of(await customers.GetAsync("ola-1")).Id);
        Assert.Equal(jan.Id, Some.Of(await customers.GetAsync("jan-1")).Id);
        Assert.Empty(await customers.AliasesAsync(ola.Id));
    }

    [Fact]
    public async Task Going_back_to_an_earlier_id_leaves_the_later_one_as_the_alias()
    {
        await using var world = await PromoWorld.StartAsync();
        var ola = await NamedAsync(world, "ola-1", "Ola Nowak");

        var back = await RenamedAsync(world, await RenamedAsync(world, ola, "ola-2"), "ola-1");

        Assert.Equal("ola-1", back.SourceId);
        Assert.Equal("ola-2", Assert.Single(await world.Get<CustomerService>().AliasesAsync(ola.Id)).Alias);
    }

    [Theory]
    [InlineData(null, "can be changed, but not taken away")]
    [InlineData("cust_mine", "as only the ids given here do")]
    [InlineData("a\tb", "contains control characters")]
    public async Task What_cannot_be_an_id_is_refused_with_its_field(string? sourceId, string says)
    {
        await using var world = await PromoWorld.StartAsync();
        var ola = await NamedAsync(world, "ola-1", "Ola Nowak");

        var refused = await world.Get<CustomerService>().SaveAsync(Save(ola, sourceId));

        Assert.Equal(("invalid_customer", "source_id"), (refused.Error!.Key, refused.Error.Field));
        Assert.Contains(says, refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_edit_one_customer_the_second_is_told()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        var seen = await NamedAsync(world, "ola-1", "Ola Nowak");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
            customers.SaveAsync(Save(seen, "ola-1") with { Name = $"Ola {i}", SeenRevision = seen.Revision }))));

        Assert.Equal(49, answers.Count(answer => answer.Error?.Key == "edited_meanwhile"));
        Assert.Equal(Assert.Single(answers, answer => answer.IsOk).Value!.Name, Some.Of(await customers.GetAsync(seen.Id)).Name);
    }

    [Fact]
    public async Task What_the_shop_tells_in_a_redemption_counts_as_an_edit()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        await world.CodesAsync(await world.LaunchedCampaignAsync(Some.TenOff), null, "TEN");
        var seen = await NamedAsync(world, "ola-1", "Ola Nowak");

        Some.Of(await world.Redemptions.RedeemAsync(Some.Redemption("TEN") with { Customer = new() { SourceId = "ola-1", Phone = "600 100 200" } }));
        var refused = await customers.SaveAsync(Save(seen, "ola-1") with { SeenRevision = seen.Revision });

        Assert.Equal("edited_meanwhile", refused.Error!.Key);
        Assert.Equal("600 100 200", Some.Of(await customers.GetAsync(seen.Id)).Phone);
    }

    [Fact]
    public async Task A_whole_profile_is_taken_as_typed_and_without_one_the_rest_stays()
    {
        await using var world = await PromoWorld.StartAsync();
        var customers = world.Get<CustomerService>();
        var ola = await NamedAsync(world, "ola-1", "Ola Nowak");
        var address = new CustomerAddress("Kraków", null, "Rynek 1", null, "PL", "31-042");
        var profile = new CustomerProfile("Calls on Mondays", new(1990, 5, 3), address, Decisions.Bag("""{"size":"M"}"""));

        var whole = Some.Of(await customers.SaveAsync(Save(ola, "ola-1") with { Profile = profile }));
        var names = Some.Of(await customers.SaveAsync(Save(whole, "ola-1") with { Name = "Ola Lis" }));
        var emptied = Some.Of(await customers.SaveAsync(Save(names, "ola-1") with { Profile = new(null, null, null, MetadataBag.Empty) }));

        Assert.Equal(("Calls on Mondays", new DateOnly(1990, 5, 3), address, "Kraków"), (names.Description, names.Birthdate, names.Address, names.City));
        Assert.Equal("M", names.Metadata.Find("size")?.GetString());
        Assert.Equal((null, null, null, true), (emptied.Description, emptied.Birthdate, emptied.Address, emptied.Metadata.IsEmpty));
    }

    internal static async Task<Customer> NamedAsync(PromoWorld world, string? sourceId, string name) =>
        Some.Of(await world.Get<CustomerService>().SaveAsync(new(null, sourceId, name, null, null, Launched.Agent)));

    internal static async Task<Customer> RenamedAsync(PromoWorld world, Customer customer, string sourceId) =>
        Some.Of(await world.Get<CustomerService>().SaveAsync(Save(customer, sourceId)));

    private static SaveCustomer Save(Customer customer, string? sourceId) => new(customer.Id, sourceId, customer.Name, customer.Email, customer.Phone, Launched.Agent);

    private static (string, string?) One(Customer customer) => (customer.Id, customer.SourceId);
}
