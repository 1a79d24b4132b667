namespace PromoConsole.Tests.Support;

/// <summary>Browser tests run one after another: two at once on two cores take three times as long.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests
{
    /// <summary>The name to put into <c>[Collection]</c>.</summary>
    public const string Name = "Browser";
}
