using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Customers;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Segments: groups of customers.</summary>
internal static class SegmentsApi
{
    public static void MapSegments(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/segments").WithTags("Segments");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.CustomersRead)
            .WithSummary("List segments").WithName("listSegments").WithDescription("Newest first.")
            .WithPaging();
        group.MapPost("", CreateAsync)
            .RequireKeyPermission(Permissions.SegmentsWrite)
            .Accepts<SegmentExample>("application/json").WithExample(Examples.Segment)
            .WithSummary("Create a segment").WithName("createSegment").WithDescription("A filter without a type makes a passive one, customers a static one.");
        group.MapGet("/{segmentId}", GetAsync)
            .RequireKeyPermission(Permissions.CustomersRead)
            .WithSummary("Get a segment").WithName("getSegment");
        group.MapDelete("/{segmentId}", DeleteAsync)
            .RequireKeyPermission(Permissions.SegmentsWrite)
            .WithSummary("Delete a segment").WithName("deleteSegment").WithDescription("400 resource_in_use while campaigns name it.");
    }

    private static async Task<Results<Ok<SegmentListView>, ApiError>> ListAsync(HttpContext http, ListQuery query, SegmentService segments)
    {
        if (query.Refusal is { } wrong) return wrong;
        var page = await segments.ListAsync(query.Skip, query.Limit, http.RequestAborted);
        return TypedResults.Ok(new SegmentListView([.. page.Items.Select(SegmentView.Of)], page.Total));
    }

    private static async Task<Results<Ok<SegmentView>, ApiError>> CreateAsync(HttpContext http, ApiBody body, SegmentService segments)
    {
        var fields = body.Fields;
        var name = fields.Text("name", Bounds.Name, required: true) ?? "";
        var kind = fields.Word("type", "static", "passive", "auto-update") switch
        {
            "passive" => SegmentKind.Passive,
            "auto-update" => SegmentKind.Active,
            null when fields.Has("filter") => SegmentKind.Passive,
            _ => SegmentKind.Static,
        };
        var customers = fields.Texts("customers", Bounds.ListItems);
        var filter = fields.Object("filter") is { } given ? FilterBody.Read(given, needsJunction: false) : null;
        if (kind == SegmentKind.Static && filter is not null) fields.Problem("filter", "should be left out for type static");
        if (kind != SegmentKind.Static && filter is null && !fields.Has("filter")) fields.Missing("filter");
        if (kind != SegmentKind.Static && customers is not null) fields.Problem("customers", "should be left out when there is a filter");
        if (body.Refusal is { } wrong) return wrong;
        var made = await segments.CreateAsync(new CreateSegment(name, kind, customers ?? [], filter, http.Caller()), http.RequestAborted);
        return made.IsOk ? TypedResults.Ok(SegmentView.Of(made.Value)) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<SegmentView>, ApiError>> GetAsync(string segmentId, HttpContext http, SegmentService segments)
    {
        var found = await segments.GetAsync(segmentId, http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(SegmentView.Of(found.Value)) : ApiError.Of(found.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string segmentId, HttpContext http, SegmentService segments)
    {
        var deleted = await segments.DeleteAsync(segmentId, http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }
}

/// <summary>A segment.</summary>
internal sealed record SegmentView
{
    [Description("seg_…")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    [Description("static, passive or auto-update.")]
    public required string Type { get; init; }

    [Description("Who is in it; null for a static one.")]
    public JsonElement? Filter { get; init; }

    [Description("IN_PROGRESS until everybody was asked whether a new filter fits them, then DONE. Decisions do not wait for it.")]
    public required string InitialSyncStatus { get; init; }

    public string Object => "segment";

    public static SegmentView Of(Segment segment) => new()
    {
        Id = segment.Id,
        Name = segment.Name,
        CreatedAt = segment.CreatedAt,
        UpdatedAt = segment.UpdatedAt,
        Type = segment.Kind switch { SegmentKind.Passive => "passive", SegmentKind.Active => "auto-update", _ => "static" },
        Filter = segment.Filter is { } filter ? FilterBody.Write(filter) : null,
        InitialSyncStatus = segment is { Filter: not null, Sync: SegmentSync.Initial } ? "IN_PROGRESS" : "DONE",
    };
}

internal sealed record SegmentListView(IReadOnlyList<SegmentView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}
