namespace PromoConsole.Tests.Api;

/// <summary>Tests over HTTP share one host and run one after another: each may look at everything that is stored.</summary>
[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiWorld>
{
    /// <summary>The name to put into <c>[Collection]</c>.</summary>
    public const string Name = "Api";
}
