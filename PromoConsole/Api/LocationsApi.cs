using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Places for geofencing, which nothing here has: there are none.</summary>
internal static class LocationsApi
{
    public static void MapLocations(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/locations").WithTags("Locations").RequireKeyPermission(Permissions.CampaignsRead);
        group.MapGet("", List).WithSummary("List locations").WithName("listLocations").WithDescription("None are kept: the list is empty.");
        group.MapGet("/{locationId}", Get).WithSummary("Get a location").WithName("getLocation").WithDescription("404: none are kept.");
    }

    private static Ok<LocationListView> List() => TypedResults.Ok(new LocationListView());

    private static ApiError Get(string locationId) => ApiError.Of(new NotFoundError("location", Codes.FromPath(locationId)));
}

/// <summary>Locations; none are kept.</summary>
internal sealed record LocationListView
{
    public string Object => "list";

    public string DataRef => "data";

    public IReadOnlyList<string> Data => [];

    public int Total => 0;

    public bool HasMore => false;
}
