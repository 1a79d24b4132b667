using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Customers.Identity;
using PromoConsole.Identity;

namespace PromoConsole.Pages.Customers;

/// <summary>All that is stored about a person as a file, for when they ask for it.</summary>
public static class PersonExport
{
    public static string Href(string customerId) => $"/customers/{customerId}/data";

    public static void MapPersonExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/customers/{id}/data", ExportAsync).RequireAuthorization(Permissions.CustomersWrite).ExcludeFromDescription();

    private static async Task<Results<PushStreamHttpResult, NotFound>> ExportAsync(string id, HttpContext http, CustomerExport export)
    {
        var ct = http.RequestAborted;
        var found = await export.BeginAsync(id, http.User.ToCaller(), ct);
        if (found.Value is not { } customer) return TypedResults.NotFound();
        return TypedResults.Stream(to => export.WriteAsync(to, customer, ct), "application/json; charset=utf-8", $"{customer.Id}.json");
    }
}
