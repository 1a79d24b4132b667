using PromoConsole.Api;
using PromoConsole.Api.Client;
using PromoConsole.Components;
using PromoConsole.Engine.Storage;
using PromoConsole.Identity;
using PromoConsole.Identity.Keys;
using PromoConsole.Layout;
using PromoConsole.Pages.Campaigns;
using PromoConsole.Pages.Campaigns.Listing;
using PromoConsole.Pages.Customers;
using PromoConsole.Pages.Codes;
using PromoConsole.Pages.Imports;
using PromoConsole.Pages.Orders;
using PromoConsole.Pages.Products;
using PromoConsole.Pages.Publications;
using PromoConsole.Pages.Reports;
using PromoConsole.Pages.Search;
using Radzen;

namespace PromoConsole.Hosting;

/// <summary>Puts the program together: the same services for serving and for every command.</summary>
internal static class PromoHost
{
    /// <param name="settings">As <c>--Section:Key=value</c>; they win over files and environment.</param>
    /// <exception cref="StartupProblem">The settings make no sense.</exception>
    public static WebApplication Build(IReadOnlyList<string> settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(RootSettings.Options([.. settings]));
        builder.AddRootSettings();
        builder.WebHost.UseStaticWebAssets();
        configure?.Invoke(builder);

        var instance = Instance.Of(builder.Configuration);
        builder.Services.AddSingleton(instance);
        builder.Services.AddSingleton(TimeProvider.System);
        // Long enough for redemptions in flight to be written and answered.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));

        builder.Services.AddPromoEngine(instance.Database);
        builder.Services.AddProject();
        builder.Services.AddMembers(instance);
        builder.Services.AddHostedService<WarmUp>();
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddHostedService<SegmentsHost>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseReady>("database");
        builder.Services.AddApi(builder.Configuration);
        builder.Services.AddPages();

        var app = builder.Build();
        Map(app);
        return app;
    }

    private static IServiceCollection AddPages(this IServiceCollection services)
    {
        // A thousand values pasted into one box are one message.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1024 * 1024);
        services.AddRadzenComponents();
        services.AddScoped<ISearchSource, EngineSearch>();
        services.AddConsoleUi();
        services.AddCampaignPages();
        services.AddReports();
        return services;
    }

    private static void Map(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseNotFoundForPages();
        app.UseClientOrigins();
        app.UseAuthentication();
        app.UseApiManners();
        app.UseFirstRun();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapStaticAssets().AllowAnonymous();
        app.MapSignOut();
        app.MapApi();
        app.MapClientApi();
        app.MapAssets();
        app.MapReportExport();
        app.MapBadRowsExport();
        app.MapCustomersExport();
        app.MapCodesExport();
        app.MapProductsExport();
        app.MapOrdersExport();
        app.MapPublicationsExport();
        app.MapExportFiles();
        app.MapCampaignExport();
        app.MapPersonExport();
        // Framing is forbidden for every answer, pages or not.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
