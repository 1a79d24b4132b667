using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoConsole.Engine.Customers.Identity;

/// <summary>An id by which a customer was known before; it still finds them, until it is given to somebody else. No id is at once an alias of another customer.</summary>
public sealed class CustomerAlias
{
    /// <summary>The shop's earlier id of the customer, or the platform id of a duplicate that was merged into them.</summary>
    public required string Alias { get; init; }

    public required string CustomerId { get; set; }

    /// <summary>The merge that made it one; null when somebody changed the id.</summary>
    public string? MergeId { get; init; }

    /// <summary>Folded, for finding the customer by it.</summary>
    public required string Search { get; init; }

    /// <summary>Until when it was the customer's id.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who gave them another.</summary>
    public required string By { get; init; }

    internal static CustomerAlias Of(string alias, string customerId, string? mergeId, DateTimeOffset at, string by) => new()
    {
        Alias = alias, CustomerId = customerId, MergeId = mergeId, Search = SearchText.Fold(alias), At = at, By = by,
    };
}

internal sealed class CustomerAliasConfiguration : IEntityTypeConfiguration<CustomerAlias>
{
    public void Configure(EntityTypeBuilder<CustomerAlias> alias)
    {
        alias.ToTable("CustomerAliases");
        alias.HasKey(a => a.Alias);
        alias.Property(a => a.Alias).HasMaxLength(CustomerMerge.MaxSourceIdLength);
        alias.Property(a => a.Search).HasMaxLength(2 * CustomerMerge.MaxSourceIdLength);
        alias.Property(a => a.By).HasMaxLength(256);
        alias.HasIndex(a => a.Search);
        alias.HasIndex(a => a.CustomerId);
        alias.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}
