using Microsoft.AspNetCore.Diagnostics;

namespace PromoConsole.Layout;

/// <summary>Answers an unknown address with a page for people, and leaves the APIs' own answers alone.</summary>
public static class NotFoundForPages
{
    private static readonly PathString[] s_apis = ["/v1", "/client/v1", "/management/v1"];

    /// <summary>Shows <see cref="NotFoundPage"/> for what nobody answered; goes before routing.</summary>
    public static IApplicationBuilder UseNotFoundForPages(this IApplicationBuilder app) => app
        .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true)
        .Use((context, next) =>
        {
            // A machine that asked for JSON must not be answered with a page.
            if (Array.Exists(s_apis, api => context.Request.Path.StartsWithSegments(api, StringComparison.Ordinal))
                && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }
            return next(context);
        });
}
