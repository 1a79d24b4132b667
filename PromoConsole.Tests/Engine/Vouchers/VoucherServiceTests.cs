using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Engine.Campaigns;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Vouchers;

public class VoucherServiceTests : IAsyncLifetime
{
    private const string Anna = "anna@example.com";
    private PromoWorld _world = null!;

    private VoucherService Vouchers => _world.Get<VoucherService>();

    public async ValueTask InitializeAsync() => _world = await PromoWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Makes_a_code_of_its_own()
    {
        var terms = new CampaignSetup { Discount = new AmountOff(5_00), Schedule = new Schedule { EndsAt = _world.Time.GetUtcNow().AddDays(5) } };

        var made = await Vouchers.CreateAsync(new CreateVoucher { Code = "Hello", Terms = terms, Actor = Anna });

        var found = (await Vouchers.GetAsync("hELLO")).Value!;
        Assert.Equal((made.Value!.Id, "Hello", (int?)null, terms.Schedule.EndsAt), (found.Id, found.Code, found.RedemptionLimit, found.EndsAt));
        Assert.Equal(new AmountOff(5_00), found.Terms!.Discount);
        Assert.Equal(made.Value.Id, (await Vouchers.GetAsync(made.Value.Id)).Value!.Id);
    }

    [Fact]
    public async Task Refuses_a_code_that_exists_in_another_spelling_of_case()
    {
        await Vouchers.CreateAsync(new CreateVoucher { Code = "HELLO", Terms = Terms, Actor = Anna });

        var second = await Vouchers.CreateAsync(new CreateVoucher { Code = "hello", Terms = Terms, Actor = Anna });

        Assert.Equal(("duplicate_found", "Duplicated voucher exists with id hello"), (second.Error!.Key, second.Error.Details));
    }

    [Fact]
    public async Task Draws_a_code_where_none_is_chosen()
    {
        var made = await Vouchers.CreateAsync(new CreateVoucher { Pattern = new CodePattern { Pattern = "VIP-######" }, Terms = Terms, Actor = Anna });

        Assert.Matches("^VIP-[2-9A-HJKMNP-Z]{6}$", made.Value!.Code);
    }

    [Theory]
    [InlineData("", "invalid_voucher")]
    [InlineData("bad\tcode", "invalid_voucher")]
    public async Task Refuses_text_nobody_can_type(string code, string key) =>
        Assert.Equal(key, (await Vouchers.CreateAsync(new CreateVoucher { Code = code, Terms = Terms, Actor = Anna })).Error!.Key);

    [Fact]
    public async Task Takes_the_campaigns_limit_and_counts_the_code_in()
    {
        var campaign = await LaunchAsync(CampaignServiceTests.Unique(0));

        var made = await Vouchers.CreateAsync(new CreateVoucher { Campaign = campaign.Name, Actor = Anna });

        Assert.Equal((campaign.Id, 1), (made.Value!.CampaignId, made.Value.RedemptionLimit));
        Assert.Equal(1, (await _world.Get<CampaignList>().GetAsync(campaign.Id)).Value!.Campaign.CodesCount);
    }

    [Fact]
    public async Task Adds_codes_only_to_launched_campaigns_with_unique_codes()
    {
        var unique = await LaunchAsync(CampaignServiceTests.Unique(10));
        var shared = await LaunchAsync(CampaignServiceTests.Shared("SHARED10"));
        var draft = (await _world.Get<CampaignService>().CreateDraftAsync(new CreateDraft { Name = "Draft", Actor = Anna })).Value!;

        Assert.Equal("40 codes for NL-####-####", (await Vouchers.AddAsync(new AddVouchers(unique.Id, 40, Anna))).Value!.Title);
        Assert.Equal("invalid_campaign", (await Vouchers.AddAsync(new AddVouchers(shared.Id, 40, Anna))).Error!.Key);
        Assert.Equal("invalid_campaign", (await Vouchers.AddAsync(new AddVouchers(draft.Id, 40, Anna))).Error!.Key);
        Assert.Equal("not_found", (await Vouchers.AddAsync(new AddVouchers("nothing", 40, Anna))).Error!.Key);
        Assert.Equal("invalid_campaign", (await Vouchers.AddAsync(new AddVouchers(unique.Id, 1_000_001, Anna))).Error!.Key);
    }

    [Fact]
    public async Task Switches_a_code_off_and_on()
    {
        await Vouchers.CreateAsync(new CreateVoucher { Code = "HELLO", Terms = Terms, Actor = Anna });

        Assert.False((await Vouchers.SetActiveAsync(new("hello", false, Anna, "Leaked"))).Value!.Active);
        Assert.Equal(VoucherState.Inactive, (await StateAsync("HELLO")).State);
        Assert.True((await Vouchers.SetActiveAsync(new("HELLO", true, Anna))).Value!.Active);
        Assert.Equal(VoucherState.Usable, (await StateAsync("HELLO")).State);
    }

    private static CampaignSetup Terms => new() { Discount = new AmountOff(5_00) };

    private async Task<VoucherRow> StateAsync(string code) =>
        Assert.Single((await _world.Get<VoucherList>().ListAsync(new VoucherFilter { Text = code })).Items);

    private async Task<Campaign> LaunchAsync(CampaignSetup setup)
    {
        var campaigns = _world.Get<CampaignService>();
        var name = setup.Codes.SharedCode ?? setup.Codes.Pattern.Pattern!;
        var draft = (await campaigns.CreateDraftAsync(new CreateDraft { Name = name, Setup = setup, Actor = Anna })).Value!;
        return (await campaigns.LaunchAsync(new(draft.Id, null, null, Anna))).Value!;
    }
}
