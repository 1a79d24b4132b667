using PromoConsole.Identity;
using PromoConsole.Identity.Members;
using PromoConsole.Pages.Settings;

namespace PromoConsole.Tests.Pages.Settings;

public class AuditPeopleTests
{
    private static readonly AuditPeople s_people = new(
    [
        new("7f1e", "anna@example.com", "Anna Zielińska", Roles.Owner, MemberState.Active, false, default, null, null),
        new("9a2b", "new@example.com", "", Roles.Support, MemberState.Invited, false, default, null, null),
    ]);

    [Theory]
    [InlineData("7f1e", "Anna Zielińska", "anna@example.com")] // changed
    [InlineData("Anna@Example.com", "Anna Zielińska", "anna@example.com")] // who changed something
    [InlineData("9a2b", "new@example.com", null)] // gave no name yet
    [InlineData("Web shop", "Web shop", null)] // an API key
    [InlineData("camp_1", "camp_1", null)]
    public void Are_named_as_colleagues_know_them(string idOrEmail, string name, string? note) =>
        Assert.Equal((name, note), (s_people.Of(idOrEmail), s_people.NoteOf(idOrEmail)));
}
