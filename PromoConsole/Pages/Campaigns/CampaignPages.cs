using PromoConsole.Api;
using PromoConsole.Components.RuleBuilder.Conditions;
using PromoConsole.Hosting;
using PromoConsole.Layout;
using PromoConsole.Pages.Campaigns.Discounts;
using PromoConsole.Pages.Rules;

namespace PromoConsole.Pages.Campaigns;

/// <summary>What the campaign and code pages need besides the engine.</summary>
internal static class CampaignPages
{
    public static IServiceCollection AddCampaignPages(this IServiceCollection services)
    {
        services.AddSingleton<RuleChoices>();
        services.AddSingleton<ItemChoices>();
        services.AddSingleton<RuleTargets>();
        services.AddSingleton<AssetLinks>();
        services.AddScoped<IJobsSource, JobsSource>();
        services.AddHostedService<JobsHost>();
        return services;
    }
}
