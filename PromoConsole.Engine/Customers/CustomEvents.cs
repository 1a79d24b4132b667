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

    /// <summary><c>ccrev_…</c>, sorts by time.</summary>
    public required string Id { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>As the shop calls it, 1 to <see cref="MaxNameLength"/> characters.</summary>
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
public sealed class CustomEventService(IWrites writes, CustomerService customers, TimeProvider time)
{
    /// <summary>Writes the event down beside the customer it is about.</summary>
    /// <returns>What was written; or <c>invalid_event</c>, <c>invalid_customer</c>, also for one who could not be found again, <c>not_found</c> for an unknown <c>cust_</c> id.</returns>
    public async Task<Result<TrackedEvent>> TrackAsync(TrackEvent request, CancellationToken ct = default)
    {
        if (request.Name.Trim().Length is 0 or > CustomEvent.MaxNameLength || request.Name.Any(char.IsControl)) return CustomerErrors.InvalidEvent();
        if (CustomerMerge.Problem(request.Customer) is { } problem) return problem;
        if (CustomerMerge.PlatformId(request.Customer) is null && !CustomerMerge.CanBeFoundAgain(request.Customer))
            return CustomerErrors.Invalid("source_id", "is missing: say who did it");
        return await writes.WriteAsync<TrackedEvent>(async (db, token) =>
        {
            var now = time.GetUtcNow();
            var stored = await customers.StoreAsync(db, [request.Customer], request.Caller, token);
            if (!stored.IsOk) return stored.Error;
            var happened = new CustomEvent
            {
                Id = Ids.New("ccrev_", now), CustomerId = stored.Value[0].Id, Name = request.Name.Trim(), Metadata = request.Metadata,
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
    }
}
