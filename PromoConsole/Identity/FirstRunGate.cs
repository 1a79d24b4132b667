using PromoConsole.Engine.Project;
using PromoConsole.Identity.Members;

namespace PromoConsole.Identity;

/// <summary>While nobody can sign in, every page leads to the one that makes the owner; and an owner whose project has no answers yet to the same.</summary>
internal static class FirstRunGate
{
    private static readonly string[] s_open =
        ["/health", "/v1", "/client", "/management", "/openapi", "/assets", "/exports", "/_framework", "/_content", "/_blazor", AccountPaths.Join, AccountPaths.SignOut];

    /// <summary>Stands after authentication: only an owner is led to the project's questions.</summary>
    public static void UseFirstRun(this WebApplication app)
    {
        var projectIsSetUp = false; // once true, always true
        app.Use(async (context, next) =>
        {
            var path = context.Request.Path;
            if (path.StartsWithSegments(AccountPaths.Setup) || !IsPage(path))
            {
                await next(context);
                return;
            }

            var services = context.RequestServices;
            if (!await services.GetRequiredService<FirstRun>().IsOverAsync(context.RequestAborted))
            {
                context.Response.Redirect(AccountPaths.Setup);
                return;
            }

            if (!projectIsSetUp && context.User.May(Permissions.SettingsManage))
            {
                projectIsSetUp = (await services.GetRequiredService<ProjectService>().GetAsync(context.RequestAborted)).SetUpAt is not null;
                if (!projectIsSetUp)
                {
                    context.Response.Redirect(AccountPaths.Setup);
                    return;
                }
            }

            await next(context);
        });
    }

    // Files have an extension; nothing else we serve has.
    private static bool IsPage(PathString path) =>
        !Path.HasExtension(path.Value) && !s_open.Any(open => path.StartsWithSegments(open));
}
