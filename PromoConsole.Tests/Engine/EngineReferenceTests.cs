using System.Reflection;

namespace PromoConsole.Tests.Engine;

public class EngineReferenceTests
{
    [Fact]
    public void The_engine_uses_nothing_of_ASP_NET_Core()
    {
        // The compiler records only assemblies whose types are really used.
        var used = Assembly.Load("PromoConsole.Engine").GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(used, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.DoesNotContain(used, name => name is "PromoConsole" or "Radzen.Blazor");
    }
}
