using PromoConsole.CommandLine;

namespace PromoConsole.Tests.CommandLine;

public class CommandParserTests
{
    [Fact]
    public void No_arguments_serve() => Assert.IsType<Serve>(Parse());

    [Theory]
    [InlineData("--data", "shop")]
    [InlineData("--data=shop")]
    public void A_relative_data_folder_starts_where_it_was_typed(params string[] arguments) =>
        Assert.Equal([$"--PromoConsole:DataFolder={Path.GetFullPath("shop")}"], Parse(arguments).Settings);

    [Fact]
    public void Settings_of_the_file_can_be_given_by_their_path() =>
        Assert.Equal(["--Database:Provider=SqlServer", "--urls=http://+:8080"], Parse("--Database:Provider", "SqlServer", "--urls", "http://+:8080").Settings);

    [Fact]
    public void A_key_has_a_name_and_a_role_in_any_order_and_case() =>
        Assert.Equal(new NewKey("Web shop", "Cashier"), Parse("--role", "cashier", "key", "new", "Web shop") as NewKey, new SameCommand());

    [Fact]
    public void A_user_has_an_address_and_a_role() =>
        Assert.Equal(new NewUser("anna@example.com", "Owner"), Parse("user", "new", "anna@example.com", "--role", "Owner") as NewUser, new SameCommand());

    [Theory]
    [InlineData("There is no option --dat.", "--dat", "x")]
    [InlineData("There is no option -d.", "-d")]
    [InlineData("The option --data needs a value.", "--data")]
    [InlineData("The option --data needs a value.", "--data", "--urls", "http://localhost:1")]
    [InlineData("There is no command \"serve\".", "serve")]
    [InlineData("There is no command \"migrate now\".", "migrate", "now")]
    [InlineData("There is no role \"Boss\".", "key", "new", "x", "--role", "Boss")]
    [InlineData("A key needs a role", "key", "new", "x")]
    [InlineData("A key needs a name", "key", "new", "--role", "Owner")]
    [InlineData("A user needs a role", "user", "new", "a@b.pl")]
    [InlineData("\"anna\" is not an e-mail address.", "user", "new", "anna", "--role", "Owner")]
    [InlineData("The option --role belongs to", "migrate", "--role", "Owner")]
    [InlineData("\"localhost:80\" is not an address to listen on", "--urls", "localhost:80")]
    [InlineData("\"ftp://localhost\" is not an address to listen on", "--urls", "ftp://localhost")]
    public void What_makes_no_sense_is_said_in_one_sentence(string says, params string[] arguments)
    {
        var problem = Assert.IsType<Misunderstood>(Parse(arguments)).Problem;

        Assert.StartsWith(says, problem);
        Assert.DoesNotContain('\n', problem);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("migrate", "-h")]
    [InlineData("-?")]
    public void Help_can_be_asked_for_anywhere(params string[] arguments) => Assert.IsType<ShowHelp>(Parse(arguments));

    [Theory]
    [InlineData(null, "http://localhost:5000")]
    [InlineData("http://+:8080", "http://localhost:8080")]
    [InlineData("http://0.0.0.0:8080;https://x", "http://localhost:8080")]
    [InlineData("https://promo.example.com:443", "https://promo.example.com")]
    public void Links_name_an_address_that_can_be_opened(string? listens, string opens) => Assert.Equal(opens, Addresses.ToOpen(listens));

    private static Command Parse(params string[] arguments) => CommandParser.Parse(arguments);

    // The lists of settings are equal by content, not by reference.
    private sealed class SameCommand : IEqualityComparer<Command?>
    {
        public bool Equals(Command? x, Command? y) => x is not null && y is not null && x with { Settings = y.Settings } == y;

        public int GetHashCode(Command? obj) => 0;
    }
}
