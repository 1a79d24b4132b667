using System.Runtime.CompilerServices;
using PromoConsole.Api.Rules;
using PromoConsole.Engine.Rules;

namespace PromoConsole.Tests.Api.Rules;

public class RulesPageTests
{
    // To make the page anew, run this test with it set to "write".
    private const string Switch = "PROMOCONSOLE_DOCS";

    [Fact]
    public void The_page_of_all_rules_is_up_to_date()
    {
        var path = PathOf();
        var page = RulesPage.Markdown();
        if (Environment.GetEnvironmentVariable(Switch) == "write") File.WriteAllText(path, page);

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == page, $"docs/rules.md is out of date. Run this test with {Switch}=write to make it anew.");
    }

    [Fact]
    public void Every_kind_is_on_it_with_an_example_that_the_reader_accepts()
    {
        var page = RulesPage.Markdown();

        foreach (var kind in RuleKinds.All.Concat(RuleKinds.SubRules)) Assert.Contains($"`{kind.Word}`: ", page, StringComparison.Ordinal);
        var examples = page.Split("```json\n").Skip(2).Select(part => part[..part.IndexOf("\n```", StringComparison.Ordinal)]).ToList();
        Assert.True(examples.Count >= RuleKinds.All.Count);
        foreach (var example in examples)
        {
            var isSubRule = RuleKinds.Find(System.Text.Json.JsonElement.Parse(example).GetProperty("name").GetString()!)!.IsSubRule;
            var read = RuleReader.Read(System.Text.Json.JsonElement.Parse($$"""{"1":{{example}}}"""));
            Assert.True(read.IsOk || isSubRule, $"{example}: {read.Error?.Details}");
        }
    }

    private static string PathOf([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "rules.md"));
}
