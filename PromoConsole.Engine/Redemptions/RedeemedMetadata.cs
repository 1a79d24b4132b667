using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Orders;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Custom attributes that a redemption is about to store: checked by their schemas, with defaults put in, before anything is decided.</summary>
internal static class RedeemedMetadata
{
    /// <returns>The request with defaults for what it makes (the redemption, a new customer, a new order with its lines); or <c>metadata_validation_failed</c>.</returns>
    public static Result<ValidateRedeemables> Filled(ValidateRedeemables request, FactRows rows, MetadataSchemas schemas)
    {
        var redemption = schemas.Made(MetadataResources.Redemption, request.Metadata);
        if (!redemption.IsOk) return redemption.Error;
        request = request with { Metadata = redemption.Value };

        if (request.Customer is { } input)
        {
            if (rows.Customer is not null)
            {
                if (schemas.Problem(MetadataResources.Customer, input.Metadata) is { } wrong) return wrong;
            }
            else if (CustomerMerge.CanBeFoundAgain(input))
            {
                var customer = schemas.Made(MetadataResources.Customer, input.Metadata);
                if (!customer.IsOk) return customer.Error;
                request = request with { Customer = input with { Metadata = customer.Value } };
            }
        }

        if (request.Order is not { } order || rows.Order is not null) return request; // what is stored stays
        var content = OrderMetadata.Made(schemas, order.Content);
        return content.IsOk ? request with { Order = order with { Content = content.Value } } : content.Error;
    }
}
