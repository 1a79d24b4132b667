using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Support;

/// <summary>Why and how much support may do for customers. One row.</summary>
public sealed class SupportSettings
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>One more with each change; editors compare it.</summary>
    public long Revision { get; set; }

    public SupportRules Rules { get; set; } = SupportRules.Default;
}

/// <summary>The reasons agents choose from, and how much each may do a day.</summary>
/// <param name="Reasons">In the order in which they are offered.</param>
/// <param name="Allowances">Of roles and of single members; who has none of either is unbounded. A member's own goes before their role's.</param>
public sealed record SupportRules(IReadOnlyList<SupportReason> Reasons, IReadOnlyList<SupportAllowance> Allowances)
{
    public const int MostReasons = 50;
    public const int MostAllowances = 200;

    public static SupportRules Default { get; } = new(
        [new("late_delivery", "Late delivery"), new("damaged", "Damaged or wrong item"), new("code_failed", "Code did not work"), new("returned", "Order returned"), new("goodwill", "Goodwill")],
        []);

    /// <summary>What bounds a member; null for nothing.</summary>
    /// <param name="email">Of the member.</param>
    public SupportAllowance? Of(string email, string role) =>
        Allowances.FirstOrDefault(one => one.Who.Equals(email, StringComparison.OrdinalIgnoreCase)) ?? Allowances.FirstOrDefault(one => one.Who == role);
}

/// <param name="Code">Stable word, for reports: <c>late_delivery</c>.</param>
/// <param name="Name">As agents choose it.</param>
public sealed record SupportReason(string Code, string Name);

/// <summary>How much somebody may do for customers in one day of the project's zone. Null: no bound; 0: nothing.</summary>
/// <param name="Who">A role, or the e-mail address of a member.</param>
/// <param name="Codes">Codes given.</param>
/// <param name="Extensions">Codes made to last longer.</param>
/// <param name="Reissues">Codes replaced.</param>
/// <param name="Rollbacks">Uses taken back.</param>
/// <param name="DiscountAmount">What the codes given and replaced take off at most as far as that is known beforehand, minor units.</param>
public sealed record SupportAllowance(string Who, int? Codes, int? Extensions, int? Reissues, int? Rollbacks, long? DiscountAmount);

internal sealed class SupportSettingsConfiguration : IEntityTypeConfiguration<SupportSettings>
{
    public void Configure(EntityTypeBuilder<SupportSettings> settings)
    {
        settings.ToTable("SupportSettings");
        settings.Property(s => s.Id).ValueGeneratedNever();
        settings.Property(s => s.Revision).IsConcurrencyToken();
        settings.Property(s => s.Rules).HasJsonConversion();
    }
}
