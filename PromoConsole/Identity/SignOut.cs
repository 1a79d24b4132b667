using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace PromoConsole.Identity;

/// <summary>The way out: a form that is posted, so that no link or picture elsewhere can sign anybody out.</summary>
internal static class SignOut
{
    public static void MapSignOut(this WebApplication app) =>
        app.MapPost(AccountPaths.SignOut, async (HttpContext context, IAntiforgery antiforgery, SignInManager<PromoUser> signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest("The form has expired. Reload the page and try again.");
            await signIn.SignOutAsync();
            return Results.LocalRedirect(AccountPaths.SignIn);
        }).AllowAnonymous();
}
