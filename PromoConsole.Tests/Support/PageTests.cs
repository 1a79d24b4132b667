namespace PromoConsole.Tests.Support;

/// <summary>Tests that ask for pages without a browser, one after another on a host of their own.</summary>
[CollectionDefinition(Name)]
public sealed class PageTests : ICollectionFixture<PageHost>
{
    /// <summary>The name to put into <c>[Collection]</c>.</summary>
    public const string Name = "Pages";
}

/// <summary>The host they share.</summary>
public sealed class PageHost : IAsyncDisposable
{
    public RunningHost Host { get; } = RunningHost.Start();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
