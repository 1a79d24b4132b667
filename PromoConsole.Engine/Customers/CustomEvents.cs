using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoConsole.Engine.Events;
using PromoConsole.Engine.Metadata;
using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Customers;

/// <summary>Something a customer did that only the shop knows of: <c>cart_abandoned</c>. Concept: custom event.</summary>
public sealed class CustomEvent
{
    public const int MaxNameLength = 300;

    /// <summary>Whether an event may be called that: 1 to <see cref="MaxNameLength"/> letters, digits, dots, underscores and dashes.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary><c>ccrev_…</c>, sorts by time.</summary>
    public required string Id { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>As the shop calls it, see <see cref="IsName"/>.</summary>
    public required string Name { get; init; }

    public MetadataBag Metadata { get; init; } = MetadataBag.Empty;

    public required string Channel { get; init; }

    /// <summary>E-mail address of the member or name of the API key.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Tells that a customer did something.</summary>
/// <param name="Customer">Stored or brought up to date in the same step.</param>
public sealed record TrackEvent(string Name, CustomerInput Customer, MetadataBag Metadata, Caller Caller);

public sealed record TrackedEvent(CustomEvent Event, Customer Customer);

/// <summary>Keeps what customers did in the shop.</summary>
public sealed partial class CustomEventService(IDbContextFactory<PromoDbContext> contexts, IWrites writes, CustomerService customers, TimeProvider time)
{
    /// <summary>Writes the event down beside the customer it is about.</summary>
    /// <returns>What was written; or <c>invalid_event</c>, also for a name nobody defined where the project asks for that, <c>metadata_validation_failed</c>, <c>invalid_customer</c>, also for one who could not be found again, <c>not_found</c> for an unknown <c>cust_</c> id.</returns>
    public async Task<Result<TrackedEvent>> TrackAsync(TrackEvent request, CancellationToken ct = default)
    {
        if (!CustomEvent.IsName(request.Name.Trim())) return CustomerErrors.InvalidEvent();
        if (CustomerMerge.Problem(request.Customer) is { } problem) return problem;
        if (CustomerMerge.PlatformId(request.Customer) is null && !CustomerMerge.CanBeFoundAgain(request.Customer))
            return CustomerErrors.Invalid("source_id", "is missing: say who did it");
        return await writes.WriteAsync<TrackedEvent>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var (name, schemas) = (request.Name.Trim(), await MetadataSchemas.ReadAsync(db, token));
            if (schemas.Find(SchemaKind.Event, name) is null && await db.Project.AnyAsync(p => p.DefinedEventsOnly, token)) return CustomerErrors.UndefinedEvent(name);
            var metadata = schemas.Made(SchemaKind.Event, name, request.Metadata);
            if (!metadata.IsOk) return metadata.Error;
            var stored = await customers.StoreAsync(db, [request.Customer], request.Caller, token);
            if (!stored.IsOk) return stored.Error;
            var happened = new CustomEvent
            {
                Id = Ids.New("ccrev_", now), CustomerId = stored.Value[0].Id, Name = name, Metadata = metadata.Value,
                Channel = request.Caller.Channel, Actor = request.Caller.Name, At = now,
            };
            db.CustomEvents.Add(happened);
            db.Publish(now, "customer.custom_event", happened.CustomerId, new { id = happened.Id, name = happened.Name, metadata = happened.Metadata });
            return new TrackedEvent(happened, stored.Value[0]);
        }, ct);
    }
}

internal sealed class CustomEventConfiguration : IEntityTypeConfiguration<CustomEvent>
{
    public void Configure(EntityTypeBuilder<CustomEvent> happened)
    {
        happened.ToTable("CustomEvents");
        happened.Property(e => e.Name).HasMaxLength(CustomEvent.MaxNameLength);
        happened.Property(e => e.Metadata).HasJsonConversion();
        happened.Property(e => e.Channel).HasMaxLength(32).IsUnicode(false);
        happened.Property(e => e.Actor).HasMaxLength(256);
        happened.HasIndex(e => new { e.CustomerId, e.Id });
        happened.HasIndex(e => new { e.Name, e.Id });
    }
}
