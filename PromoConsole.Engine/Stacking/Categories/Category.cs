namespace PromoConsole.Engine.Stacking.Categories;

/// <summary>A group campaigns belong to. It says in which order they are processed and is what stacking rules name.</summary>
/// <remarks>Concept: categories.</remarks>
public sealed class Category
{
    /// <summary>What a category has that does not say.</summary>
    public const int StandardHierarchy = 1;

    /// <summary><c>cat_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Unique in the project.</summary>
    public required string Name { get; set; }

    /// <summary>0 or more; lower ones are processed earlier.</summary>
    public int Hierarchy { get; set; } = StandardHierarchy;

    /// <summary>Created by the demo store.</summary>
    public bool Demo { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until it was changed for the first time.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }
}

/// <summary>Starts a category.</summary>
/// <param name="Hierarchy">0 or more; lower ones are processed earlier.</param>
public sealed record CreateCategory(string Name, int Hierarchy, Redemptions.Caller Caller);

/// <summary>Renames a category or moves it in the order; null leaves as it is.</summary>
public sealed record ChangeCategory(string CategoryId, string? Name, int? Hierarchy, Redemptions.Caller Caller);
