using Microsoft.AspNetCore.Http.HttpResults;
using PromoConsole.Engine.Stacking.Categories;
using PromoConsole.Identity;

namespace PromoConsole.Api;

/// <summary>Categories: what campaigns are grouped by.</summary>
internal static class CategoriesApi
{
    public static void MapCategories(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/categories").WithTags("Categories");
        group.MapGet("", ListAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("List categories").WithName("listCategories").WithDescription("All of them, in the order in which they are processed.");
        group.MapPost("", CreateAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<CategoryExample>("application/json").WithExample(Examples.Category)
            .WithSummary("Create a category").WithName("createCategory");
        group.MapGet("/{categoryId}", GetAsync)
            .RequireKeyPermission(Permissions.CampaignsRead)
            .WithSummary("Get a category").WithName("getCategory").WithDescription("By id or name.");
        group.MapPut("/{categoryId}", ChangeAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .Accepts<CategoryExample>("application/json").WithExample(Examples.Category)
            .WithSummary("Rename a category or change its rank").WithName("updateCategory");
        group.MapDelete("/{categoryId}", DeleteAsync)
            .RequireKeyPermission(Permissions.CampaignsWrite)
            .WithSummary("Delete a category").WithName("deleteCategory").WithDescription("400 resource_in_use while campaigns belong to it.");
    }

    private static async Task<Ok<CategoryListView>> ListAsync(HttpContext http, CategoryService categories)
    {
        var all = await categories.ListAsync(http.RequestAborted);
        return TypedResults.Ok(new CategoryListView([.. all.Select(CategoryView.Of)], all.Count));
    }

    private static async Task<Results<Ok<CategoryView>, ApiError>> CreateAsync(HttpContext http, ApiBody body, CategoryService categories)
    {
        var name = body.Fields.Text("name", CategoryService.MaxNameLength, required: true) ?? "";
        var hierarchy = body.Fields.Whole("hierarchy", 0, int.MaxValue) ?? Category.StandardHierarchy;
        if (body.Refusal is { } wrong) return wrong;
        var made = await categories.CreateAsync(new CreateCategory(name, (int)hierarchy, http.Caller()), http.RequestAborted);
        return made.IsOk ? TypedResults.Ok(CategoryView.Of(made.Value)) : ApiError.Of(made.Error);
    }

    private static async Task<Results<Ok<CategoryView>, ApiError>> GetAsync(string categoryId, HttpContext http, CategoryService categories)
    {
        var found = await categories.GetAsync(Codes.FromPath(categoryId), http.RequestAborted);
        return found.IsOk ? TypedResults.Ok(CategoryView.Of(found.Value)) : ApiError.Of(found.Error);
    }

    private static async Task<Results<Ok<CategoryView>, ApiError>> ChangeAsync(string categoryId, HttpContext http, ApiBody body, CategoryService categories)
    {
        var name = body.Fields.Text("name", CategoryService.MaxNameLength);
        var hierarchy = body.Fields.Whole("hierarchy", 0, int.MaxValue);
        if (body.Refusal is { } wrong) return wrong;
        var changed = await categories.ChangeAsync(new ChangeCategory(Codes.FromPath(categoryId), name, (int?)hierarchy, http.Caller()), http.RequestAborted);
        return changed.IsOk ? TypedResults.Ok(CategoryView.Of(changed.Value)) : ApiError.Of(changed.Error);
    }

    private static async Task<Results<NoContent, ApiError>> DeleteAsync(string categoryId, HttpContext http, CategoryService categories)
    {
        var deleted = await categories.DeleteAsync(Codes.FromPath(categoryId), http.Caller(), http.RequestAborted);
        return deleted.IsOk ? TypedResults.NoContent() : ApiError.Of(deleted.Error);
    }
}
