using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers.Consents;

/// <summary>The consents customers are asked for. One row.</summary>
public sealed class ConsentSettings
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>One more with each change; editors compare it.</summary>
    public long Revision { get; set; }

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<Consent> Consents { get; set; } = [];
}

/// <summary>Something a customer may agree to, such as being written to. Concept: consent.</summary>
/// <param name="Id">Stable word that the shop names it by: <c>newsletter</c>.</param>
/// <param name="Name">As people read it: "Accepts e-mail".</param>
/// <param name="Description">What exactly the customer agrees to; null for nothing more.</param>
/// <param name="Category">What it is for, in one word of the shop's: <c>marketing</c>; null for none.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">When its words changed last, UTC; null while they never did.</param>
public sealed record Consent(string Id, string Name, string? Description, string? Category, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt)
{
    public const int MostConsents = 50;
    public const int MaxIdLength = 40;
    public const int MaxNameLength = 80;
    public const int MaxDescriptionLength = 500;
    public const int MaxCategoryLength = 40;
}

/// <summary>A consent as it is typed.</summary>
/// <inheritdoc cref="Consent"/>
public sealed record ConsentDraft(string Id, string Name, string? Description, string? Category);

internal sealed class ConsentSettingsConfiguration : IEntityTypeConfiguration<ConsentSettings>
{
    public void Configure(EntityTypeBuilder<ConsentSettings> settings)
    {
        settings.ToTable("ConsentSettings");
        settings.Property(s => s.Id).ValueGeneratedNever();
        settings.Property(s => s.Revision).IsConcurrencyToken();
        settings.Property(s => s.Consents).HasJsonConversion();
    }
}
