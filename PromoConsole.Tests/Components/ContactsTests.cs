using PromoConsole.Components;

namespace PromoConsole.Tests.Components;

public class ContactsTests
{
    [Theory]
    [InlineData("ola@poczta.example", "o•••@poczta.example")]
    [InlineData("+48 600 100 214", "••• 14")]
    [InlineData("Ola Nowak", "Ola Nowak")]
    [InlineData("crm-7", "crm-7")]
    [InlineData(null, null)]
    public void A_name_that_is_contact_data_is_masked_like_them(string? name, string? shown)
    {
        Assert.Equal(shown, Contacts.Shown(name, all: false));
        Assert.Equal(name, Contacts.Shown(name, all: true));
    }
}
