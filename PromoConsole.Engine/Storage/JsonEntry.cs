using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoConsole.Engine.Storage;

/// <summary>A member of an object or an element of a list in a stored document, as the database reads it: <see cref="PromoDbContext.JsonEntries"/>. Never loaded.</summary>
internal sealed class JsonEntry
{
    /// <summary>Name of the member, as written before it was escaped; the number of an element.</summary>
    public string? Key { get; init; }

    /// <summary>Text without quotes, a number, or the JSON of an object or a list. True and false differ by database: see <see cref="JsonText.Of"/>.</summary>
    public string? Value { get; init; }

    /// <summary>One of <see cref="JsonKinds"/>, or something else for what is compared.</summary>
    public required string Kind { get; init; }
}

/// <summary>What is no text, number, true or false, in the words of SQLite.</summary>
internal static class JsonKinds
{
    public const string Null = "null";
    public const string Array = "array";
    public const string Object = "object";

    /// <summary>The numbers SQL Server gives them; 1 stands for all that is compared.</summary>
    public static int Number(string kind) => kind switch { Null => 0, Array => 4, Object => 5, _ => 1 };
}

/// <summary>How the database reads what a document says. Said in queries only; each provider has its own words for it.</summary>
internal static class JsonText
{
    private const string InQueries = "Asked of databases.";

    /// <summary>The text of an entry that is compared: <c>true</c>, <c>49.9</c>.</summary>
    public static string? Of(string? value, string kind) => throw new NotSupportedException(InQueries);

    /// <summary>The text or number that stands at a place of a document; null where there is none.</summary>
    public static string? At(string? json, string path) => throw new NotSupportedException(InQueries);

    /// <summary>Compares the number that a text is with another: below zero, zero, above. Null for text that is no number.</summary>
    /// <param name="number">A number in digits.</param>
    public static int? Compare(string? text, string number) => throw new NotSupportedException(InQueries);

    /// <summary>The instant that a text says in ISO 8601, in microseconds since 1970; UTC where it names no zone. Null for other text. SQLite tells milliseconds apart.</summary>
    public static long? Instant(string? text) => throw new NotSupportedException(InQueries);

    /// <summary>The text itself when it is a date, which sorts as text; null for other text.</summary>
    public static string? Day(string? text) => throw new NotSupportedException(InQueries);
}

internal sealed class JsonEntryConfiguration : IEntityTypeConfiguration<JsonEntry>
{
    public void Configure(EntityTypeBuilder<JsonEntry> entry)
    {
        entry.HasNoKey().ToTable((string?)null);
        entry.Property(e => e.Key).HasColumnName("key");
        entry.Property(e => e.Value).HasColumnName("value");
        entry.Property(e => e.Kind).HasColumnName("type");
    }
}
