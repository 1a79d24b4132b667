using PromoConsole.Api;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Search;

namespace PromoConsole.Hosting;

/// <summary>
/// Asks, once and for nothing, what the first visitors will ask: queries are translated and code is compiled before anybody waits for it.
/// The setting <see cref="Key"/> turns it off.
/// </summary>
internal sealed partial class WarmUp(IServiceProvider services, IConfiguration settings, TimeProvider time, ILogger<WarmUp> log) : BackgroundService
{
    /// <summary>Setting; default true.</summary>
    public const string Key = "PromoConsole:WarmUp";

    private const string Nobody = "cust_nobody";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.GetValue(Key, true)) return;
        await Task.Yield(); // serving comes first
        try
        {
            await AskAsync(stoppingToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogProblem(problem); // whoever really asks hears what is wrong
        }
    }

    private async Task AskAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await services.GetRequiredService<IRedemptionService>().ValidateAsync(
            new ValidateRedeemables { Redeemables = [Redeemable.Voucher(Nobody)], RecordRefusal = false, Caller = new Caller(Caller.Dashboard, "start") }, ct);
        await services.GetRequiredService<SearchService>().FindAsync(Nobody, ct: ct);
        await services.GetRequiredService<ReportService>().SummaryAsync(new ReportFilter { From = today, To = today }, ct);
        await services.GetRequiredService<AttemptList>().PageAsync(new ReportFilter { From = today, To = today }, 1, 1, ct: ct);
        await services.GetRequiredService<CampaignList>().ListAsync(new CampaignFilter { PageSize = 1 }, ct);
        await services.GetRequiredService<CustomerService>().SummaryAsync(Nobody, ct);
        await services.GetRequiredService<WalletService>().GetAsync(Nobody, ct);
        await services.GetRequiredService<TimelineService>().PageAsync(Nobody, TimelineFilter.Everything, null, 1, ct);
        await services.GetRequiredService<ApiDescription>().JsonAsync();
    }

    [LoggerMessage(LogLevel.Debug, "Warming up stopped early.")]
    private partial void LogProblem(Exception problem);
}
