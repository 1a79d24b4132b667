using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Tests.Engine.Vouchers;

public class CodeKeysTests
{
    [Theory]
    [InlineData("bw26-7kqx", "BW267KQX")]
    [InlineData("BW26 7KQX", "BW267KQX")]
    [InlineData("HELLO-101", "HE110101")]
    [InlineData("helio–10l", "HE110101")]
    public void Finds_a_code_however_it_is_spelled(string typed, string folded) => Assert.Equal(folded, CodeKeys.Search(typed));

    [Fact]
    public void Tells_case_apart_only_where_the_project_does()
    {
        Assert.Equal(CodeKeys.Key("Summer", caseInsensitive: true), CodeKeys.Key("SUMMER", caseInsensitive: true));
        Assert.NotEqual(CodeKeys.Key("Summer", caseInsensitive: false), CodeKeys.Key("SUMMER", caseInsensitive: false));
    }
}
