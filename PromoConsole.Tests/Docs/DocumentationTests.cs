using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PromoConsole.Tests.Docs;

/// <summary>What a stranger follows from page to page.</summary>
public partial class DocumentationTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    [Fact]
    public void Every_decision_is_in_the_index()
    {
        var index = File.ReadAllText(Path.Combine(s_root, "docs", "README.md"));

        foreach (var decision in Directory.GetFiles(Path.Combine(s_root, "docs", "decisions"), "*.md").Select(Path.GetFileName))
            Assert.Contains($"](decisions/{decision})", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        string[] pages = [Path.Combine(s_root, "README.md"), .. Directory.GetFiles(Path.Combine(s_root, "docs"), "*.md", SearchOption.AllDirectories)];

        Assert.True(pages.Length > 40);
        foreach (var page in pages)
            foreach (Match link in Links().Matches(File.ReadAllText(page)))
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value)), $"{Path.GetRelativePath(s_root, page)} links to {link.Groups[1].Value}, which is not there.");
    }

    private static string Here([CallerFilePath] string file = "") => file;

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")]
    private static partial Regex Links();
}
