using Microsoft.Extensions.Configuration.Json;

namespace PromoConsole;

/// <summary>Where the host finds the solution's one <c>appsettings.json</c> and its own static files.</summary>
internal static class RootSettings
{
    /// <summary>Serves a published host's pages and scripts from beside its binaries, whatever folder it was started from.</summary>
    /// <remarks>Under <c>dotnet run</c> and in tests the binaries have no <c>wwwroot</c>; the project folder is right there.</remarks>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    /// <summary>Adds the settings as the first sources, so that environment variables and arguments still win.</summary>
    /// <remarks>The content root cannot be used: under <c>dotnet run</c> and in tests it is the project folder.</remarks>
    public static void AddRootSettings(this WebApplicationBuilder builder)
    {
        // The platform's own switch: every watched file costs one of the few watchers a user may have.
        var reload = builder.Configuration.GetValue("hostBuilder:reloadConfigOnChange", defaultValue: true);
        string[] files = ["appsettings.json", $"appsettings.{builder.Environment.EnvironmentName}.json"];
        for (var i = 0; i < files.Length; i++)
        {
            var source = new JsonConfigurationSource
            {
                Path = Path.Combine(AppContext.BaseDirectory, files[i]),
                Optional = i > 0,
                ReloadOnChange = reload,
            };
            source.ResolveFileProvider();
            builder.Configuration.Sources.Insert(i, source);
        }
    }
}
