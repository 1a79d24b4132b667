namespace PromoConsole.Engine;

/// <summary>Why something was refused, in words a cashier could read out.</summary>
/// <param name="Key">Stable snake_case key in the field's spelling, for example <c>voucher_expired</c>.</param>
/// <param name="Message">One sentence: what happened and what to do next.</param>
public abstract record PromoError(string Key, string Message)
{
    private protected PromoError(string key, string message, string? details)
        : this(key, message) => Details = details;

    /// <summary>More about this case: the code, the field, the id that was looked for.</summary>
    public string? Details { get; init; }

    /// <summary>The input field that is wrong, as the caller named it; null when no single field is to blame.</summary>
    public string? Field { get; init; }
}

/// <summary>The named thing does not exist (or is not visible to the caller).</summary>
/// <param name="Resource">Its type, in the field's words: <c>voucher</c>, <c>campaign</c>.</param>
/// <param name="Id">What was asked for.</param>
public sealed record NotFoundError(string Resource, string Id)
    : PromoError("not_found", "Resource not found", $"Cannot find {Resource} with id {Id}");

/// <summary>The request itself is malformed or impossible; nothing was done.</summary>
public sealed record InvalidError(string Key, string Message, string? Details = null) : PromoError(Key, Message, Details)
{
    /// <summary>What stands in the way, by id: the rollback that came first; null when there is no such thing.</summary>
    public string? ResourceId { get; init; }
}

/// <summary>It cannot be deleted while something names it.</summary>
/// <param name="Resource">Type of what should go, in the field's words.</param>
/// <param name="RelatedResource">Type of what names it.</param>
/// <param name="RelatedIds">Which; not all of very many.</param>
/// <param name="RelatedTotal">How many in all.</param>
public sealed record InUseError(string Resource, string Id, string RelatedResource, IReadOnlyList<string> RelatedIds, int RelatedTotal)
    : PromoError("resource_in_use", "Resource in use", $"The {Resource} {Id} is named by {RelatedTotal} {RelatedResource}{(RelatedTotal == 1 ? "" : "s")}: take it out there first");

/// <summary>Somebody else was there first: a name or code is taken, or the thing was edited meanwhile.</summary>
public sealed record ConflictError(string Key, string Message, string? Details = null) : PromoError(Key, Message, Details);

/// <summary>A business refusal: the request was fine, the answer is no.</summary>
/// <param name="AttemptId">The stored attempt that explains it (<c>rf_…</c>), null when none was stored.</param>
public sealed record RefusedError(string Key, string Message, string? Details = null, string? AttemptId = null)
    : PromoError(Key, Message, Details)
{
    /// <summary>The text the marketer wrote for the customer; null when none applies.</summary>
    public string? CustomerMessage { get; init; }
}
