using System.Runtime.CompilerServices;

namespace PromoConsole.Tests.Support;

/// <summary>Hosts of the tests do not watch their settings files, which nobody changes while they run.</summary>
/// <remarks>Linux grants a user 128 watchers by default, shared with whatever else runs; dozens of hosts at once would use them up.</remarks>
internal static class UnwatchedSettings
{
    [ModuleInitializer]
    internal static void TurnOff() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}
