using System.Globalization;
using PromoConsole.Components;
using PromoConsole.Engine.Campaigns;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Discounts;
using PromoConsole.Engine.Filters;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Reporting;
using PromoConsole.Engine.Storage;
using PromoConsole.Engine.Vouchers;
using PromoConsole.Exports;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Something that can be exported: its fields in their order, and how its rows are written.</summary>
internal abstract class Exported(string name, string permission)
{
    public string Name => name;

    /// <summary>To read it one by one.</summary>
    public string Permission => permission;

    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>What filters may name.</summary>
    public abstract IFilterNames Filters { get; }

    public abstract Task WriteAsync(Stream to, ExportBody asked, ExportRows rows, FilterClock clock, CancellationToken ct);
}

/// <inheritdoc cref="Exported"/>
/// <param name="usual">What is written when nobody says which.</param>
/// <param name="metadata">The custom attributes of a row.</param>
/// <param name="filters">What filters may name; null for the fields, and the custom attributes as <c>metadata.*</c>.</param>
internal sealed class Exported<T>(
    string name, string permission, IReadOnlyList<(string Field, Func<T, string?> Value)> fields, IReadOnlyList<string> usual, Func<T, MetadataBag?> metadata,
    Func<ExportRows, ExportRange, CancellationToken, IAsyncEnumerable<T>> read, FilterFields<T>? filters = null) : Exported(name, permission)
{
    private readonly FilterFields<T> _filters = filters ?? new(
        $"an exported {name}", [.. fields.Where(field => field.Field != "metadata").Select(field => new FilterFields<T>.Named(field.Field, FieldType.Anything, row => FilterValue.Of(field.Value(row))))],
        [new("metadata.", row => metadata(row) ?? MetadataBag.Empty)], []);

    public override IReadOnlyList<string> Fields { get; } = [.. fields.Select(field => field.Field)];

    public override IFilterNames Filters => _filters;

    public override Task WriteAsync(Stream to, ExportBody asked, ExportRows rows, FilterClock clock, CancellationToken ct)
    {
        var all = read(rows, asked.Range, ct);
        if (asked.Filter is { } filter)
        {
            var compiled = CompiledFilter<T>.Of(filter, _filters);
            all = all.Where(row => compiled.Holds(row, clock));
        }

        var columns = asked.Fields.Count > 0 ? asked.Fields : usual;
        return CsvExport.WriteAsync(to, [.. columns.Select(name => CsvColumn<T>.Text(name, Shown(fields.First(field => field.Field == name), !asked.MasksContacts)))], all, ct);
    }

    private static Func<T, string?> Shown((string Field, Func<T, string?> Value) field, bool all) => field.Field switch
    {
        "email" => row => Contacts.Email(field.Value(row), all),
        "phone" => row => Contacts.Phone(field.Value(row), all),
        "name" or "customer_name" => row => Contacts.Shown(field.Value(row), all),
        _ => field.Value,
    };
}

/// <summary>What can be exported over the API, field by field.</summary>
internal static class ExportColumns
{
    public static IReadOnlyDictionary<string, Exported> All { get; } = new Exported[]
    {
        new Exported<ExportedVoucher>("voucher", Permissions.CodesRead,
            [
                ("code", r => r.Record.Voucher.Code), ("voucher_type", _ => "DISCOUNT_VOUCHER"), ("value", r => ValueOf(r.Record.Terms?.Discount)), ("formula", r => r.Record.Terms?.Discount?.Formula?.Text),
                ("discount_type", r => TypeOf(r.Record.Terms?.Discount)), ("campaign", r => r.Record.Campaign?.Name), ("category", r => r.Record.Category?.Name),
                ("start_date", r => At(r.Record.Voucher.StartsAt ?? r.Record.Terms?.Schedule.StartsAt)), ("expiration_date", r => At(r.Record.Voucher.EndsAt ?? r.Record.Terms?.Schedule.EndsAt)),
                ("gift_balance", _ => null), ("loyalty_balance", _ => null), ("redemption_quantity", r => Number(r.Record.Voucher.RedemptionLimit)), ("redemption_count", r => Number(r.Record.RedeemedQuantity)),
                ("active", r => Flag(r.Record.Voucher.Active)), ("qr_code", _ => null), ("bar_code", _ => null), ("metadata", r => Json(r.Record.Voucher.Metadata)), ("id", r => r.Record.Voucher.Id),
                ("is_referral_code", _ => "false"), ("created_at", r => At(r.Record.Voucher.CreatedAt)), ("updated_at", r => At(r.Record.Voucher.UpdatedAt)),
                ("validity_timeframe_interval", r => r.Record.Terms?.Schedule.Timeframe?.Interval), ("validity_timeframe_duration", r => r.Record.Terms?.Schedule.Timeframe?.Duration),
                ("validity_day_of_week", r => r.Record.Terms?.Schedule.Days is { Count: > 0 } days ? string.Join(',', days.Select(day => Number((int)day))) : null),
                ("discount_amount_limit", r => Number((r.Record.Terms?.Discount as PercentOff)?.MaxAmount)), ("campaign_id", r => r.Record.Voucher.CampaignId), ("additional_info", r => r.Record.Voucher.AdditionalInfo),
                ("customer_id", r => r.Record.Voucher.HolderId), ("discount_effect", r => r.Record.Terms?.Discount is { } discount ? DiscountWire.Of(discount.Effect) : null), ("discount_unit_type", r => (r.Record.Terms?.Discount as FreeItems)?.Items[0].Item?.Id),
                ("discount_unit_effect", r => r.Record.Terms?.Discount is FreeItems free ? DiscountWire.Of(free.Items[0].Effect) : null), ("validation_rules_id", r => r.Record.Voucher.RuleId), ("customer_source_id", r => r.HolderSourceId),
            ],
            ["code", "voucher_type", "value", "discount_type"], r => r.Record.Voucher.Metadata, (rows, range, ct) => rows.VouchersAsync(range, ct)),
        new Exported<Redemption>("redemption", Permissions.RedemptionsRead,
            [
                ("id", r => r.Id), ("object", _ => "redemption"), ("date", r => At(r.At)), ("voucher_code", r => r.VoucherId is null ? null : r.Code), ("campaign", r => r.Detail.CampaignName),
                ("promotion_tier_id", r => r.TierId), ("customer_id", r => r.CustomerId), ("customer_source_id", r => r.Detail.CustomerSourceId), ("customer_name", r => r.Detail.CustomerName),
                ("tracking_id", r => r.Detail.TrackingId), ("order_id", r => r.OrderId), ("order_amount", r => Number(r.OrderAmount)), ("gift_amount", _ => null),
                ("loyalty_points", _ => null), ("result", r => r.Kind == RedemptionKind.Redeemed ? "SUCCESS" : "FAILURE"), ("failure_code", r => r.RefusalKey),
                ("failure_message", r => r.RefusalKey is { } key ? RefusalKeys.LabelOf(key) : null), ("metadata", r => Json(r.Detail.Metadata)),
            ],
            ["id", "date", "voucher_code", "campaign", "customer_id", "result"], r => r.Detail.Metadata, (rows, range, ct) => rows.RedemptionsAsync(range, ct)),
        new Exported<CustomerDetails>("customer", Permissions.CustomersRead,
            [
                ("name", c => c.Customer.Name), ("id", c => c.Customer.Id), ("description", c => c.Customer.Description), ("email", c => c.Customer.Email), ("source_id", c => c.Customer.SourceId),
                ("created_at", c => At(c.Customer.CreatedAt)), ("address_city", c => c.Customer.Address?.City), ("address_state", c => c.Customer.Address?.State),
                ("address_line_1", c => c.Customer.Address?.Line1), ("address_line_2", c => c.Customer.Address?.Line2), ("address_country", c => c.Customer.Address?.Country),
                ("address_postal_code", c => c.Customer.Address?.PostalCode), ("redemptions_total_redeemed", c => Number(c.RedeemedCount + c.RefusedCount)),
                ("redemptions_total_failed", c => Number(c.RefusedCount)), ("redemptions_total_succeeded", c => Number(c.RedeemedCount)), ("redemptions_total_rolled_back", c => Number(c.RolledBackCount)),
                ("redemptions_total_rollback_failed", _ => "0"), ("redemptions_total_rollback_succeeded", c => Number(c.RolledBackCount)), ("orders_total_amount", c => Number(c.SpentAmount)),
                ("orders_total_count", c => Number(c.OrdersCount)), ("orders_average_amount", c => Number(c.AverageOrderAmount ?? 0)), ("orders_last_order_amount", c => Number(c.LastOrderAmount)),
                ("orders_last_order_date", c => At(c.LastOrderAt)), ("loyalty_points", _ => "0"), ("loyalty_referred_customers", _ => "0"), ("updated_at", c => At(c.Customer.UpdatedAt)),
                ("phone", c => c.Customer.Phone), ("birthday", c => Day(c.Customer.Birthdate)), ("metadata", c => Json(c.Customer.Metadata)), ("birthdate", c => Day(c.Customer.Birthdate)),
            ],
            ["name", "source_id"], c => c.Customer.Metadata, (rows, range, ct) => rows.CustomersAsync(range, ct), CustomerFields.All),
        new Exported<ExportedPublication>("publication", Permissions.CodesRead,
            [
                ("voucher_code", p => p.Code), ("customer_id", p => p.Publication.CustomerId), ("customer_source_id", p => p.CustomerSourceId), ("date", p => At(p.Publication.CreatedAt)),
                ("channel", p => p.Publication.Channel), ("campaign", p => p.CampaignName), ("is_winner", _ => null), ("metadata", p => Json(p.Publication.Metadata)),
            ],
            ["voucher_code", "customer_id", "date", "channel"], p => p.Publication.Metadata, (rows, range, ct) => rows.PublicationsAsync(range, ct)),
        new Exported<Order>("order", Permissions.OrdersRead,
            [
                ("id", o => o.Id), ("source_id", o => o.SourceId), ("created_at", o => At(o.CreatedAt)), ("updated_at", o => At(o.UpdatedAt)), ("status", o => o.Status.ToString().ToUpperInvariant()),
                ("amount", o => Number(o.Amount)), ("discount_amount", o => Number(o.State().OrderDiscountAmount)), ("items_discount_amount", o => Number(o.State().ItemsDiscountAmount)),
                ("total_discount_amount", o => Number(o.State().TotalDiscountAmount)), ("total_amount", o => Number(o.State().TotalAmount)), ("customer_id", o => o.CustomerId), ("referrer_id", o => o.ReferrerId),
                ("metadata", o => Json(o.Content.Metadata)),
            ],
            ["id", "source_id", "status"], o => o.Content.Metadata, (rows, range, ct) => rows.OrdersAsync(range, ct)),
        new Exported<string>("voucher_transactions", Permissions.CodesRead, // of cards, which this release has not
            [.. ((string[])["id", "campaign_id", "voucher_id", "type", "source_id", "reason", "source", "balance", "amount", "related_transaction_id", "created_at", "details"]).Select(name => (name, (Func<string, string?>)(_ => null)))],
            ["id", "type", "amount", "created_at"], _ => null, (_, _, _) => AsyncEnumerable.Empty<string>()),
    }.ToDictionary(exported => exported.Name, StringComparer.Ordinal);

    private static string? At(DateTimeOffset? at) => at is { } given ? WireDates.Format(given) : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Flag(bool flag) => flag ? "true" : "false";

    private static string? Json(MetadataBag? metadata) => metadata is { IsEmpty: false } ? PromoJson.Write(metadata) : null;

    private static string? TypeOf(Discount? discount) => discount switch { AmountOff => "AMOUNT", PercentOff => "PERCENT", FixedTotal => "FIXED", FreeItems => "UNIT", _ => null };

    private static string? ValueOf(Discount? discount) => discount switch
    {
        AmountOff off => Number(off.Amount),
        PercentOff off => off.Percent.ToString(CultureInfo.InvariantCulture),
        FixedTotal total => Number(total.Amount),
        _ => null,
    };
}
