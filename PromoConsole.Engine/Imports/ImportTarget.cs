using PromoConsole.Engine.Redemptions;
using PromoConsole.Engine.Storage;

namespace PromoConsole.Engine.Imports;

/// <summary>What the records of one kind become, and how they are stored: through the same steps as one by one.</summary>
internal abstract class ImportTarget
{
    public abstract ImportKind Kind { get; }

    /// <summary>The types of the jobs that store such records.</summary>
    public virtual IReadOnlyList<string> Operations => [.. ImportKinds.Operations(Kind)];

    /// <summary>Rows in one transaction: enough to be fast, few enough that redemptions get their turn.</summary>
    public virtual int Slice => 500;

    /// <summary>Rows of one key that stand one below the other are one record. Default false.</summary>
    public virtual bool JoinsRows => false;

    /// <summary>Whether decisions rest on what is stored.</summary>
    public virtual bool Exclusive(ImportSetup setup) => false;

    /// <summary>The same for some records, where it depends on what they are.</summary>
    public virtual Task<bool> ExclusiveAsync(ImportSetup setup, IReadOnlyList<object> inputs, CancellationToken ct) => Task.FromResult(Exclusive(setup));

    /// <summary>Stores records inside a write that is under way.</summary>
    /// <param name="work">What the import is about.</param>
    /// <returns>For each record null, or why it was left out.</returns>
    public abstract Task<IReadOnlyList<Refusal?>> StoreAsync(PromoDbContext db, IReadOnlyList<object> inputs, ImportWork work, CancellationToken ct);

    /// <summary>The refusals of answers given one by one.</summary>
    protected static IReadOnlyList<Refusal?> Refusals<T>(IReadOnlyList<Result<T>> answers) => [.. answers.Select(answer => Refusal.Of(answer.Error))];
}

/// <summary>Records that stand in the rows of a file.</summary>
internal abstract class RowTarget : ImportTarget
{
    /// <summary>What stands in one row.</summary>
    public abstract object Read(RowReader row);

    /// <summary>One record of several rows. What does not fit together is complained about at the row it stands in.</summary>
    public virtual object Join(IReadOnlyList<(object Input, RowReader Row)> rows) => rows[0].Input;

    /// <summary>What no two records of a file may share; null for none.</summary>
    public abstract string? Key(object input);
}

/// <param name="Trial">Only to see what would be refused: the context is thrown away, so nothing may be written past it.</param>
internal sealed record ImportWork(ImportSetup Setup, Caller Caller, bool Trial);

/// <summary>Why a record was not stored.</summary>
/// <param name="Field">What it is about, in the services' words; null for the whole record.</param>
/// <param name="Row">Of the rows of the record, from 0.</param>
internal sealed record Refusal(string? Field, string Reason, int Row = 0)
{
    public static Refusal? Of(PromoError? error) => error switch
    {
        null => null,
        NotFoundError missing => new(null, $"There is no {missing.Resource} “{missing.Id}”."),
        { Details: { } details, Message: "Metadata validation failed" or "Invalid payload" } => new(error.Field, details),
        _ => new(error.Field, error.Message),
    };
}
