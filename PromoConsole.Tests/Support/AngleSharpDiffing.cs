using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace PromoConsole.Tests.Support;

internal static class AngleSharpDiffing
{
    // bUnit was built against another version of this assembly than the one copied beside it, so it is found by name alone.
    [ModuleInitializer]
    internal static void ResolveByName() =>
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
}
