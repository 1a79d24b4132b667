using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine.Campaigns.Promotions;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Rules.Examples;
using PromoConsole.Engine.Rules.Library;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.TrashBin;
using PromoConsole.Engine.Vouchers;

namespace PromoConsole.Engine.Campaigns;

internal static class CampaignServices
{
    /// <summary>Campaigns, codes, and the jobs that make them.</summary>
    public static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSingleton<CampaignService>();
        services.AddSingleton<CampaignList>();
        services.AddSingleton<CampaignHistory>();
        services.AddSingleton<CampaignBulk>();
        services.AddSingleton(provider => new PromotionList(
            provider.GetRequiredService<IDbContextFactory<PromoDbContext>>(), provider.GetRequiredService<CatalogueStore>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PromotionService>();
        services.AddSingleton<Templates.TemplateService>();
        services.AddSingleton<CampaignRecords>();
        services.AddSingleton<VoucherRecords>();
        services.AddSingleton<RedemptionRecords>();
        services.AddSingleton<CategoryService>();
        services.AddSingleton<StackingService>();
        services.AddSingleton<RuleService>();
        services.AddSingleton<Rules.Messages.MessageService>();
        services.AddSingleton<RuleRecords>();
        services.AddSingleton<RuleDraftService>();
        services.AddSingleton<RuleLibrary>();
        services.AddSingleton<RuleUsage>();
        services.AddSingleton(provider => new Tryables(provider.GetRequiredService<CatalogueStore>(), provider.GetRequiredService<IDbContextFactory<PromoDbContext>>()));
        services.AddSingleton(provider => new RuleTrial(
            provider.GetRequiredService<IRedemptionStore>(), provider.GetRequiredService<CatalogueStore>(), provider.GetRequiredService<IDbContextFactory<PromoDbContext>>(),
            provider.GetRequiredService<RuleRecords>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RuleExamples>();
        services.AddSingleton<VoucherService>();
        services.AddSingleton<VoucherList>();
        services.AddSingleton<SavedViewService>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton<JobService>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<IJobHandler, VoucherGeneration>();
        services.AddSingleton<CampaignRemoval>();
        services.AddSingleton<IJobHandler>(provider => provider.GetRequiredService<CampaignRemoval>());
        services.AddSingleton<BinService>();
        return services;
    }
}
