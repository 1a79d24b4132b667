using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PromoConsole.Engine;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Campaigns.Templates;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Consents;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Customers.Support;
using PromoConsole.Engine.Customers.Wallets;
using PromoConsole.Engine.Customers.Segments;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Distribution;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Project;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Search;
using PromoConsole.Engine.Stacking;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Tests.Support;

namespace PromoConsole.Tests.Engine.Storage;

/// <summary>Lets the services talk to a SQL Server that is not there and writes down what they say. Every answer is empty.</summary>
internal static class SqlServerStatements
{
    public static async Task<IReadOnlyCollection<string>> CollectAsync()
    {
        var log = new Log();
        var services = new ServiceCollection();
        services.AddPromoEngine(new PromoEngineOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = "Server=nowhere" });
        services.AddSingleton<IDbContextFactory<PromoDbContext>>(new Contexts(log));
        services.AddSingleton<IWrites, Writes>();
        await using var provider = services.BuildServiceProvider();
        foreach (var ask in Questions(provider))
        {
            try
            {
                await ask();
            }
            catch (InvalidOperationException)
            {
                // A service that cannot go on without a row; what it asked until then is in the log.
            }
        }

        return log.Statements;
    }

    private static IEnumerable<Func<Task>> Questions(IServiceProvider services)
    {
        T Get<T>() where T : notnull => services.GetRequiredService<T>();
        const string Id = "camp_0123456789abcdefghjkmnpqrs";
        var day = new DateOnly(2026, 3, 2);
        yield return () => Get<PromoConsole.Engine.Demo.DemoRemoval>().RemoveRowsAsync(default);
        yield return () => Get<ConsentService>().SaveAsync([new("news", "News", null, null)], 0, Some.Shop);
        yield return () => Get<ConsentService>().SetAsync("ola", new Dictionary<string, bool> { ["news"] = true }, Some.Shop);
        foreach (var state in (VoucherState?[])[null, .. Enum.GetValues<VoucherState>().Cast<VoucherState?>()])
            yield return () => Get<VoucherList>().ListAsync(new VoucherFilter { State = state, Text = "BLCK", CampaignId = Id, HolderId = "cust_1", Held = true });
        yield return () => Get<VoucherList>().RowAsync("v_1");
        yield return () => Get<VoucherService>().GetAsync("BLCKFRDY");
        yield return () => Get<VoucherService>().AddAsync(new AddVouchers(Id, 10, "test"));
        foreach (var filter in (CampaignFilter[])[new(), new() { Text = "black" }, new() { Uses = "seg_1" }, new() { CategoryId = "cat_1" }])
        {
            yield return () => Get<CampaignList>().ListAsync(filter);
            yield return () => Get<CampaignList>().IdsAsync(filter);
        }

        yield return () => Get<CampaignList>().GetAsync(Id);
        yield return () => Get<CampaignList>().RowAsync(Id);
        yield return () => Get<CampaignList>().CountsAsync("ola");
        yield return () => Get<CampaignList>().WordsAsync();
        yield return () => Get<CampaignList>().NameOfAsync("prod_1");
        yield return () => Get<SavedViewService>().ListAsync("campaigns");
        yield return () => Get<SavedViewService>().SaveAsync("campaigns", "Black", "q=black", Some.Shop);
        yield return async () =>
        {
            await foreach (var _ in Get<CampaignList>().RowsAsync([Id])) { }
        };
        yield return () => Get<CategoryService>().ListAsync();
        yield return () => Get<CategoryService>().GetAsync("Season");
        yield return () => Get<CategoryService>().CreateAsync(new CreateCategory("Season", 1, Some.Shop));
        yield return () => Get<CategoryService>().DeleteAsync("cat_1", Some.Shop);
        yield return () => Get<CategoryService>().ReorderAsync(["cat_1"], Some.Shop);
        yield return () => Get<StackingService>().ReplaceAsync(StackingRules.Default, StackingRules.Default, Some.Shop);
        yield return () => Get<Tryables>().PromotionsAsync("black");
        yield return () => Get<Tryables>().OfCampaignAsync(Id);
        yield return () => Get<CampaignHistory>().VersionsAsync(Id);
        yield return () => Get<CampaignHistory>().PinnedCodesAsync(Id);
        yield return () => Get<CampaignService>().LaunchAsync(new LaunchCampaign(Id, null, null, "test"));
        foreach (var sort in Enum.GetValues<CustomerSort>())
            yield return () => Get<CustomerService>().ListAsync(new CustomerQuery { Text = "ola nowak", Sort = sort });
        yield return () => Get<CustomerService>().GetAsync("crm-1");
        yield return () => Get<CustomerService>().FindAsync(["crm-1", "ola@example.com"]);
        yield return () => Get<NamedThings>().StatesAsync(["seg_1", "pc_1", "prod_1", "sku_1"]);
        yield return () => Get<CustomerService>().RecentlyActiveAsync(5);
        yield return () => Get<CustomerService>().SummaryAsync("cust_1");
        yield return () => Get<GivenCodes>().AmongAsync(new CustomerInput { SourceId = "crm-1" }, ["BLCKFRDY", "OTHER"]);
        yield return () => Get<ApiKeyLookup>().OriginsAsync().AsTask();
        yield return () => Get<CustomerService>().UpsertAsync(new CustomerInput { SourceId = "crm-1", Name = "Ola" }, Some.Shop);
        yield return () => Get<CustomEventService>().TrackAsync(new TrackEvent("login", new CustomerInput { SourceId = "crm-1" }, Decisions.Bag("{}"), Some.Shop));
        foreach (var sort in Enum.GetValues<VoucherSort>())
            yield return () => Get<VoucherRecords>().ListAsync(new VoucherQuery { Unheld = true, Ids = ["v_1", "v_2"], Beginning = "BLCK", UpdatedAfter = DateTimeOffset.UnixEpoch, UpdatedBefore = DateTimeOffset.UnixEpoch, Order = sort });
        foreach (var sort in Enum.GetValues<CampaignSort>())
            yield return () => Get<CampaignRecords>().ListAsync(new CampaignQuery { CreatedAfter = DateTimeOffset.UnixEpoch, Order = sort });
        yield return () => Get<RedemptionRecords>().ListAsync(new RedemptionQuery { Succeeded = true, VoucherId = "v_1", After = DateTimeOffset.UnixEpoch });
        foreach (var newest in new[] { false, true })
            yield return () => Get<TemplateService>().ListAsync(new TemplateQuery { After = "camp_tpl_1", NewestFirst = newest });
        yield return () => Get<TemplateService>().ChangeAsync(new ChangeTemplate("camp_tpl_1", "Summer", null, Some.Shop));
        yield return () => Get<PublicationService>().CampaignsAsync();
        yield return () => Get<PublicationService>().PreviewAsync(null, Id, "cust_1");
        yield return () => Get<IWrites>().WriteAsync<int>(async (db, ct) =>
        {
            await PublicationService.FirstGivenAsync(db, Id, "cust_1", ct);
            await VoucherGeneration.MakeAsync(db, new Campaign { Id = Id, Name = "Black Week" }, Some.TenOff, 1, "test", DateTimeOffset.UnixEpoch, ct);
            return 1;
        });
        yield return () => Get<PublicationService>().PublishAsync(new PublishVoucher { CampaignId = Id, JoinOnce = true, Customer = new CustomerInput { SourceId = "crm-1" }, Caller = Some.Shop });
        yield return () => Get<PromoConsole.Engine.Rules.Messages.MessageService>().ListWithUsesAsync();
        yield return () => Get<PromoConsole.Engine.Rules.Messages.MessageService>().SaveAsync(new(null, "Too small", new("Add more"), Some.Shop));
        yield return () => Get<PromoConsole.Engine.Rules.Messages.MessageService>().DeleteAsync("msg_1", Some.Shop);
        yield return () => Get<SegmentService>().ListAsync();
        yield return () => Get<SegmentService>().OfCustomerAsync("cust_1");
        yield return () => Get<SegmentService>().AddMembersAsync("seg_1", ["cust_1", "cust_2"], Some.Shop);
        yield return () => Get<SegmentService>().ReplaceMembersAsync("seg_1", ["cust_1"], Some.Shop);
        yield return () => Get<SegmentService>().MembersAsync("seg_1", "ola", 0, 10);
        yield return () => Get<SegmentService>().MembersAsync("seg_1", null, 0, 10);
        yield return () => Get<SegmentService>().UsesAsync("seg_1");
        yield return () => Get<SegmentService>().ChangeAsync(new ChangeSegment("seg_1", "Fixed", null, null, 1, Some.Shop));
        foreach (var sort in Enum.GetValues<SegmentSort>())
            yield return () => Get<SegmentService>().SearchAsync("club", [SegmentKind.Active], sort, 0, 10);
        yield return () => Get<SegmentMembership>().SettleAsync();
        yield return async () =>
        {
            await foreach (var _ in Get<SegmentForecasts>().ForecastAsync(new Filter(Junction.And, [new("summary.orders.total_count", [new(FilterOperator.HasValue, [])])]), "seg_1")) continue;
        };
        yield return () => Get<CollectionService>().FixedAsync(10);
        yield return () => Get<CollectionService>().NamesAsync(["pc_1"]);
        yield return () => Get<CollectionService>().ProductsAsync("pc_1");
        yield return () => Get<CollectionService>().CreateAsync("Kitchen", ["prod_1"], Some.Shop);
        yield return () => Get<SegmentService>().ListAsync(0, 10);
        yield return () => Get<SegmentService>().GetAsync("seg_1");
        foreach (var oldest in new[] { false, true })
            yield return () => Get<PromoConsole.Engine.Customers.Activities.CustomerActivities>().ListAsync(new("cust_1")
            {
                CampaignKind = CampaignKind.Coupons, From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.UnixEpoch, OldestFirst = oldest,
            });
        yield return () => Get<PromoConsole.Engine.Customers.Activities.CustomerActivities>().ListAsync(new("cust_1") { Types = ["customer.segment.left"], StartingAfterId = "ccrev_1" });
        yield return () => Get<CollectionService>().SearchAsync("wool", ItemOrder.Name, 0, 10);
        yield return () => Get<CollectionService>().FindItemsAsync("wool", 6);
        yield return () => Get<CollectionService>().AddItemsAsync("pc_1", [new("prod_1", false), new("sku_1", true)], Some.Shop);
        yield return () => Get<CollectionService>().RemoveItemsAsync("pc_1", [new("prod_1", false), new("sku_1", true)], Some.Shop);
        yield return async () =>
        {
            await foreach (var _ in Get<CollectionService>().ForecastAsync(new Filter(Junction.And, [new("sku.price", [new(FilterOperator.HasValue, [])])]))) continue;
        };
        yield return () => Get<SegmentService>().CreateAsync(new CreateSegment("Fixed", SegmentKind.Static, ["cust_1"], null, Some.Shop));
        yield return () => Get<SegmentService>().DeleteAsync("seg_1", Some.Shop);
        yield return () => Get<CustomerService>().ListDetailsAsync(new CustomerQuery { Email = "a@b.example", City = "Kraków", SegmentId = "seg_1", CreatedAfter = DateTimeOffset.UnixEpoch, UpdatedBefore = DateTimeOffset.UnixEpoch, Sort = CustomerSort.LatestChange });
        yield return () => Get<CustomerService>().ScrollAsync(new CustomerQuery(), DateTimeOffset.UnixEpoch);
        yield return () => Get<CustomerService>().ChangeAsync(new ChangeCustomer("cust_1", new CustomerInput { Name = "Ola" }, CustomerParts.Email, Some.Shop));
        yield return () => Get<CustomerRemoval>().DeleteAsync("cust_1", Some.Shop);
        yield return () => Get<CustomerService>().SaveAsync(new SaveCustomer("cust_1", "ola-2", "Ola", null, null, Some.Shop) { SeenRevision = 1, TakeAlias = true });
        yield return () => Get<CustomerService>().AliasesAsync("cust_1");
        yield return () => Get<CustomerRemoval>().PreviewAsync("cust_1");
        yield return () => Get<CustomerExport>().BeginAsync("cust_1", Some.Shop);
        yield return () => Get<CustomerService>().ListAsync(new CustomerQuery { Text = "ola", SpentFromAmount = 1, SpentToAmount = 2, OrderedFrom = DateTimeOffset.UnixEpoch, OrderedBefore = DateTimeOffset.UnixEpoch });
        yield return () => Get<SupportAllowances>().SaveAsync(SupportRules.Default, null, Some.Shop);
        yield return () => Get<SupportAllowances>().LeftAsync("tom@shop.example", "Support");
        yield return () => Get<SupportService>().PublishAsync(new() { Code = "A", Customer = new() { Id = "cust_1" }, Caller = Some.Shop }, new(Some.Shop, "Support", "goodwill", null));
        yield return () => Get<SupportService>().ExtendAsync(new("v_1", DateTimeOffset.UnixEpoch, null), new(Some.Shop, "Support", "goodwill", null));
        yield return () => Get<SupportService>().ReissueAsync("v_1", new(Some.Shop, "Support", "goodwill", null));
        yield return () => Get<SupportService>().ReleaseAsync("v_1", "ssn_1", new(Some.Shop, "Support", "goodwill", null));
        yield return () => Get<PublicationList>().PageAsync(new() { Campaign = "camp_1", Customer = "cust_1", Code = "A", SourceId = "a", Succeeded = true });
        foreach (var by in Enum.GetValues<RedemptionKey>()) yield return () => Get<RedemptionRecords>().ListAsync(new() { By = by });
        foreach (var by in Enum.GetValues<PublicationKey>()) yield return () => Get<PublicationList>().PageAsync(new() { By = by, Ascending = true });
        yield return () => Get<HeldCodes>().PageAsync("cust_1", oldestFirst: true, "rh_1", "camp_1", null, 10);
        yield return () => Get<CustomerMerges>().PreviewAsync("cust_1", "cust_2");
        yield return () => Get<CustomerMerges>().MergeAsync(new("cust_1", "cust_2", new HashSet<string>(), (0, 0), null, Some.Shop));
        yield return () => Get<CustomerMerges>().UndoAsync("cmrg_1", Some.Shop);
        yield return () => Get<CustomerMerges>().UndoableAsync("cust_1");
        yield return () => Get<CustomerRemoval>().EraseAsync("cust_1", Some.Shop);
        foreach (var resource in MetadataResources.All)
        {
            var schema = new MetadataSchema { Id = "ms_1", Kind = SchemaKind.Resource, Name = resource };
            yield return async () =>
            {
                await foreach (var _ in Get<MetadataImpact>().ScanAsync(schema, MetadataSchemas.Empty)) { }
            };
        }

        yield return () => Get<MetadataImpact>().UnknownAsync(SchemaKind.Event, "login", MetadataSchemas.Empty);
        yield return () => Get<CustomEventService>().RecentAsync("login");
        yield return () => Get<CustomEventService>().NamesAsync();
        yield return () => Get<CustomEventService>().SetDefinedOnlyAsync(true, Some.Shop);
        yield return () => Get<MetadataUses>().OfAsync(SchemaKind.Resource, MetadataResources.Customer);
        yield return () => Get<MetadataSchemaService>().SaveAsync(new SaveSchema { Kind = SchemaKind.Resource, Name = MetadataResources.Customer, Caller = Some.Shop });
        yield return () => Get<MetadataSchemaService>().PurgeAsync(SchemaKind.Resource, MetadataResources.Customer, "key", Some.Shop);
        yield return () => Get<CollectionService>().ListAsync(ItemOrder.Newest, 0, 10);
        yield return () => Get<CollectionService>().GetAsync("pc_1");
        foreach (var order in Enum.GetValues<ItemOrder>()) yield return () => Get<CollectionService>().ItemsAsync(new(ProductCollection.AllProducts) { Order = order });
        foreach (var order in Enum.GetValues<ItemOrder>()) yield return () => Get<CollectionService>().ListAsync(order, 0, 10);
        yield return () => Get<CollectionService>().ItemsAsync(new(ProductCollection.AllProducts) { Order = ItemOrder.Newest, StartingAfter = DateTimeOffset.UnixEpoch });
        yield return () => Get<CollectionService>().CreateAsync(new SaveCollection { Name = "Mixed", Items = [new("sku-1", IsSku: true)], Caller = Some.Shop });
        yield return () => Get<CollectionService>().DeleteAsync("pc_1", Some.Shop);
        yield return () => Get<PastPeriods>().ForgetAsync();
        yield return () => Get<ProductService>().ListAsync(new ItemQuery { CreatedAfter = DateTimeOffset.UnixEpoch, CreatedBefore = DateTimeOffset.UnixEpoch, Order = ItemOrder.ChangedLast });
        yield return () => Get<ProductService>().DeleteAsync("prod_1", force: false, Some.Shop);
        yield return () => Get<SkuService>().CreateAsync("prod_1", new SkuInput { SourceId = "sku-1" }, Some.Shop);
        yield return () => Get<SkuService>().ChangeAsync("prod_1", "sku_1", new SkuInput { SourceId = "sku-1" }, Some.Shop);
        foreach (var order in Enum.GetValues<ItemOrder>())
            yield return () => Get<ProductService>().RowsAsync(new ProductQuery { Text = "a b", MinPrice = 1, MaxPrice = 2, CollectionId = "pc_1", Order = order });
        yield return () => Get<ProductService>().UsesAsync("prod_1");
        foreach (var sort in Enum.GetValues<OrderSort>())
            yield return () => Get<OrderService>().RowsAsync(new OrderQuery { Number = "10", Status = OrderStatus.Paid, CustomerId = "cust_1", MinAmount = 1, MaxAmount = 2, CreatedAfter = DateTimeOffset.UnixEpoch, Sort = sort });
        yield return async () => await Get<OrderService>().AllAsync(new OrderQuery { Sort = OrderSort.AmountDescending }).CountAsync();
        yield return async () => await Get<ProductService>().AllAsync(new ProductQuery { Order = ItemOrder.PriceDescending }).CountAsync();
        yield return async () => await Get<PublicationList>().AllAsync(new()).CountAsync();
        yield return () => Get<PublicationList>().ListAsync(new() { Campaign = "camp_1" });
        yield return () => Get<OrderService>().GetDetailsAsync("ord_1");
        yield return () => Get<OrderService>().SaveAsync(new ChangeOrder { OrderId = "ord_1", SeenAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Paid, Caller = Some.Shop });
        yield return () => Get<SkuService>().GetAsync(null, "sku_1");
        yield return () => Get<SkuService>().ListAsync("prod_1", new ItemQuery());
        yield return () => Get<ProductService>().SearchAsync("kettle");
        yield return () => Get<ProductService>().GetManyAsync(["prod_1", "sku-1"]);
        yield return () => Get<ProductService>().UpsertAsync(new ProductInput { SourceId = "sku-1", Name = "Kettle", PriceAmount = 10_00 }, Some.Shop);
        yield return () => Get<OrderService>().GetAsync("web-1");
        yield return () => Get<OrderService>().RecentAsync();
        yield return () => Get<OrderService>().SaveAsync(new ChangeOrder { OrderId = "ord_1", Status = OrderStatus.Paid, Caller = Some.Shop });
        yield return () => Get<OrderService>().SaveAsync(new ChangeOrder { SourceId = "web-2", Lines = [new OrderLine { SourceId = "sku-1", SourceIsSku = true }], Customer = new CustomerInput { SourceId = "ola" }, Caller = Some.Shop });
        yield return () => Get<OrderService>().ListAsync(new OrderQuery { CreatedAfter = DateTimeOffset.UnixEpoch, CreatedBefore = DateTimeOffset.UnixEpoch, Sort = OrderSort.LatestChange });
        yield return () => Get<OrderService>().OfCustomerAsync("cust_1", before: "ord_1");
        yield return () => Get<OrderService>().SaveManyAsync([new SaveOrder { Order = new OrderInput { SourceId = "web-1" } }], Some.Shop);
        foreach (var filter in (ReportFilter[])[new() { From = day, To = day }, new() { From = day, To = day, Campaigns = [Id], ExcludeCampaigns = true }])
        {
            yield return () => Get<ReportService>().SummaryAsync(filter);
            yield return () => Get<AttemptList>().PageAsync(filter, 0, 50);
        }

        yield return () => Get<ReportService>().AverageOrderWithoutPromotionAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        yield return () => Get<SearchService>().FindAsync("black");
        yield return () => Get<SessionList>().OfVoucherAsync("v_1");
        yield return () => Get<StackingService>().GetAsync();
        yield return () => Get<StackingService>().ChangeAsync(rules => rules with { Guards = new(null, null, ["pc_1"]) }, Some.Shop);
        yield return () => Get<ApiKeyService>().ListAsync();
        yield return () => Get<JobService>().ListAsync();
        yield return () => Get<JobService>().OfAsync(Id);
        yield return () => Get<JobRunner>().RunOneAsync(CancellationToken.None);
        yield return () => Get<ProjectService>().GetAsync();
        yield return () => Get<AuditService>().ListAsync(new AuditFilter { Actor = "ola" });
        yield return () => Get<AuditService>().ChoicesAsync();
        yield return () => Get<CatalogueStore>().CurrentAsync(CancellationToken.None).AsTask();
        yield return () => Get<IWrites>().ExclusiveAsync<int>(async (db, ct) =>
        {
            var campaign = new Campaign { Id = Id, Name = "Black Week", Version = 1 };
            db.Attach(campaign);
            campaign.Version = 2;
            await db.SaveChangesAsync(ct);
            await LimitHistory.CountAsync(db, TimeProvider.System.GetUtcNow(), ct);
            return 1;
        });
    }

    private sealed class Contexts(Log log) : IDbContextFactory<PromoDbContext>
    {
        public PromoDbContext CreateDbContext() => new SqlServerPromoDbContext(
            new DbContextOptionsBuilder<SqlServerPromoDbContext>().UseSqlServer("Server=nowhere").AddInterceptors(log).Options);
    }

    private sealed class Log : DbCommandInterceptor, IDbConnectionInterceptor
    {
        private readonly HashSet<string> _statements = new(StringComparer.Ordinal);

        public IReadOnlyCollection<string> Statements => _statements;

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken ct = default) =>
            new(InterceptionResult.Suppress());

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            _statements.Add(command.CommandText);
            return new(InterceptionResult<DbDataReader>.SuppressWithResult(new DataTable().CreateDataReader()));
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            _statements.Add(command.CommandText);
            return new(InterceptionResult<int>.SuppressWithResult(1));
        }
    }

    // The real ones open transactions, which need a server.
    private sealed class Writes(IDbContextFactory<PromoDbContext> contexts) : IWrites
    {
        public async Task<Result<T>> WriteAsync<T>(Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct = default)
        {
            await using var db = contexts.CreateDbContext();
            db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            await WriteSteps.RaiseCatalogueVersionAsync(db, ct);
            return (await WriteSteps.RunAsync(db, work, exclusive: true, TimeProvider.System, ct))!;
        }

        public Task<Result<T>> ExclusiveAsync<T>(Func<PromoDbContext, CancellationToken, Task<Result<T>>> work, CancellationToken ct = default) =>
            WriteAsync(work, ct);
    }
}
