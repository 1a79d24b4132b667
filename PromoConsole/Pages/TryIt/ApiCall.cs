using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Redemptions;

namespace PromoConsole.Pages.TryIt;

/// <summary>The same question as a command for a terminal: POST /v1/validations.</summary>
public static class ApiCall
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // quoted for the shell below, never put into a page
    };

    private static string NameOf(RedeemableKind kind) => kind switch
    {
        RedeemableKind.PromotionTier => "promotion_tier",
        RedeemableKind.PromotionStack => "promotion_stack",
        _ => "voucher",
    };

    /// <param name="baseAddress">Of this instance, with its slash.</param>
    public static string Of(TryItInput input, string baseAddress)
    {
        var order = input.Order;
        var body = JsonSerializer.Serialize(new
        {
            redeemables = input.Redeemables.Select(one => new { @object = NameOf(one.Kind), id = one.Id }),
            order = order is null ? null : new
            {
                amount = order.ExplicitAmount,
                items = order.Lines.Count == 0 ? null : order.Lines.Select(line => new { product_id = line.ProductId, quantity = line.Quantity, price = line.PriceAmount }),
                metadata = order.Metadata.IsEmpty ? null : order.Metadata,
            },
            customer = input.CustomerId is { } id ? new { id } : null,
        }, s_json);
        return $"""
            curl -X POST '{baseAddress}v1/validations' \
              -H 'X-App-Id: YOUR-APPLICATION-ID' \
              -H 'X-App-Token: YOUR-SECRET' \
              -H 'Content-Type: application/json' \
              -d '{body.Replace("'", "'\\''", StringComparison.Ordinal)}'
            """;
    }
}
