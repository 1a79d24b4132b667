namespace PromoConsole.Engine.Rules;

/// <summary>Tests of names made ready: of each list of wanted ones some must be there, and none of the unwanted.</summary>
internal sealed class MembershipMatcher
{
    /// <summary>Stands for any loyalty tier.</summary>
    public const string Any = "__ANY__";

    private readonly string[][] _wanted;
    private readonly string[] _unwanted;
    private readonly bool _ignoreCase;

    public MembershipMatcher(IReadOnlyList<RuleTest> tests, RuleSubject subject)
    {
        _wanted = [.. tests.Where(test => test.Is == Operator.Is).Select(test => Texts(test))];
        _unwanted = [.. tests.Where(test => test.Is == Operator.IsNot).SelectMany(Texts)];
        _ignoreCase = subject == RuleSubject.User; // e-mail addresses
    }

    public bool Holds(IReadOnlyList<string>? seen)
    {
        foreach (var wanted in _wanted)
            if (!Meet(wanted, seen)) return false;
        return _unwanted.Length == 0 || !Meet(_unwanted, seen);
    }

    /// <summary>Of somebody or something with one name or two.</summary>
    public bool Holds(string? name, string? other)
    {
        foreach (var wanted in _wanted)
            if (!Has(wanted, name) && !Has(wanted, other)) return false;
        return !Has(_unwanted, name) && !Has(_unwanted, other);
    }

    private static string[] Texts(RuleTest test) => [.. test.Values.Select(value => value.Text)];

    private bool Meet(string[] asked, IReadOnlyList<string>? seen)
    {
        if (seen is null || seen.Count == 0) return false;
        foreach (var one in asked)
        {
            if (one == Any) return true;
            if (seen is string[] names ? Has(names, one) : IsIn(seen, one)) return true;
        }

        return false;
    }

    private static bool IsIn(IReadOnlyList<string> seen, string name)
    {
        for (var i = 0; i < seen.Count; i++)
            if (seen[i] == name) return true;
        return false;
    }

    private bool Has(string[] names, string? name)
    {
        if (name is null) return false;
        foreach (var one in names)
            if (_ignoreCase ? one.Equals(name, StringComparison.OrdinalIgnoreCase) : one == name) return true;
        return false;
    }
}
