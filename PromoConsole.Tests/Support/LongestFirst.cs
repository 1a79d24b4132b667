using PromoConsole.Tests.Api;
using PromoConsole.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace PromoConsole.Tests.Support;

/// <summary>Begins with the collections that run longest one test after another: whatever is short fits in beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_first = [BrowserTests.Name, ApiTests.Name];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.IndexOf(s_first, collection.TestCollectionDisplayName) is >= 0 and var at ? at : s_first.Length)];
}
