using Microsoft.EntityFrameworkCore;
using PromoConsole.Engine.Customers;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Redemptions;

/// <summary>Finds who referred the customer of an order. They are somebody else and take no part in the decision, so they are looked up before it.</summary>
public sealed class OrderReferrers(IDbContextFactory<PromoDbContext> contexts, CustomerService customers)
{
    /// <summary>The request with the platform id of who referred; nobody is stored.</summary>
    /// <returns>Without an id for somebody not stored; <c>not_found</c> for an unknown platform id.</returns>
    public async Task<Result<T>> FoundAsync<T>(T request, CancellationToken ct) where T : ValidateRedeemables
    {
        if (Named(request) is not { } input) return request;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var named = CustomerMerge.PlatformId(input) ?? CustomerMerge.SourceId(input);
        var id = named is null ? null : await CustomerIds.PlatformIdAsync(db, named, ct);
        return id is null && CustomerMerge.PlatformId(input) is { } unknown ? CustomerErrors.NotFound(unknown) : With(request, id);
    }

    /// <summary>The same, and who is new or told more of is stored, in a write of its own: they are a customer whatever comes of the redemption.</summary>
    /// <returns>Or <c>not_found</c> for an unknown platform id, <c>invalid_customer</c>, <c>metadata_validation_failed</c>.</returns>
    public async Task<Result<T>> StoredAsync<T>(T request, CancellationToken ct) where T : ValidateRedeemables
    {
        if (Named(request) is not { } input) return request;
        var stored = await customers.UpsertAsync(input, request.Caller, ct);
        return stored.IsOk ? With(request, stored.Value.Id) : stored.Error;
    }

    private static CustomerInput? Named(ValidateRedeemables request) =>
        request.Order?.Referrer is { } input && (CustomerMerge.PlatformId(input) is not null || CustomerMerge.CanBeFoundAgain(input)) ? input : null;

    private static T With<T>(T request, string? id) where T : ValidateRedeemables => request with { Order = request.Order! with { ReferrerId = id } };
}
