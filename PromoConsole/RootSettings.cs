using Microsoft.Extensions.Configuration.Json;

namespace PromoConsole;

/// <summary>Reads the one <c>appsettings.json</c> of the solution, which lies beside the binaries.</summary>
internal static class RootSettings
{
    /// <summary>Adds the settings as the first sources, so that environment variables and arguments still win.</summary>
    /// <remarks>The content root cannot be used: under <c>dotnet run</c> and in tests it is the project folder.</remarks>
    public static void AddRootSettings(this WebApplicationBuilder builder)
    {
        string[] files = ["appsettings.json", $"appsettings.{builder.Environment.EnvironmentName}.json"];
        for (var i = 0; i < files.Length; i++)
        {
            var source = new JsonConfigurationSource
            {
                Path = Path.Combine(AppContext.BaseDirectory, files[i]),
                Optional = i > 0,
                ReloadOnChange = true,
            };
            source.ResolveFileProvider();
            builder.Configuration.Sources.Insert(i, source);
        }
    }
}
