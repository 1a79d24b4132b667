using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Rules.Messages;

/// <summary>A message in the library: conditions of any number of rules may name it, and say what it says at each moment.</summary>
public sealed class RuleMessage
{
    public const string IdPrefix = "msg_";
    public const int MaxNameLength = 100;

    /// <summary><c>msg_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Unique; 1 to <see cref="MaxNameLength"/> characters.</summary>
    public required string Name { get; set; }

    public required MessageText Content { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>E-mail address of the member who changed it last.</summary>
    public required string ChangedBy { get; set; }
}

/// <summary>Makes a message, or changes one.</summary>
/// <param name="Id">Null for a new one.</param>
public sealed record SaveMessage(string? Id, string Name, MessageText Content, Redemptions.Caller Caller);

/// <summary>Something whose rule names a message.</summary>
/// <param name="IsRule">A rule that stands by itself; else a campaign.</param>
public sealed record MessageUse(string MessageId, bool IsRule, string Id, string Name);

/// <param name="Uses">Each campaign and rule once.</param>
public sealed record MessageRow(RuleMessage Message, IReadOnlyList<MessageUse> Uses);

internal sealed class RuleMessageConfiguration : IEntityTypeConfiguration<RuleMessage>
{
    public void Configure(EntityTypeBuilder<RuleMessage> message)
    {
        message.ToTable("RuleMessages");
        message.Property(m => m.Name).HasMaxLength(RuleMessage.MaxNameLength);
        message.HasIndex(m => m.Name).IsUnique();
        message.Property(m => m.Content).HasJsonConversion();
        message.Property(m => m.ChangedBy).HasMaxLength(256);
    }
}

/// <summary>Why something could not be done with a message.</summary>
public static class MessageErrors
{
    public static NotFoundError NotFound(string id) => new("message", id);

    public static InvalidError NameMissing { get; } = new("invalid_message", $"Give the message a name of 1 to {RuleMessage.MaxNameLength} characters.") { Field = "name" };

    public static InvalidError TextMissing { get; } = new("invalid_message", "Say what the customer is told.") { Field = "text" };

    public static InvalidError Wrong(string sentence) => new("invalid_message", sentence) { Field = "text" };

    public static InvalidError TooMany(int most) => new("invalid_message", $"There are {most} messages already. Delete one that nothing uses first.");

    public static ConflictError NameTaken(string name) => new("duplicate_found", $"There is already a message called “{name}”. Choose another name.") { Field = "name" };

    public static InUseError InUse(string id, IReadOnlyList<MessageUse> uses) => new(
        "message", id, uses[0].IsRule ? "validation rule" : "campaign", [.. uses.Where(use => use.IsRule == uses[0].IsRule).Select(use => use.Id).Take(20)], uses.Count(use => use.IsRule == uses[0].IsRule));
}
