using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using PromoConsole.Components;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Pages.Customers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Pages.Customers;

public class TimelineListTests : Rendered
{
    private static readonly ProjectFormat Format = new("EUR", 2, CultureInfo.GetCultureInfo("en-GB"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimelineEntry Refused = new()
    {
        Id = "rf_1", Kind = TimelineKind.RefusedRedemption, At = Noon.AddMinutes(-9), Code = "BLACK15", CampaignName = "Black Week", RefusalKey = "voucher_expired",
        Proof = new Proof
        {
            Accepted = false, RefusalKey = "voucher_expired", Code = "BLACK15", DecidedAt = Noon, TimeZone = "Europe/Warsaw", CustomerMessage = "Black Week is over.",
            Checks = [new StateCheck(CheckKind.CodeExists, true), new StateCheck(CheckKind.NotEnded, false, new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero))],
        },
    };

    [Fact]
    public void A_refusal_says_why_and_what_the_customer_saw()
    {
        var entry = Show(Refused).Find("li");

        Assert.Equal("today 12:51", entry.QuerySelector("time")!.TextContent); // 11:51 UTC in Warsaw
        Assert.Contains("BLACK15 was refused", entry.TextContent, StringComparison.Ordinal);
        Assert.Contains("It ended 28 Feb, end of day, Warsaw", entry.TextContent, StringComparison.Ordinal);
        Assert.Contains("They saw: “Black Week is over.”", entry.TextContent, StringComparison.Ordinal);
        Assert.Equal("/redemptions/rf_1", entry.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void Each_kind_is_said_in_its_own_words()
    {
        var cut = Show(
            new() { Id = "r_1", Kind = TimelineKind.Redeemed, At = Noon.AddDays(-1), Code = "NEWS5", CampaignName = "Newsletter", DiscountAmount = 5_00, OrderAmount = 96_40, OrderSourceId = "10482", RolledBack = true },
            new() { Id = "rr_1", Kind = TimelineKind.RolledBack, At = Noon.AddDays(-1), Code = "NEWS5", DiscountAmount = -5_00, Reason = "Returned", Actor = "tom@shop.example" },
            new() { Id = "pub_1", Kind = TimelineKind.Published, At = Noon.AddDays(-40), Code = "HELLO-1", CampaignName = "Welcome", Reason = "Late parcel.", Actor = "tom@shop.example" },
            new() { Id = "ord_1", Kind = TimelineKind.Ordered, At = Noon.AddYears(-1), OrderSourceId = "9001", OrderAmount = 20_00, OrderStatus = OrderStatus.Paid });

        Assert.Equal(
        [
            "Order 10482, €96.40, with NEWS5 (−€5.00)", "NEWS5 was rolled back (€5.00 returned)", "HELLO-1 was given", "Order 9001, €20.00",
        ], cut.FindAll("li .m").Select(title => title.TextContent));
        Assert.Equal(["Newsletter. Taken back since.", "Reason: Returned. By tom@shop.example.", "Welcome. Reason: Late parcel. By tom@shop.example.", "Paid."],
            cut.FindAll("li p").Select(note => note.TextContent));
        Assert.Equal(["yesterday 13:00", "yesterday 13:00", "21 Jan 13:00", "2 Mar 2025 13:00"], cut.FindAll("time").Select(time => time.TextContent));
    }

    [Fact]
    public void Chips_filter_entries_open_and_older_ones_are_asked_for()
    {
        TimelineFilter? chosen = null;
        TimelineEntry? opened = null;
        var more = 0;
        var cut = Render<TimelineList>(parameters => parameters
            .AddCascadingValue(Format).Add(t => t.Entries, [Refused]).Add(t => t.HasMore, true)
            .Add(t => t.FilterChanged, EventCallback.Factory.Create<TimelineFilter>(this, filter => chosen = filter))
            .Add(t => t.OnOpen, EventCallback.Factory.Create<TimelineEntry>(this, entry => opened = entry))
            .Add(t => t.OnMore, EventCallback.Factory.Create(this, () => more++)));

        cut.FindAll(".chip")[2].Click();
        cut.Find("li a").Click();
        cut.Find(".table-note button").Click();

        Assert.Equal((TimelineFilter.Refused, "rf_1", 1), (chosen, opened?.Id, more));
        Assert.Equal("true", cut.FindAll(".chip")[0].GetAttribute("aria-pressed"));
    }

    private IRenderedComponent<TimelineList> Show(params TimelineEntry[] entries) =>
        Render<TimelineList>(parameters => parameters.AddCascadingValue(Format).Add(t => t.Entries, entries));
}
