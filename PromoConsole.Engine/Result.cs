using System.Diagnostics.CodeAnalysis;

namespace PromoConsole.Engine;

/// <summary>What an operation gave: a value, or the reason it refused. Refusals are values; exceptions are for bugs and broken infrastructure.</summary>
public sealed class Result<T>
{
    private Result(T? value, PromoError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public PromoError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(PromoError error) => new(default, error);

    public TOut Match<TOut>(Func<T, TOut> ok, Func<PromoError, TOut> refused) => IsOk ? ok(Value) : refused(Error);
}

public static class Results
{
    /// <returns>All values in their order; or the first refusal.</returns>
    public static Result<IReadOnlyList<T>> All<T>(IReadOnlyList<Result<T>> each)
    {
        var values = new List<T>(each.Count);
        foreach (var one in each)
        {
            if (!one.IsOk) return one.Error;
            values.Add(one.Value);
        }

        return values;
    }
}
