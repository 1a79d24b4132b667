using System.Text.Json;
using System.Text.Json.Serialization;
using PromoConsole.Api.Client;
using PromoConsole.Api.Rules;

namespace PromoConsole.Api;

/// <summary>Writers of the wire format, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(WireInstantConverter)])]
[JsonSerializable(typeof(ApiErrorView))]
[JsonSerializable(typeof(ValidationView))]
[JsonSerializable(typeof(SingleValidationView))]
[JsonSerializable(typeof(PublicTierListView))]
[JsonSerializable(typeof(PromotionsValidationView))]
[JsonSerializable(typeof(QualificationView))]
[JsonSerializable(typeof(QualifiedVouchersView))]
[JsonSerializable(typeof(QualifiedCampaignsView))]
[JsonSerializable(typeof(QualifyExample))]
[JsonSerializable(typeof(QualifyOneExample))]
[JsonSerializable(typeof(RedemptionView))]
[JsonSerializable(typeof(RedeemedView))]
[JsonSerializable(typeof(RolledBackView))]
[JsonSerializable(typeof(RedemptionListView))]
[JsonSerializable(typeof(RedemptionEntriesView))]
[JsonSerializable(typeof(VoucherView))]
[JsonSerializable(typeof(VoucherListView))]
[JsonSerializable(typeof(CampaignView))]
[JsonSerializable(typeof(CampaignListView))]
[JsonSerializable(typeof(CampaignSummaryView))]
[JsonSerializable(typeof(CampaignChangeExample))]
[JsonSerializable(typeof(NothingView))]
[JsonSerializable(typeof(BalanceExample))]
[JsonSerializable(typeof(BinListView))]
[JsonSerializable(typeof(TierView))]
[JsonSerializable(typeof(TierListView))]
[JsonSerializable(typeof(MatchedTiersView))]
[JsonSerializable(typeof(StackView))]
[JsonSerializable(typeof(StackListView))]
[JsonSerializable(typeof(TierExample))]
[JsonSerializable(typeof(StackExample))]
[JsonSerializable(typeof(CategoryView))]
[JsonSerializable(typeof(CategoryListView))]
[JsonSerializable(typeof(StackingRulesListView))]
[JsonSerializable(typeof(StackingRulesExample))]
[JsonSerializable(typeof(AsyncActionView))]
[JsonSerializable(typeof(ValidationRuleView))]
[JsonSerializable(typeof(ValidationRuleListView))]
[JsonSerializable(typeof(ValidationRuleAnswerView))]
[JsonSerializable(typeof(AssignmentView))]
[JsonSerializable(typeof(AssignmentPageView))]
[JsonSerializable(typeof(ValidationRuleExample))]
[JsonSerializable(typeof(RuleAssignmentExample))]
[JsonSerializable(typeof(ProductView))]
[JsonSerializable(typeof(ProductListView))]
[JsonSerializable(typeof(SkuView))]
[JsonSerializable(typeof(SkuListView))]
[JsonSerializable(typeof(CollectionView))]
[JsonSerializable(typeof(CollectionListView))]
[JsonSerializable(typeof(CollectionItemsView))]
[JsonSerializable(typeof(ProductExample))]
[JsonSerializable(typeof(SkuExample))]
[JsonSerializable(typeof(CollectionExample))]
[JsonSerializable(typeof(SegmentView))]
[JsonSerializable(typeof(SegmentListView))]
[JsonSerializable(typeof(SegmentExample))]
[JsonSerializable(typeof(CustomerView))]
[JsonSerializable(typeof(CustomerListView))]
[JsonSerializable(typeof(CustomerSegmentsView))]
[JsonSerializable(typeof(CustomerDeletionView))]
[JsonSerializable(typeof(CustomerExample))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(EventExample))]
[JsonSerializable(typeof(PublicPublicationView))]
[JsonSerializable(typeof(PublishExample))]
[JsonSerializable(typeof(PublicVoucherListView))]
[JsonSerializable(typeof(PublicCustomerView))]
[JsonSerializable(typeof(ConsentListView))]
[JsonSerializable(typeof(OrderListView))]
[JsonSerializable(typeof(NewOrderExample))]
[JsonSerializable(typeof(RedeemExample))]
[JsonSerializable(typeof(RedeemOneExample))]
[JsonSerializable(typeof(RollbackExample))]
[JsonSerializable(typeof(VoucherExample))]
[JsonSerializable(typeof(CampaignExample))]
[JsonSerializable(typeof(CategoryExample))]
[JsonSerializable(typeof(CampaignVoucherExample))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>Instants in UTC with milliseconds.</summary>
internal sealed class WireInstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WireDates.Format(value));
}
