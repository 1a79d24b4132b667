using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Library;

internal sealed class ValidationRuleConfiguration : IEntityTypeConfiguration<ValidationRule>
{
    public void Configure(EntityTypeBuilder<ValidationRule> rule)
    {
        rule.ToTable("ValidationRules");
        rule.Property(r => r.Name).HasMaxLength(ValidationRule.MaxNameLength);
        rule.HasIndex(r => r.Name);
        rule.Property(r => r.Content).HasJsonConversion();
        rule.Property(r => r.Version).IsConcurrencyToken();
    }
}

internal sealed class ValidationRuleVersionConfiguration : IEntityTypeConfiguration<ValidationRuleVersion>
{
    public void Configure(EntityTypeBuilder<ValidationRuleVersion> version)
    {
        version.ToTable("ValidationRuleVersions");
        version.HasKey(v => new { v.RuleId, v.Number }); // they outlive their rule: attempts that were decided by one name it
        version.Property(v => v.Name).HasMaxLength(ValidationRule.MaxNameLength);
        version.Property(v => v.Content).HasJsonConversion();
        version.Property(v => v.Comment).HasMaxLength(ValidationRule.MaxCommentLength);
        version.Property(v => v.CreatedBy).HasMaxLength(256);
    }
}

internal sealed class RuleDraftConfiguration : IEntityTypeConfiguration<RuleDraft>
{
    public void Configure(EntityTypeBuilder<RuleDraft> draft)
    {
        draft.ToTable("RuleDrafts");
        draft.HasKey(d => d.RuleId); // no foreign key: the rule of a new draft is there only once it is published
        draft.Property(d => d.Name).HasMaxLength(ValidationRule.MaxNameLength);
        draft.Property(d => d.Content).HasJsonConversion();
        draft.Property(d => d.Revision).IsConcurrencyToken();
        draft.Property(d => d.ChangedBy).HasMaxLength(256);
    }
}

internal sealed class RuleAssignmentConfiguration : IEntityTypeConfiguration<RuleAssignment>
{
    public void Configure(EntityTypeBuilder<RuleAssignment> assignment)
    {
        assignment.ToTable("RuleAssignments");
        assignment.HasOne<ValidationRule>().WithMany().HasForeignKey(a => a.RuleId).OnDelete(DeleteBehavior.Restrict);
        assignment.HasIndex(a => new { a.RelatedId, a.RelatedType }).IsUnique();
        assignment.HasIndex(a => new { a.RuleId, a.Id });
    }
}
