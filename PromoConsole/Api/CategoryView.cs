using System.ComponentModel;
using System.Text.Json.Serialization;
using PromoConsole.Engine.Stacking.Categories;

namespace PromoConsole.Api;

/// <summary>A category.</summary>
internal sealed record CategoryView
{
    [Description("cat_…")]
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("Lower ones are processed earlier.")]
    public int Hierarchy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    [Description("Absent until the first change.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UpdatedAt { get; init; }

    public string Object => "category";

    public static CategoryView Of(Category category) => new()
    {
        Id = category.Id,
        Name = category.Name,
        Hierarchy = category.Hierarchy,
        CreatedAt = category.CreatedAt,
        UpdatedAt = category.UpdatedAt,
    };

    /// <summary>The categories something belongs to: one or none.</summary>
    public static IReadOnlyList<CategoryView> ListOf(Category? category) => category is null ? [] : [Of(category)];
}

internal sealed record CategoryListView(IReadOnlyList<CategoryView> Data, long Total)
{
    public string Object => "list";

    public string DataRef => "data";
}
