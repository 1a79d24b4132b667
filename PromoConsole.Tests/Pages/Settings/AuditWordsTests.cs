using PromoConsole.Engine.Events;
using PromoConsole.Pages.Settings;

namespace PromoConsole.Tests.Pages.Settings;

public class AuditWordsTests
{
    [Fact]
    public void Parts_of_a_campaign_are_told_by_name()
    {
        var entry = new AuditEntry
        {
            Id = "aud_1", At = DateTimeOffset.UnixEpoch, Actor = "anna@example.com", Action = "campaign.updated", Subject = "camp_1",
            Before = """{"description":"","codes":{"mode":"Unique","pattern":{"length":8}},"tiers":[],"metadata":{"my_wave":1}}""",
            After = """{"description":"","codes":{"mode":"Unique","pattern":{"length":8},"onDemand":true,"onePerCustomer":true},"tiers":[],"metadata":{"my_wave":2}}""",
        };

        Assert.Equal(
        [
            new("Description", "", ""),
            new("Codes: mode", "Unique", "Unique"),
            new("Codes: pattern: length", "8", "8"),
            new("Tiers", "[]", "[]"),
            new("Metadata", """{"my_wave":1}""", """{"my_wave":2}"""), // the shop's own names
            new("Codes: on demand", null, "yes"),
            new("Codes: one per customer", null, "yes"),
        ], AuditWords.Changes(entry));
    }

    [Fact]
    public void What_has_no_parts_is_told_as_it_is()
    {
        var entry = new AuditEntry { Id = "aud_1", At = DateTimeOffset.UnixEpoch, Actor = "anna@example.com", Action = "campaign.category_changed", Subject = "camp_1", Before = "\"Season\"" };

        Assert.Equal([new("Value", "Season", null)], AuditWords.Changes(entry));
    }
}
