using PromoConsole.Components;

namespace PromoConsole.Layout;

/// <summary>The project the console shows.</summary>
/// <param name="Name">The shop's name.</param>
/// <param name="Format">How its amounts and times are written.</param>
public sealed record ProjectView(string Name, ProjectFormat Format);

/// <summary>Where the shell learns about the project.</summary>
public interface IProjectSource
{
    /// <summary>The current project.</summary>
    Task<ProjectView> CurrentAsync(CancellationToken ct);
}

/// <summary>Knows only the defaults: used where no source is registered.</summary>
internal sealed class UnknownProject : IProjectSource
{
    public Task<ProjectView> CurrentAsync(CancellationToken ct) =>
        Task.FromResult(new ProjectView("PromoConsole", ProjectFormat.Default));
}
